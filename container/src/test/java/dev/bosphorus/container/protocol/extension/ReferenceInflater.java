package dev.bosphorus.container.protocol.extension;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * RFC 1951, written again for the tests, bit by bit and without zlib, which reports the largest distance a match had: the
 * proof that a sender keeps to its window. Keeps its window over messages.
 */
final class ReferenceInflater {

    private static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
            35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    private static final int[] LENGTH_EXTRA = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
            3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    private static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193,
            257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private byte[] output = new byte[1 << 16];
    private int written;
    private int maxDistance;

    private byte[] in;
    private int bitAt;

    /** The largest distance any match has had so far. */
    int maxDistance() {
        return maxDistance;
    }

    /** Forgets what has been inflated: a match before that point is an error. */
    void dropWindow() {
        written = 0;
    }

    /** Inflates a message's payload as RFC 7692, 7.2.2, has it; all of it has to be used up. */
    byte[] message(byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(payload);
        bytes.writeBytes(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF});
        in = bytes.toByteArray();
        bitAt = 0;
        int from = written;
        while (bitAt < 8 * in.length) {
            block();
        }
        byte[] message = new byte[written - from];
        System.arraycopy(output, from, message, 0, message.length);
        return message;
    }

    private void block() {
        boolean last = bits(1) == 1;
        switch (bits(2)) {
            case 0 -> stored();
            case 1 -> compressed(Code.FIXED_LITERALS, Code.FIXED_DISTANCES);
            case 2 -> dynamic();
            default -> throw new IllegalStateException("block type 3 at bit " + bitAt);
        }
        if (last) {
            skipToByte();
        }
    }

    private void skipToByte() {
        bitAt = (bitAt + 7) / 8 * 8;
    }

    private void stored() {
        skipToByte();
        int length = bits(16);
        if (bits(16) != (length ^ 0xFFFF)) {
            throw new IllegalStateException("LEN and NLEN differ at bit " + bitAt);
        }
        for (int i = 0; i < length; i++) {
            put((byte) bits(8));
        }
    }

    private void dynamic() {
        int literals = bits(5) + 257;
        int distances = bits(5) + 1;
        int lengthCodes = bits(4) + 4;
        int[] codeLengths = new int[19];
        for (int i = 0; i < lengthCodes; i++) {
            codeLengths[CODE_LENGTH_ORDER[i]] = bits(3);
        }
        Code code = new Code(codeLengths, 0, 19);
        int[] lengths = new int[literals + distances];
        for (int i = 0; i < lengths.length;) {
            int symbol = symbol(code);
            int repeat = switch (symbol) {
                case 16 -> 3 + bits(2);
                case 17 -> 3 + bits(3);
                case 18 -> 11 + bits(7);
                default -> 1;
            };
            int value = symbol < 16 ? symbol : symbol == 16 ? lengths[i - 1] : 0;
            for (; repeat > 0; repeat--) {
                lengths[i++] = value;
            }
        }
        compressed(new Code(lengths, 0, literals), new Code(lengths, literals, distances));
    }

    private void compressed(Code literals, Code distances) {
        for (int symbol = symbol(literals); symbol != 256; symbol = symbol(literals)) {
            if (symbol < 256) {
                put((byte) symbol);
            } else {
                int length = LENGTH_BASE[symbol - 257] + bits(LENGTH_EXTRA[symbol - 257]);
                int code = symbol(distances);
                copy(length, DISTANCE_BASE[code] + bits(Math.max(0, code / 2 - 1)));
            }
        }
    }

    private void copy(int length, int distance) {
        if (distance > written) {
            throw new IllegalStateException("a distance of " + distance + " after " + written + " bytes");
        }
        maxDistance = Math.max(maxDistance, distance);
        for (int i = 0; i < length; i++) {
            put(output[written - distance]);
        }
    }

    private void put(byte value) {
        if (written == output.length) {
            output = Arrays.copyOf(output, 2 * written);
        }
        output[written++] = value;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, bitAt++) {
            value |= (in[bitAt / 8] >> bitAt % 8 & 1) << i;
        }
        return value;
    }

    private int symbol(Code code) {
        int value = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= 15; length++) {
            value |= bits(1);
            int count = code.counts[length];
            if (value - first < count) {
                return code.symbols[index + value - first];
            }
            index += count;
            first = first + count << 1;
            value <<= 1;
        }
        throw new IllegalStateException("no such code at bit " + bitAt);
    }

    /** A canonical Huffman code (RFC 1951, 3.2.2): the symbols by length, then by value. */
    private static final class Code {
        static final Code FIXED_LITERALS = new Code(fixedLengths(), 0, 288);
        static final Code FIXED_DISTANCES = new Code(filled(30, 5), 0, 30);

        final int[] counts = new int[16];
        final int[] symbols;

        Code(int[] lengths, int from, int count) {
            symbols = new int[count];
            int next = 0;
            for (int length = 1; length <= 15; length++) {
                for (int symbol = 0; symbol < count; symbol++) {
                    if (lengths[from + symbol] == length) {
                        counts[length]++;
                        symbols[next++] = symbol;
                    }
                }
            }
        }

        private static int[] fixedLengths() {
            int[] lengths = filled(288, 8);
            Arrays.fill(lengths, 144, 256, 9);
            Arrays.fill(lengths, 256, 280, 7);
            return lengths;
        }

        private static int[] filled(int count, int length) {
            int[] lengths = new int[count];
            Arrays.fill(lengths, length);
            return lengths;
        }
    }
}
