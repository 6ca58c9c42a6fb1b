package dev.bosphorus.container.protocol.handshake;

/**
 * An HTTP response head with a short text.
 *
 * @param status 101 or the status of a refusal
 * @param body   plain text for a person; empty for 101
 */
public record UpgradeResponse(int status, HeaderFields headers, String body) {

    /** The response as bytes, with {@code Content-Length} and {@code Content-Type} where there is a body. */
    public byte[] toBytes() {
        throw new AssertionError();
    }
}
