package dev.bosphorus.container.blocking;

import dev.bosphorus.container.runtime.Connector;
import java.util.concurrent.ThreadFactory;

/** Gives each connection a thread that connects and then reads with calls that block. Made for virtual threads. */
public final class BlockingConnector implements Connector {

    private final ThreadFactory threads;
    private final BufferPool pool = new BufferPool();

    /** @param threads makes the thread of each connection */
    public BlockingConnector(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Pending connect(Route route, Opening opening) {
        BlockingDial dial = new BlockingDial(route, opening, pool, threads);
        dial.start();
        return dial;
    }
}
