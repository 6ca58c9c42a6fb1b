package dev.bosphorus.container.connection;

import dev.bosphorus.extra.OverflowPolicy;
import java.time.Duration;

/**
 * How a connection deals with a peer that is slower than we are.
 *
 * @param highWaterBytes    queued bytes from which a blocking send waits and input of this connection is not read, 1 and up
 * @param maxQueuedBytes    queued bytes from which an asynchronous send fails, at least {@code highWaterBytes}; every frame
 *                          counts for 128 more; a message is always taken while the queue is empty
 * @param sendTimeout       how long a blocking send waits for room, and a write for the peer, before the connection is cut
 * @param closeTimeout      how long the peer may take to answer our Close and then to close TCP before the connection is cut
 * @param overflow          what becomes of a message while {@code highWaterBytes} or more are queued
 */
public record ConnectionSettings(
        long highWaterBytes, long maxQueuedBytes, Duration sendTimeout, Duration closeTimeout, OverflowPolicy overflow) {

    /** 64 KiB, 16 MiB, 20 seconds, 5 seconds. */
    public static final ConnectionSettings DEFAULTS =
            new ConnectionSettings(64 * 1024, 16 * 1024 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(5));

    public ConnectionSettings {
        if (highWaterBytes < 1) {
            throw new IllegalArgumentException("highWaterBytes must be at least 1, not " + highWaterBytes);
        }
        if (maxQueuedBytes < highWaterBytes) {
            throw new IllegalArgumentException("maxQueuedBytes must be at least highWaterBytes (" + highWaterBytes
                    + "), not " + maxQueuedBytes);
        }
        if (sendTimeout.isNegative() || sendTimeout.isZero()) {
            throw new IllegalArgumentException("sendTimeout must be positive, not " + sendTimeout);
        }
        if (closeTimeout.isNegative() || closeTimeout.isZero()) {
            throw new IllegalArgumentException("closeTimeout must be positive, not " + closeTimeout);
        }
    }

    /** With senders that wait for room. */
    public ConnectionSettings(long highWaterBytes, long maxQueuedBytes, Duration sendTimeout, Duration closeTimeout) {
        this(highWaterBytes, maxQueuedBytes, sendTimeout, closeTimeout, OverflowPolicy.BLOCK);
    }

    /** The same with another policy. */
    public ConnectionSettings withOverflow(OverflowPolicy policy) {
        return policy == overflow ? this
                : new ConnectionSettings(highWaterBytes, maxQueuedBytes, sendTimeout, closeTimeout, policy);
    }
}
