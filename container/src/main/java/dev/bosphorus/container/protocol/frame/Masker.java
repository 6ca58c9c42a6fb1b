package dev.bosphorus.container.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Masks and unmasks payload, which is the same (RFC 6455, 5.3).
 *
 * <p>A key is four bytes as they stand in the header, the first in the highest bits. The key that goes on after a cut is
 * that key rotated, so it is all the state there is.
 */
public final class Masker {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masker() {
    }

    /**
     * Masks in place the bytes from index {@code from} to {@code to}; position and limit stay.
     *
     * @param key the key for the byte at {@code from}
     * @return the key for the byte at {@code to}
     */
    public static int mask(ByteBuffer buffer, int from, int to, int key) {
        if (buffer.hasArray()) {
            maskArray(buffer.array(), buffer.arrayOffset() + from, buffer.arrayOffset() + to, key);
        } else {
            maskBuffer(buffer, from, to, key);
        }
        return Integer.rotateLeft(key, (to - from) * Byte.SIZE);
    }

    private static void maskArray(byte[] array, int from, int to, int key) {
        long twice = twice(key);
        int index = from;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            LONGS.set(array, index, (long) LONGS.get(array, index) ^ twice);
        }
        int rest = key;
        for (; index < to; index++) {
            rest = Integer.rotateLeft(rest, Byte.SIZE);
            array[index] ^= (byte) rest;
        }
    }

    private static void maskBuffer(ByteBuffer buffer, int from, int to, int key) {
        long twice = buffer.order() == ByteOrder.BIG_ENDIAN ? twice(key) : Long.reverseBytes(twice(key));
        int index = from;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            buffer.putLong(index, buffer.getLong(index) ^ twice);
        }
        int rest = key;
        for (; index < to; index++) {
            rest = Integer.rotateLeft(rest, Byte.SIZE);
            buffer.put(index, (byte) (buffer.get(index) ^ rest));
        }
    }

    private static long twice(int key) {
        return (long) key << Integer.SIZE | key & 0xFFFFFFFFL;
    }
}
