package dev.bosphorus.container.session.sink;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays that large messages have been gathered in, for the next ones: to make and clear a new one takes a fifth of all the time that
 * a message of a mebibyte costs. Few, not too large, and softly held. Safe from any thread.
 */
final class SpareArrays {

    /** Larger ones are not kept. */
    static final int MAX_BYTES = 2 << 20;
    /** Smaller ones are not worth it. */
    static final int MIN_BYTES = 32 << 10;

    private static final byte[] NONE = {};

    private final AtomicReferenceArray<SoftReference<byte[]>> places;

    /** @param count how many are kept at most, one for each thread that delivers at the same time */
    SpareArrays(int count) {
        places = new AtomicReferenceArray<>(count);
    }

    /** An array with anything in it, or an empty one. The caller has it for itself. */
    byte[] take() {
        SoftReference<byte[]> spare = places.getAndSet(place(), null);
        byte[] array = spare == null ? null : spare.get();
        return array == null ? NONE : array;
    }

    /** An array that the caller has no more use for. */
    void give(byte[] array) {
        if (array.length >= MIN_BYTES && array.length <= MAX_BYTES) {
            places.set(place(), new SoftReference<>(array));
        }
    }

    private int place() {
        return Math.floorMod(Thread.currentThread().hashCode(), places.length());
    }
}
