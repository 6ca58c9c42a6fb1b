package dev.bosphorus.container.protocol.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The proof that the server has read the client's key (RFC 6455, 4.2.2). */
public final class AcceptKey {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int NONCE_BYTES = 16;
    /** Never used itself. */
    private static final MessageDigest SHA1 = findSha1();

    private AcceptKey() {
    }

    /** The value of {@code Sec-WebSocket-Accept} for a key. */
    public static String answer(String key) {
        byte[] digest = newSha1().digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(digest);
    }

    /** A copy, where that is possible: looking for it leaves 160 bytes with the calling thread, which may be the connection's own. */
    private static MessageDigest newSha1() {
        try {
            return (MessageDigest) SHA1.clone();
        } catch (CloneNotSupportedException e) {
            return findSha1();
        }
    }

    private static MessageDigest findSha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Whether the key is 16 bytes in Base64 (RFC 6455, 4.1, item 7). */
    public static boolean isValid(String key) {
        if (key.length() != 24) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == NONCE_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A key of 16 random bytes. @throws IllegalArgumentException where there are not 16 */
    public static String of(byte[] nonce) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a key has " + NONCE_BYTES + " bytes, not " + nonce.length);
        }
        return Base64.getEncoder().encodeToString(nonce);
    }
}
