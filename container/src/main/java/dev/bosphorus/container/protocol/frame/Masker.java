package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Applies a masking key (RFC 6455, 5.3), eight bytes at a time. Masking and unmasking are the same. */
public final class Masker {

    private Masker() {
    }

    /**
     * Masks bytes in place.
     *
     * @param key    the key, its first byte on the wire in the highest bits
     * @param offset how many bytes of the payload came before, modulo 4 at least
     * @param from   index of the first byte
     * @param to     index behind the last byte
     */
    public static void apply(int key, long offset, ByteBuffer buffer, int from, int to) {
        int turned = turn(key, offset);
        long wide = wide(turned, buffer.order());
        int at = from;
        for (; at + 8 <= to; at += 8) {
            buffer.putLong(at, buffer.getLong(at) ^ wide);
        }
        for (int i = 0; at < to; at++, i++) {
            buffer.put(at, (byte) (buffer.get(at) ^ turned >>> 24 - 8 * (i & 3)));
        }
    }

    /** Copies {@code count} bytes from {@code in} to {@code out}, masked on the way; both positions move. */
    public static void copy(int key, long offset, ByteBuffer in, ByteBuffer out, int count) {
        int from = in.position();
        int to = out.position();
        int turned = turn(key, offset);
        long wide = wide(turned, in.order());
        boolean sameOrder = in.order() == out.order();
        int i = 0;
        for (; i + 8 <= count; i += 8) {
            long masked = in.getLong(from + i) ^ wide;
            out.putLong(to + i, sameOrder ? masked : Long.reverseBytes(masked));
        }
        for (; i < count; i++) {
            out.put(to + i, (byte) (in.get(from + i) ^ turned >>> 24 - 8 * (i & 3)));
        }
        in.position(from + count);
        out.position(to + count);
    }

    private static int turn(int key, long offset) {
        return Integer.rotateLeft(key, 8 * (int) (offset & 3));
    }

    private static long wide(int key, ByteOrder order) {
        long big = (long) key << 32 | key & 0xFFFF_FFFFL;
        return order == ByteOrder.BIG_ENDIAN ? big : Long.reverseBytes(big);
    }
}
