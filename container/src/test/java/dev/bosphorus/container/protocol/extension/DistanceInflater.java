package dev.bosphorus.container.protocol.extension;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Inflates raw DEFLATE data (RFC 1951) by an implementation of its own, and tells the longest distance a match reached back:
 * what the sender's window must not be smaller than. Keeps its history from message to message.
 */
final class DistanceInflater {

    private static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
        115, 131, 163, 195, 227, 258};
    private static final int[] LENGTH_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    private static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
        1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    private static final int[] DISTANCE_BITS = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12,
        12, 13, 13};
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private byte[] history = new byte[1 << 16];
    private int written;
    private int longestDistance;

    private byte[] in;
    private int bit;

    /** Counts of codes by length, and symbols in the order of their codes. */
    private record Huffman(int[] counts, int[] symbols) {
        static Huffman of(int[] lengths) {
            int[] counts = new int[16];
            for (int length : lengths) {
                counts[length]++;
            }
            counts[0] = 0;
            int[] offsets = new int[16];
            for (int i = 1; i < 16; i++) {
                offsets[i] = offsets[i - 1] + counts[i - 1];
            }
            int[] symbols = new int[lengths.length];
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] != 0) {
                    symbols[offsets[lengths[symbol]]++] = symbol;
                }
            }
            return new Huffman(counts, symbols);
        }
    }

    /** Inflates one message of permessage-deflate (RFC 7692, 7.2.2). */
    byte[] message(byte[] payload) {
        in = Arrays.copyOf(payload, payload.length + 4);
        in[payload.length + 2] = (byte) 0xFF;
        in[payload.length + 3] = (byte) 0xFF;
        bit = 0;
        int from = written;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (bit < 8 * in.length) {
            block();
        }
        out.write(history, from, written - from);
        return out.toByteArray();
    }

    void forget() {
        written = 0;
    }

    int longestDistance() {
        return longestDistance;
    }

    private void block() {
        bits(1);
        int type = bits(2);
        if (type == 0) {
            bit = (bit + 7) / 8 * 8;
            int length = bits(16);
            if ((bits(16) ^ 0xFFFF) != length) {
                throw new IllegalStateException("stored block with a wrong length");
            }
            for (int i = 0; i < length; i++) {
                put((byte) bits(8));
            }
        } else if (type == 1) {
            int[] lengths = new int[288];
            Arrays.fill(lengths, 0, 144, 8);
            Arrays.fill(lengths, 144, 256, 9);
            Arrays.fill(lengths, 256, 280, 7);
            Arrays.fill(lengths, 280, 288, 8);
            int[] distances = new int[30];
            Arrays.fill(distances, 5);
            codes(Huffman.of(lengths), Huffman.of(distances));
        } else {
            dynamic();
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int codes = bits(4) + 4;
        int[] lengths = new int[19];
        for (int i = 0; i < codes; i++) {
            lengths[CODE_LENGTH_ORDER[i]] = bits(3);
        }
        Huffman lengthCode = Huffman.of(lengths);
        int[] all = new int[literals + distances];
        for (int i = 0; i < all.length;) {
            int symbol = symbol(lengthCode);
            if (symbol < 16) {
                all[i++] = symbol;
            } else {
                int value = symbol == 16 ? all[i - 1] : 0;
                int repeat = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
                Arrays.fill(all, i, i + repeat, value);
                i += repeat;
            }
        }
        codes(Huffman.of(Arrays.copyOf(all, literals)), Huffman.of(Arrays.copyOfRange(all, literals, all.length)));
    }

    private void codes(Huffman literals, Huffman distances) {
        for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
            if (symbol < 256) {
                put((byte) symbol);
            } else {
                int length = LENGTH_BASE[symbol - 257] + bits(LENGTH_BITS[symbol - 257]);
                int code = symbol(distances);
                int distance = DISTANCE_BASE[code] + bits(DISTANCE_BITS[code]);
                if (distance > written) {
                    throw new IllegalStateException("distance " + distance + " of " + written + " bytes");
                }
                longestDistance = Math.max(longestDistance, distance);
                for (int i = 0; i < length; i++) {
                    put(history[written - distance]);
                }
            }
        }
    }

    private int symbol(Huffman huffman) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length < 16; length++) {
            code |= bits(1);
            int count = huffman.counts()[length];
            if (code - count < first) {
                return huffman.symbols()[index + code - first];
            }
            index += count;
            first = first + count << 1;
            code <<= 1;
        }
        throw new IllegalStateException("no such code");
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            value |= (in[bit / 8] >> bit % 8 & 1) << i;
        }
        return value;
    }

    private void put(byte b) {
        if (written == history.length) {
            history = Arrays.copyOf(history, 2 * written);
        }
        history[written++] = b;
    }
}
