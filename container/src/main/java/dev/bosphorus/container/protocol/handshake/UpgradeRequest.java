package dev.bosphorus.container.protocol.handshake;

/**
 * The head of an HTTP request, not yet judged.
 *
 * @param method  as sent
 * @param target  the request target as sent (RFC 9112, 3.2), with its query
 * @param version {@code HTTP/1.1}, say
 */
public record UpgradeRequest(String method, String target, String version, HeaderFields headers) {

    /** The raw path of the target: no query, percent-encoding untouched; of the absolute form, its path. */
    public String path() {
        throw new AssertionError();
    }

    /** The raw query of the target, or {@code null}. */
    public String query() {
        throw new AssertionError();
    }
}
