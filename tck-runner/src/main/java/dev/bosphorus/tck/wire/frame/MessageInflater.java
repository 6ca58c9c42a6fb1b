package dev.bosphorus.tck.wire.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Inflates the messages of one direction (RFC 7692, 7.2.2) and sees how far back they refer, which a library that inflates does not
 * tell: whether a sender keeps to the window that was agreed on can be told by that alone.
 */
public final class MessageInflater {

    private static final int WINDOW = 1 << 15;
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int END_OF_BLOCK = 256;
    private static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
        163, 195, 227, 258};
    private static final int[] LENGTH_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    private static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
        2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577};
    private static final int[] DISTANCE_BITS = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
        13};
    /** The order in which code lengths of code lengths are written (RFC 1951, 3.2.7). */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final boolean takeover;
    private byte[] out = new byte[WINDOW];
    /** Where the message begins in {@link #out}; what is before it is the window. */
    private int start;
    private int size;
    private int farthest;

    /**
     * An inflated message.
     *
     * @param farthest the greatest distance by which it refers back, in bytes
     */
    public record Inflated(byte[] content, int farthest) {
    }

    /** @param takeover whether messages may refer to earlier ones */
    public MessageInflater(boolean takeover) {
        this.takeover = takeover;
    }

    /** Inflates the payload of a whole message. @throws DataFormatException where it is no DEFLATE data */
    public Inflated inflate(byte[] payload) throws DataFormatException {
        if (takeover) {
            int kept = Math.min(WINDOW, size);
            out = Arrays.copyOf(Arrays.copyOfRange(out, size - kept, size), kept + WINDOW);
            start = kept;
        } else {
            start = 0;
        }
        size = start;
        farthest = 0;
        ByteArrayOutputStream whole = new ByteArrayOutputStream(payload.length + TAIL.length);
        whole.writeBytes(payload);
        whole.writeBytes(TAIL);
        BitReader bits = new BitReader(whole.toByteArray());
        while (!bits.atEnd()) {
            boolean last = bits.read(1) == 1;
            block(bits);
            if (last) {
                // 7.2.3.5: what follows begins at a whole byte.
                bits.align();
            }
        }
        return new Inflated(Arrays.copyOfRange(out, start, size), farthest);
    }

    private void block(BitReader bits) throws DataFormatException {
        switch (bits.read(2)) {
            case 0 -> stored(bits);
            case 1 -> compressed(bits, fixedLiterals(), fixedDistances());
            case 2 -> dynamic(bits);
            default -> throw new DataFormatException("a block of the reserved type");
        }
    }

    private void stored(BitReader bits) throws DataFormatException {
        bits.align();
        int length = bits.read(16);
        if (bits.read(16) != (length ^ 0xffff)) {
            throw new DataFormatException("a stored block with a broken length");
        }
        for (int i = 0; i < length; i++) {
            put((byte) bits.read(8));
        }
    }

    private static HuffmanCode fixedLiterals() throws DataFormatException {
        int[] lengths = new int[288];
        Arrays.fill(lengths, 0, 144, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        Arrays.fill(lengths, 280, 288, 8);
        return new HuffmanCode(lengths);
    }

    private static HuffmanCode fixedDistances() throws DataFormatException {
        int[] lengths = new int[30];
        Arrays.fill(lengths, 5);
        return new HuffmanCode(lengths);
    }

    private void dynamic(BitReader bits) throws DataFormatException {
        int literals = bits.read(5) + 257;
        int distances = bits.read(5) + 1;
        int lengthCodes = bits.read(4) + 4;
        int[] lengthsOfLengths = new int[ORDER.length];
        for (int i = 0; i < lengthCodes; i++) {
            lengthsOfLengths[ORDER[i]] = bits.read(3);
        }
        HuffmanCode code = new HuffmanCode(lengthsOfLengths);
        int[] lengths = new int[literals + distances];
        int at = 0;
        while (at < lengths.length) {
            int symbol = code.read(bits);
            if (symbol < 16) {
                lengths[at++] = symbol;
                continue;
            }
            int repeated = symbol == 16 && at > 0 ? lengths[at - 1] : 0;
            int times = symbol == 16 ? 3 + bits.read(2) : symbol == 17 ? 3 + bits.read(3) : 11 + bits.read(7);
            if (at + times > lengths.length || symbol == 16 && at == 0) {
                throw new DataFormatException("code lengths that repeat too much");
            }
            Arrays.fill(lengths, at, at + times, repeated);
            at += times;
        }
        compressed(bits, new HuffmanCode(Arrays.copyOf(lengths, literals)),
                new HuffmanCode(Arrays.copyOfRange(lengths, literals, lengths.length)));
    }

    private void compressed(BitReader bits, HuffmanCode literals, HuffmanCode distances) throws DataFormatException {
        while (true) {
            int symbol = literals.read(bits);
            if (symbol == END_OF_BLOCK) {
                return;
            }
            if (symbol < END_OF_BLOCK) {
                put((byte) symbol);
                continue;
            }
            int lengthCode = symbol - END_OF_BLOCK - 1;
            if (lengthCode >= LENGTH_BASE.length) {
                throw new DataFormatException("a length code that is not there");
            }
            int length = LENGTH_BASE[lengthCode] + bits.read(LENGTH_BITS[lengthCode]);
            int distanceCode = distances.read(bits);
            int distance = DISTANCE_BASE[distanceCode] + bits.read(DISTANCE_BITS[distanceCode]);
            if (distance > size) {
                throw new DataFormatException("a reference to what was before the " + (takeover ? "first message" : "message"));
            }
            farthest = Math.max(farthest, distance);
            for (int i = 0; i < length; i++) {
                put(out[size - distance]);
            }
        }
    }

    private void put(byte value) {
        if (size == out.length) {
            out = Arrays.copyOf(out, 2 * size);
        }
        out[size++] = value;
    }
}
