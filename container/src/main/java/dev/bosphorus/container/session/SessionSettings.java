package dev.bosphorus.container.session;

import dev.bosphorus.container.transport.Timer;
import java.util.concurrent.Executor;

/**
 * What a session begins with; each number can be changed on the session. One record for all sessions of a container.
 *
 * @param maxTextMessageBytes    the most bytes of a text message, 1 and up
 * @param maxBinaryMessageBytes  the most bytes of a binary message, 1 and up
 * @param idleTimeoutMillis      0 or less for none
 * @param asyncSendTimeoutMillis 0 or less for none
 * @param classLoader            the context class loader of callbacks
 * @param workers                runs the application's code where the calling thread may not
 * @param timer                  for what a session does of its own accord
 */
public record SessionSettings(
        int maxTextMessageBytes,
        int maxBinaryMessageBytes,
        long idleTimeoutMillis,
        long asyncSendTimeoutMillis,
        ClassLoader classLoader,
        Executor workers,
        Timer timer) {

    public SessionSettings {
        requirePositive(maxTextMessageBytes);
        requirePositive(maxBinaryMessageBytes);
    }

    static int requirePositive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("the largest message has at least 1 byte, not " + bytes);
        }
        return bytes;
    }

    public SessionSettings withMaxTextMessageBytes(int bytes) {
        return new SessionSettings(
                bytes, maxBinaryMessageBytes, idleTimeoutMillis, asyncSendTimeoutMillis, classLoader, workers, timer);
    }

    public SessionSettings withMaxBinaryMessageBytes(int bytes) {
        return new SessionSettings(
                maxTextMessageBytes, bytes, idleTimeoutMillis, asyncSendTimeoutMillis, classLoader, workers, timer);
    }

    public SessionSettings withIdleTimeoutMillis(long millis) {
        return new SessionSettings(
                maxTextMessageBytes, maxBinaryMessageBytes, millis, asyncSendTimeoutMillis, classLoader, workers, timer);
    }

    public SessionSettings withAsyncSendTimeoutMillis(long millis) {
        return new SessionSettings(
                maxTextMessageBytes, maxBinaryMessageBytes, idleTimeoutMillis, millis, classLoader, workers, timer);
    }
}
