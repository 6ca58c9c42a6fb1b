package dev.bosphorus.tck.wire.frame;

import java.util.zip.DataFormatException;

/** Bits of bytes, the lowest first (RFC 1951, 3.1.1). */
final class BitReader {

    private final byte[] bytes;
    private int next;
    private int held;
    private int count;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int read(int wanted) throws DataFormatException {
        while (count < wanted) {
            if (next == bytes.length) {
                throw new DataFormatException("the data ends within a block");
            }
            held |= (bytes[next++] & 0xff) << count;
            count += 8;
        }
        int value = held & (1 << wanted) - 1;
        held >>>= wanted;
        count -= wanted;
        return value;
    }

    /** Goes on at the next whole byte. */
    void align() {
        held >>>= count & 7;
        count -= count & 7;
    }

    /** Whether all bytes have been taken, up to some bits of the last one. */
    boolean atEnd() {
        return next == bytes.length && count < 8;
    }
}
