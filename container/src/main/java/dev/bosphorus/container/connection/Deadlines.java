package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Timer;

/**
 * The moments at which a connection has to act of its own accord, with at most one pending timer between them: at the
 * earliest. It is not moved when a deadline moves away, but looks again when it fires. Belongs to the connection's lock.
 */
final class Deadlines {

    /** No moment at all. */
    private static final long NEVER = WebSocketEngine.NEVER;

    /** How long after a message the next one may come without extensions having to unpack what they keep. */
    static final long SHRINK_NANOS = 5_000_000_000L;

    /** How long output may be held back by a callback that blocks. */
    static final long CORK_NANOS = 10_000_000;

    private final Timer timer;
    private final Runnable onAlarm;
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
    /** As {@link WebSocketEngine#shrinkableSince}. */
    private long shrinkableSince = NEVER;

    /** The pending timer and when it fires, where there is one. */
    private Timer.Handle alarm;
    private long alarmAt;
    private boolean ended;

    /** @param onAlarm called without the lock when a deadline may have passed */
    Deadlines(Timer timer, ConnectionSettings settings, Runnable onAlarm) {
        this.timer = timer;
        this.onAlarm = onAlarm;
        this.sendTimeout = settings.sendTimeout().toNanos();
        this.closeTimeout = settings.closeTimeout().toNanos();
    }

    void setIdleTimeout(long nanos) {
        activeAt = timer.nanoTime();
        idleTimeout = Math.max(0, nanos);
        watch(activeAt);
    }

    void active(long now) {
        activeAt = now;
    }

    void writeBegins() {
        long now = timer.nanoTime();
        activeAt = now;
        writeSince = now;
        corkSince = NEVER;
        watch(now);
    }

    void writeEnds() {
        writeSince = NEVER;
    }

    void closeBegins() {
        if (closeSince == NEVER) {
            closeSince = timer.nanoTime();
            watch(closeSince);
        }
    }

    void corked() {
        if (corkSince == NEVER) {
            corkSince = timer.nanoTime();
            watch(corkSince);
        }
    }

    /** @param arrivedAt what {@link WebSocketEngine#shrinkableSince} says */
    void shrinkableSince(long arrivedAt) {
        boolean watched = shrinkableSince != NEVER;
        shrinkableSince = arrivedAt;
        if (!watched && arrivedAt != NEVER) {
            watch(timer.nanoTime());
        }
    }

    /** No deadline matters any more. */
    void end() {
        ended = true;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** What the alarm is about; looks for the next one at the same time. */
    Due due() {
        long now = timer.nanoTime();
        alarm = null;
        Due due = ended ? Due.NOTHING
                : left(writeSince, sendTimeout, now) <= 0 ? Due.WRITE
                : left(closeSince, closeTimeout, now) <= 0 ? Due.CLOSE
                : idleApplies() && left(activeAt, idleTimeout, now) <= 0 ? Due.IDLE
                : left(corkSince, CORK_NANOS, now) <= 0 ? Due.CORK
                : left(shrinkableSince, SHRINK_NANOS, now) <= 0 ? Due.SHRINK : Due.NOTHING;
        if (due == Due.CORK) {
            corkSince = NEVER;
        } else if (due == Due.SHRINK) {
            shrinkableSince = NEVER;
        }
        if (due == Due.NOTHING || due == Due.CORK || due == Due.SHRINK) {
            watch(now);
        }
        return due;
    }

    /** What has to be done. */
    enum Due { NOTHING, WRITE, CLOSE, IDLE, CORK, SHRINK }

    private void watch(long now) {
        if (ended) {
            return;
        }
        long left = Math.min(left(writeSince, sendTimeout, now), left(closeSince, closeTimeout, now));
        left = Math.min(left, Math.min(left(corkSince, CORK_NANOS, now), left(shrinkableSince, SHRINK_NANOS, now)));
        left = idleApplies() ? Math.min(left, left(activeAt, idleTimeout, now)) : left;
        if (left == NEVER || alarm != null && alarmAt - now <= left) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        alarmAt = now + left;
        alarm = timer.schedule(onAlarm, left);
    }

    private boolean idleApplies() {
        return idleTimeout > 0 && closeSince == NEVER;
    }

    private static long left(long since, long timeout, long now) {
        return since == NEVER ? NEVER : timeout - (now - since);
    }
}
