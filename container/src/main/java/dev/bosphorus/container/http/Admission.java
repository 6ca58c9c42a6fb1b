package dev.bosphorus.container.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections and decides on new ones. Safe from any thread. */
public final class Admission {

    /** What becomes of a new connection. */
    public enum Verdict {
        /** It is served. */
        SERVE,
        /** It is answered with 503. */
        REFUSE,
        /** It is closed without an answer; it does not count. */
        CUT
    }

    /** So many connections at a time are told that there are too many; a flood of them is not. */
    private static final int REFUSED_AT_ONCE = 256;

    private final AtomicInteger connections = new AtomicInteger();
    private final int most;

    public Admission(int maxConnections) {
        this.most = maxConnections;
    }

    /** A connection came; unless it is {@link Verdict#CUT}, {@link #leave} has to follow when it is gone. */
    public Verdict enter() {
        int now = connections.incrementAndGet();
        if (now <= most) {
            return Verdict.SERVE;
        }
        if (now - most <= REFUSED_AT_ONCE) {
            return Verdict.REFUSE;
        }
        connections.decrementAndGet();
        return Verdict.CUT;
    }

    /** A connection is gone. */
    public void leave() {
        connections.decrementAndGet();
    }
}
