package dev.bosphorus.container.session;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.transport.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pings of a session's own, each answered in time or the connection is cut (RFC 6455, 5.5.2). Their payload tells them from the
 * application's. Safe from any thread.
 *
 * <p>The peer's time runs from when the Ping has left, and does not run out while this side does not listen: a Ping behind much
 * output, a long callback and a suspended session are no fault of the peer. One Ping is under way at a time.
 */
final class Heartbeat {

    private static final int PAYLOAD_BYTES = 2 * Long.BYTES;

    private final Connection connection;
    private final Timer timer;
    /** What all payloads begin with. */
    private final long mark = ThreadLocalRandom.current().nextLong();

    // The following belong to the lock on this object.

    private long interval;
    private long timeout;
    // What runs before these times was cancelled too late.

    /** Sends the next Ping, and when; {@code null} where there will be none. */
    private Timer.Handle beat;
    private long beatAt;
    /** Looks for the answer, and when; {@code null} where no Ping that has left waits for one. */
    private Timer.Handle deadline;
    private long deadlineAt;
    /** The number of the last Ping, when it was sent, and whether its answer is waited for. */
    private long number;
    private long sentAt;
    private boolean waiting;
    /** Nanoseconds; negative before the first answer. */
    private long latency = -1;

    Heartbeat(Connection connection, Timer timer) {
        this.connection = connection;
        this.timer = timer;
    }

    /** @throws IllegalArgumentException as {@link dev.bosphorus.extra.ExtendedSession#setPing}; then nothing changes */
    synchronized void set(Duration newInterval, Duration newTimeout) {
        if (newInterval.isZero()) {
            end();
            return;
        }
        if (newInterval.isNegative() || newTimeout.isNegative() || newTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "interval and timeout have to be positive, not " + newInterval + " and " + newTimeout);
        }
        end();
        interval = newInterval.toNanos();
        timeout = newTimeout.toNanos();
        scheduleBeat();
    }

    /** No more Pings. */
    synchronized void end() {
        if (beat != null) {
            beat.cancel();
            beat = null;
        }
        answered();
    }

    /** The session has not listened for a while and does now: the peer gets its time anew. */
    synchronized void resumed() {
        if (deadline != null) {
            deadline.cancel();
            scheduleDeadline();
        }
    }

    private void scheduleBeat() {
        beatAt = timer.nanoTime() + interval;
        beat = timer.schedule(this::beat, interval);
    }

    private void scheduleDeadline() {
        deadlineAt = timer.nanoTime() + timeout;
        deadline = timer.schedule(this::look, timeout);
    }

    private void beat() {
        ByteBuffer payload;
        long sent;
        synchronized (this) {
            if (beat == null || timer.nanoTime() - beatAt < 0) {
                return;
            }
            scheduleBeat();
            if (waiting) {
                return;
            }
            waiting = true;
            sent = ++number;
            sentAt = timer.nanoTime();
            payload = ByteBuffer.allocate(PAYLOAD_BYTES).putLong(mark).putLong(sent).flip();
        }
        try {
            connection.ping(payload, failure -> written(sent));
        } catch (IllegalStateException e) {
            // The connection is closing; its end comes by itself.
            end();
        }
    }

    /** A Ping has left, or the connection is broken, which comes to an end by itself. */
    private synchronized void written(long ping) {
        if (waiting && ping == number) {
            sentAt = timer.nanoTime();
            scheduleDeadline();
        }
    }

    private void look() {
        long limit;
        synchronized (this) {
            if (deadline == null || timer.nanoTime() - deadlineAt < 0) {
                return;
            }
            if (!connection.isListening()) {
                scheduleDeadline();
                return;
            }
            limit = timeout;
            end();
        }
        connection.abort(new IOException(
                "the peer has not answered a Ping within " + Duration.ofNanos(limit).toMillis() + " ms"));
    }

    /** Takes a Pong if it answers a Ping of this heartbeat. */
    synchronized boolean takes(ByteBuffer pong) {
        int start = pong.position();
        if (pong.remaining() != PAYLOAD_BYTES || pong.getLong(start) != mark) {
            return false;
        }
        if (waiting && pong.getLong(start + Long.BYTES) == number) {
            latency = timer.nanoTime() - sentAt;
            answered();
        }
        return true;
    }

    private void answered() {
        waiting = false;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    synchronized Optional<Duration> latency() {
        return latency < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latency));
    }
}
