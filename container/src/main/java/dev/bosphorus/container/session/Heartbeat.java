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
    /** What comes next: a Ping, or the look for its answer. {@code null} where nothing does. */
    private Timer.Handle next;
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

    /** @throws IllegalArgumentException where the timeout is not above zero, or above the interval */
    synchronized void set(Duration newInterval, Duration newTimeout) {
        end();
        if (newInterval.isZero()) {
            return;
        }
        if (newInterval.isNegative() || newTimeout.isNegative() || newTimeout.isZero() || newTimeout.compareTo(newInterval) > 0) {
            throw new IllegalArgumentException("the interval has to be positive, and the timeout positive and not larger, not "
                    + newInterval + " and " + newTimeout);
        }
        interval = newInterval.toNanos();
        timeout = newTimeout.toNanos();
        next = timer.schedule(this::beat, interval);
    }

    /** No more Pings. */
    synchronized void end() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        waiting = false;
    }

    private void beat() {
        ByteBuffer payload;
        synchronized (this) {
            if (next == null) {
                return;
            }
            number++;
            sentAt = timer.nanoTime();
            // A peer that we do not read from cannot be heard.
            waiting = !connection.isSuspended();
            next = timer.schedule(this::look, timeout);
            payload = ByteBuffer.allocate(PAYLOAD_BYTES).putLong(mark).putLong(number).flip();
        }
        try {
            connection.sendAsync(Connection.Kind.PING, payload, true, null, 0, failure -> { });
        } catch (IllegalStateException e) {
            // The connection is closing; its end comes by itself.
            end();
        }
    }

    private void look() {
        long late;
        synchronized (this) {
            if (next == null) {
                return;
            }
            if (!waiting || connection.isSuspended()) {
                next = timer.schedule(this::beat, interval - timeout);
                return;
            }
            late = timeout;
            end();
        }
        connection.abort(new IOException("the peer has not answered a Ping within " + Duration.ofNanos(late).toMillis() + " ms"));
    }

    /** Takes a Pong if it answers a Ping of this heartbeat. */
    synchronized boolean takes(ByteBuffer pong) {
        int start = pong.position();
        if (pong.remaining() != PAYLOAD_BYTES || pong.getLong(start) != mark) {
            return false;
        }
        if (waiting && pong.getLong(start + Long.BYTES) == number) {
            waiting = false;
            latency = timer.nanoTime() - sentAt;
        }
        return true;
    }

    synchronized Optional<Duration> latency() {
        return latency < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latency));
    }
}
