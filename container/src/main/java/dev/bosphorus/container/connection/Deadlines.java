package dev.bosphorus.container.connection;

/** The moments at which a connection has to act of its own accord. Belongs to the connection's lock. */
final class Deadlines {

    /** No moment at all. */
    static final long NEVER = Long.MAX_VALUE;

    /** How long output may be held back by a callback that blocks. */
    static final long CORK_NANOS = 10_000_000;

    private final long sendTimeout;
    private final long closeTimeout;
    /** How long the connection may be silent; 0 for ever. */
    private long idleTimeout;
    /** When bytes last came or went. */
    private long activeAt;
    /** Since when the present write, the closing handshake and held-back output go on; {@link #NEVER} where they do not. */
    private long writeSince = NEVER;
    private long closeSince = NEVER;
    private long corkSince = NEVER;

    Deadlines(ConnectionSettings settings) {
        this.sendTimeout = settings.sendTimeout().toNanos();
        this.closeTimeout = settings.closeTimeout().toNanos();
    }

    void setIdleTimeout(long nanos, long now) {
        idleTimeout = Math.max(0, nanos);
        activeAt = now;
    }

    void active(long now) {
        activeAt = now;
    }

    void writeBegins(long now) {
        activeAt = now;
        writeSince = now;
        corkSince = NEVER;
    }

    void writeEnds() {
        writeSince = NEVER;
    }

    void closeBegins(long now) {
        if (closeSince == NEVER) {
            closeSince = now;
        }
    }

    void corked(long now) {
        corkSince = now;
    }

    boolean isCorked() {
        return corkSince != NEVER;
    }

    /** Nanoseconds from {@code now} to the next deadline, 0 or less where one has passed; {@link #NEVER} where there is none. */
    long untilNext(long now) {
        long next = Math.min(left(writeSince, sendTimeout, now), left(closeSince, closeTimeout, now));
        next = Math.min(next, left(corkSince, CORK_NANOS, now));
        return idleApplies() ? Math.min(next, left(activeAt, idleTimeout, now)) : next;
    }

    boolean writeIsStuck(long now) {
        return left(writeSince, sendTimeout, now) <= 0;
    }

    boolean closeIsOver(long now) {
        return left(closeSince, closeTimeout, now) <= 0;
    }

    boolean corkIsOver(long now) {
        return left(corkSince, CORK_NANOS, now) <= 0;
    }

    boolean isIdle(long now) {
        return idleApplies() && left(activeAt, idleTimeout, now) <= 0;
    }

    private boolean idleApplies() {
        return idleTimeout > 0 && closeSince == NEVER;
    }

    private static long left(long since, long timeout, long now) {
        return since == NEVER ? NEVER : timeout - (now - since);
    }
}
