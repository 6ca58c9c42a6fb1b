package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.OverflowPolicy;
import java.io.IOException;

/** Which messages a peer that reads too slowly does not get, and how many it has missed. Belongs to the connection's lock. */
final class OverflowRule {

    private final OverflowPolicy policy;
    private long dropped;

    OverflowRule(OverflowPolicy policy) {
        this.policy = policy;
    }

    /** Whether a message may be refused: a whole one, not a part of one that has begun, and no control frame. */
    boolean mayRefuse(Kind kind, boolean last, Object owner) {
        return policy != OverflowPolicy.BLOCK && last && owner == null && kind != Kind.PING && kind != Kind.PONG;
    }

    /** Whether the connection is to be closed with the first message refused. */
    boolean closes() {
        return policy == OverflowPolicy.CLOSE;
    }

    /** A message is refused. @return what its sender is to be told */
    IOException refuse() {
        if (closes()) {
            return new IOException("the peer reads too slowly, so the connection is closed");
        }
        dropped++;
        return new DroppedMessageException();
    }

    long dropped() {
        return dropped;
    }
}
