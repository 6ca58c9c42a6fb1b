package dev.bosphorus.tck.wire.frame;

import java.util.zip.DataFormatException;

/** A canonical Huffman code (RFC 1951, 3.2.2), read bit by bit. */
final class HuffmanCode {

    private static final int LONGEST = 15;

    /** By length: how many codes have it. */
    private final int[] counts = new int[LONGEST + 1];
    /** In the order of their codes. */
    private final int[] symbols;

    /** @param lengths by symbol; 0 where it has no code */
    HuffmanCode(int[] lengths) throws DataFormatException {
        symbols = new int[lengths.length];
        for (int length : lengths) {
            counts[length]++;
        }
        counts[0] = 0;
        int[] next = new int[LONGEST + 2];
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
            left = 2 * left - counts[length];
            if (left < 0) {
                throw new DataFormatException("more Huffman codes than there can be");
            }
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = symbol;
            }
        }
    }

    int read(BitReader bits) throws DataFormatException {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits.read(1);
            if (code - first < counts[length]) {
                return symbols[index + code - first];
            }
            index += counts[length];
            first = first + counts[length] << 1;
            code <<= 1;
        }
        throw new DataFormatException("a Huffman code that is not there");
    }
}
