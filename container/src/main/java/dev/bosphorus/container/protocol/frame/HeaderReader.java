package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;

/**
 * Reads frame headers (RFC 6455, 5.2), byte by byte if they come so, and judges each bit as soon as it is there.
 *
 * <p>Knows whether a fragmented message is under way, since that decides which opcodes may come. Not safe for threads.
 */
public final class HeaderReader {

    private static final int FIRST_BYTE = 0;
    private static final int SECOND_BYTE = 1;
    private static final int EXTENDED_LENGTH = 2;
    private static final int MASKING_KEY = 3;

    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int MASK = 0x80;

    /** Whether the peer has to mask: it is a client. */
    private final boolean masked;
    /** The reserved bits that agreed extensions may set on the first frame of a message. */
    private final int reservedBits;

    /** Which part of the header comes next. */
    private int step;
    /** Bytes of that part still to come. */
    private int missing;
    /** Whether a data frame without FIN came last: a continuation has to follow. */
    private boolean messageOpen;

    private int rsv;
    private boolean fin;
    private Opcode opcode;
    /** The 7 bits of the second byte: the length, or how long the extended length is. */
    private int shortLength;
    private long length;
    private int maskingKey;

    public HeaderReader(boolean masked, int reservedBits) {
        this.masked = masked;
        this.reservedBits = reservedBits;
    }

    /**
     * Takes bytes up to the end of the header.
     *
     * @return whether the header is complete; the next call begins another
     * @throws ProtocolException with 1002 at the first byte that breaks a rule
     */
    public boolean read(ByteBuffer in) throws ProtocolException {
        while (in.hasRemaining()) {
            int next = in.get() & 0xFF;
            switch (step) {
                case FIRST_BYTE -> first(next);
                case SECOND_BYTE -> {
                    if (second(next)) {
                        return true;
                    }
                }
                case EXTENDED_LENGTH -> {
                    if (extended(next)) {
                        return true;
                    }
                }
                default -> {
                    maskingKey = maskingKey << 8 | next;
                    if (--missing == 0) {
                        return end();
                    }
                }
            }
        }
        return false;
    }

    private void first(int bits) throws ProtocolException {
        fin = (bits & FIN) != 0;
        rsv = bits & RSV;
        opcode = Opcode.of(bits);
        if (opcode == null) {
            throw violation("opcode " + Integer.toHexString(bits & 0xF) + " is reserved");
        }
        boolean startsMessage = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
        if ((rsv & ~(startsMessage ? reservedBits : 0)) != 0) {
            throw violation("a reserved bit is set that no extension has claimed for this frame");
        }
        if (opcode.isControl()) {
            if (!fin) {
                throw violation("a control frame must not be fragmented");
            }
        } else if (startsMessage == messageOpen) {
            // RFC 6455, 5.4: the fragments of one message must not be mixed with those of another.
            throw violation(messageOpen ? "a new message begins inside another" : "nothing to continue");
        }
        step = SECOND_BYTE;
    }

    private boolean second(int bits) throws ProtocolException {
        if ((bits & MASK) != 0 != masked) {
            // RFC 6455, 5.1
            throw violation(masked ? "a client must mask its frames" : "a server must not mask its frames");
        }
        shortLength = bits & 0x7F;
        if (opcode.isControl() && shortLength > 125) {
            throw violation("a control frame has at most 125 bytes of payload");
        }
        if (shortLength <= 125) {
            length = shortLength;
            return lengthKnown();
        }
        length = 0;
        missing = shortLength == 126 ? 2 : 8;
        step = EXTENDED_LENGTH;
        return false;
    }

    private boolean extended(int next) throws ProtocolException {
        if (missing == 8 && next > 0x7F) {
            throw violation("the highest bit of a 64-bit length must be 0");
        }
        length = length << 8 | next;
        if (--missing > 0) {
            return false;
        }
        if (length < (shortLength == 126 ? 126 : 0x1_0000)) {
            // RFC 6455, 5.2: the minimal number of bytes must be used to encode the length.
            throw violation("the length " + length + " is not encoded in the fewest bytes");
        }
        return lengthKnown();
    }

    private boolean lengthKnown() {
        maskingKey = 0;
        if (masked) {
            missing = 4;
            step = MASKING_KEY;
            return false;
        }
        return end();
    }

    private boolean end() {
        step = FIRST_BYTE;
        if (!opcode.isControl()) {
            messageOpen = !fin;
        }
        return true;
    }

    private static ProtocolException violation(String what) {
        return new ProtocolException(CloseStatus.PROTOCOL_ERROR, what);
    }

    public boolean fin() {
        return fin;
    }

    /** The reserved bits set, as they stand in the first byte. */
    public int rsv() {
        return rsv;
    }

    public Opcode opcode() {
        return opcode;
    }

    /** Bytes of payload, 0 to 2^63 - 1. */
    public long length() {
        return length;
    }

    /** The masking key, its first byte in the highest bits; 0 where frames are not masked. */
    public int maskingKey() {
        return maskingKey;
    }

    /** Whether a message has begun and not ended yet. */
    public boolean isMessageOpen() {
        return messageOpen;
    }
}
