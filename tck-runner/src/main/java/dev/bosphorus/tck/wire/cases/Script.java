package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.UnsupportedException;
import java.io.IOException;

/** What is said in a case, and what has to come back. */
@FunctionalInterface
public interface Script {

    /** Runs it. @throws UnmetException where the subject does not do what the case demands */
    void run(Peer peer) throws UnmetException, UnsupportedException, IOException, InterruptedException;
}
