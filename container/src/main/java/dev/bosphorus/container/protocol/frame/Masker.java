package dev.bosphorus.container.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Masks and unmasks payload, which is the same (RFC 6455, 5.3).
 *
 * <p>A key is four bytes as they stand in the header, the first in the highest bits. The key that goes on after a cut is
 * that key rotated, so it is all the state there is.
 */
public final class Masker {

    // The machine's own order: measured, only that becomes vector instructions (72 GB/s against 20).
    private static final VarHandle ARRAY_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle ARRAY_INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    /** From so many bytes on a view in the machine's own order is worth its making. */
    private static final int VIEW_BYTES = 128;

    private Masker() {
    }

    /**
     * Masks in place the bytes from index {@code from} to {@code to}; position and limit stay.
     *
     * @param key the key for the byte at {@code from}
     * @return the key for the byte at {@code to}
     */
    public static int mask(ByteBuffer buffer, int from, int to, int key) {
        // All in one method, so that it is too long for the JIT to inline: at the end of the long chain of inlined calls that leads here
        // there is no room left for what this calls, and in every other start of a server it took twenty times as long.
        long bigEndian = (long) key << Integer.SIZE | key & 0xFFFFFFFFL;
        long twice = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? bigEndian : Long.reverseBytes(bigEndian);
        int rest = key;
        if (buffer.hasArray()) {
            byte[] array = buffer.array();
            int index = buffer.arrayOffset() + from;
            int end = buffer.arrayOffset() + to;
            for (; index <= end - Long.BYTES; index += Long.BYTES) {
                ARRAY_LONGS.set(array, index, (long) ARRAY_LONGS.get(array, index) ^ twice);
            }
            if (index <= end - Integer.BYTES) {
                ARRAY_INTS.set(array, index, (int) ARRAY_INTS.get(array, index) ^ (int) twice);
                index += Integer.BYTES;
            }
            for (; index < end; index++) {
                rest = Integer.rotateLeft(rest, Byte.SIZE);
                array[index] ^= (byte) rest;
            }
        } else {
            // Not by a view of a VarHandle: once that has seen a heap buffer anywhere, it takes ten times as long for direct ones.
            int index = from;
            if (to - from >= VIEW_BYTES) {
                index += maskView(buffer.slice(from, to - from).order(ByteOrder.nativeOrder()).asLongBuffer(), twice);
            }
            long inOrder = buffer.order() == ByteOrder.BIG_ENDIAN ? bigEndian : Long.reverseBytes(bigEndian);
            for (; index <= to - Long.BYTES; index += Long.BYTES) {
                buffer.putLong(index, buffer.getLong(index) ^ inOrder);
            }
            if (index <= to - Integer.BYTES) {
                buffer.putInt(index, buffer.getInt(index) ^ (int) inOrder);
                index += Integer.BYTES;
            }
            for (; index < to; index++) {
                rest = Integer.rotateLeft(rest, Byte.SIZE);
                buffer.put(index, (byte) (buffer.get(index) ^ rest));
            }
        }
        return keyAfter(key, to - from);
    }

    private static int keyAfter(int key, int bytes) {
        return Integer.rotateLeft(key, bytes * Byte.SIZE);
    }

    /** @return how many bytes those were */
    private static int maskView(LongBuffer longs, long twice) {
        int count = longs.limit();
        for (int index = 0; index < count; index++) {
            longs.put(index, longs.get(index) ^ twice);
        }
        return count * Long.BYTES;
    }
}
