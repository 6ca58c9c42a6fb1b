package dev.bosphorus.container.session;

/**
 * What a session begins with; each can be changed on the session.
 *
 * @param maxTextMessageBytes    the most bytes of a text message
 * @param maxBinaryMessageBytes  the most bytes of a binary message
 * @param idleTimeoutMillis      0 or less for none
 * @param asyncSendTimeoutMillis 0 or less for none
 * @param classLoader            the context class loader of callbacks
 */
public record SessionSettings(
        int maxTextMessageBytes,
        int maxBinaryMessageBytes,
        long idleTimeoutMillis,
        long asyncSendTimeoutMillis,
        ClassLoader classLoader) {
}
