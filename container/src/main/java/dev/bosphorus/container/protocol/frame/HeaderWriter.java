package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;

/** Writes frame headers (RFC 6455, 5.2), always with the shortest payload length. */
public final class HeaderWriter {

    /** The FIN bit of the first byte. */
    public static final int FIN = 0x80;
    /** The longest header: with a 64-bit length and a masking key. */
    public static final int MAX_BYTES = 14;

    private static final int MASK = 0x80;
    private static final int MAX_LENGTH_7 = 125;
    private static final int MAX_LENGTH_16 = 0xFFFF;

    private HeaderWriter() {
    }

    /** The size of such a header in bytes. */
    public static int length(long payloadLength, boolean masked) {
        int length = payloadLength <= MAX_LENGTH_7 ? 2 : payloadLength <= MAX_LENGTH_16 ? 4 : 10;
        return masked ? length + Integer.BYTES : length;
    }

    /**
     * Puts a header, whatever the byte order of {@code out}.
     *
     * @param firstByte  FIN, RSV1 to RSV3 and opcode
     * @param masked     whether the payload will be masked
     * @param maskingKey the key as {@link Masker} takes it, where {@code masked}
     */
    public static void write(ByteBuffer out, int firstByte, long payloadLength, boolean masked, int maskingKey) {
        int mask = masked ? MASK : 0;
        out.put((byte) firstByte);
        if (payloadLength <= MAX_LENGTH_7) {
            out.put((byte) (mask | (int) payloadLength));
        } else if (payloadLength <= MAX_LENGTH_16) {
            out.put((byte) (mask | 126));
            putBigEndian(out, payloadLength, Short.BYTES);
        } else {
            out.put((byte) (mask | 127));
            putBigEndian(out, payloadLength, Long.BYTES);
        }
        if (masked) {
            putBigEndian(out, maskingKey, Integer.BYTES);
        }
    }

    private static void putBigEndian(ByteBuffer out, long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((byte) (value >>> shift));
        }
    }
}
