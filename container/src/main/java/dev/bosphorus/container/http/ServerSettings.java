package dev.bosphorus.container.http;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a listening server has to know, whatever its transport.
 *
 * @param address          where to listen; port 0 for any free one
 * @param tls              how connections are encrypted, or {@code null} for plain TCP
 * @param limits           how large the head of a request may be
 * @param maxConnections   more than that are answered with 503, 1 and up
 * @param headTimeout      how long a new connection may take for TLS and the head of its first request
 * @param keepAliveTimeout how long a connection may take for the head of each further request, and to take a piece of an answer
 */
public record ServerSettings(
        InetSocketAddress address,
        ServerTls tls,
        ProtocolLimits limits,
        int maxConnections,
        Duration headTimeout,
        Duration keepAliveTimeout) {

    public ServerSettings {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        requirePositive("headTimeout", headTimeout);
        requirePositive("keepAliveTimeout", keepAliveTimeout);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }
}
