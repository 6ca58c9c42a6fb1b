package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads frame headers (RFC 6455, 5.2), however they are cut, and judges each bit as soon as it is there.
 *
 * <p>It knows from the headers before whether a fragmented message is under way, so all rules of fragmentation are here
 * too (RFC 6455, 5.4). After a {@link ProtocolException} it is of no more use. Not safe for threads.
 */
public final class HeaderReader {

    /** First byte, second byte, eight of length, four of masking key. */
    private static final int MAX_HEADER_BYTES = 14;
    private static final int FIN = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int MASK = 0x80;
    private static final int MAX_CONTROL_PAYLOAD = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** Whether frames have to be masked: those of clients (RFC 6455, 5.1). */
    private final boolean masked;
    /** The bits that agreed extensions may set on the first frame of a message. */
    private final int reservedBits;

    /** Whether the last data frame left its message open. */
    private boolean inMessage;
    /** Bytes of the header under way that are read already. */
    private byte position;
    /** How many bytes of extended payload length the header has: 0, 2 or 8. */
    private byte lengthBytes;
    private int firstByte;
    private Opcode opcode;
    private int maskingKey;
    private long payloadLength;

    /**
     * @param masked       whether the peer has to mask its frames; if not, it must not
     * @param reservedBits RSV1 to RSV3, as in the first byte, that agreed extensions may set
     */
    public HeaderReader(boolean masked, int reservedBits) {
        this.masked = masked;
        this.reservedBits = reservedBits;
    }

    /**
     * Takes bytes of a header, none behind it.
     *
     * @return whether the header is complete; if not, all of {@code in} is taken
     * @throws ProtocolException 1002 where the peer violates the framing rules
     */
    public boolean read(ByteBuffer in) throws ProtocolException {
        if (position == 0 && in.remaining() >= MAX_HEADER_BYTES && in.order() == ByteOrder.BIG_ENDIAN) {
            readWhole(in);
            return true;
        }
        while (in.hasRemaining()) {
            if (readByte(in.get() & 0xFF)) {
                return true;
            }
        }
        return false;
    }

    public Opcode opcode() {
        return opcode;
    }

    /** Whether the frame is the last of its message. */
    public boolean isFinal() {
        return (firstByte & FIN) != 0;
    }

    /** RSV1 to RSV3 as they stand in the first byte. */
    public int rsv() {
        return firstByte & RESERVED_BITS;
    }

    public long payloadLength() {
        return payloadLength;
    }

    /** Whether the payload is masked. */
    public boolean isMasked() {
        return masked;
    }

    /** The masking key as {@link Masker} takes it. */
    public int maskingKey() {
        return maskingKey;
    }

    private void readWhole(ByteBuffer in) throws ProtocolException {
        takeFirst(in.get() & 0xFF);
        takeSecond(in.get() & 0xFF);
        if (lengthBytes == Short.BYTES) {
            payloadLength = in.getShort() & 0xFFFF;
            checkLength();
        } else if (lengthBytes == Long.BYTES) {
            payloadLength = in.getLong();
            checkLength();
        }
        if (masked) {
            maskingKey = in.getInt();
        }
    }

    private boolean readByte(int value) throws ProtocolException {
        int lengthEnd = 2 + lengthBytes;
        if (position == 0) {
            takeFirst(value);
        } else if (position == 1) {
            takeSecond(value);
            lengthEnd = 2 + lengthBytes;
        } else if (position < lengthEnd) {
            takeLengthByte(value, position == lengthEnd - 1);
        } else {
            maskingKey = maskingKey << Byte.SIZE | value;
        }
        position++;
        if (position > 1 && position == lengthEnd + (masked ? Integer.BYTES : 0)) {
            position = 0;
            return true;
        }
        return false;
    }

    private void takeFirst(int value) throws ProtocolException {
        Opcode now = Opcode.of(value);
        if (now == null) {
            throw violation("reserved opcode 0x" + Integer.toHexString(value & 0xF));
        }
        firstByte = value;
        opcode = now;
        if (now.isControl()) {
            // RFC 6455, 5.5: control frames must not be fragmented; 5.4: they may come between fragments.
            if (!isFinal()) {
                throw violation("fragmented control frame");
            }
        } else {
            // RFC 6455, 5.4: fragments of one message are not interleaved with those of another.
            if (inMessage != (now == Opcode.CONTINUATION)) {
                throw violation(inMessage ? "new message inside a fragmented one" : "continuation of no message");
            }
            inMessage = !isFinal();
        }
        // RFC 6455, 5.2: RSV bits are 0 unless an extension defines them. None defines them for other than first frames.
        int allowed = now == Opcode.TEXT || now == Opcode.BINARY ? reservedBits : 0;
        if ((rsv() & ~allowed) != 0) {
            throw violation("reserved bit set in a frame of type " + now);
        }
    }

    private void takeSecond(int value) throws ProtocolException {
        // RFC 6455, 5.1: a server closes on a frame that is not masked, a client on one that is.
        if (masked != ((value & MASK) != 0)) {
            throw violation(masked ? "frame of a client is not masked" : "frame of a server is masked");
        }
        int length = value & ~MASK;
        if (opcode.isControl() && length > MAX_CONTROL_PAYLOAD) {
            throw violation("control frame with more than 125 bytes");
        }
        lengthBytes = (byte) (length == LENGTH_64 ? Long.BYTES : length == LENGTH_16 ? Short.BYTES : 0);
        payloadLength = lengthBytes == 0 ? length : 0;
    }

    private void takeLengthByte(int value, boolean last) throws ProtocolException {
        if (position == 2 && lengthBytes == Long.BYTES && value > Byte.MAX_VALUE) {
            throw negativeLength();
        }
        payloadLength = payloadLength << Byte.SIZE | value;
        if (last) {
            checkLength();
        }
    }

    private void checkLength() throws ProtocolException {
        if (payloadLength < 0) {
            throw negativeLength();
        }
        // RFC 6455, 5.2: the minimal number of bytes must be used to encode the length.
        if (payloadLength < (lengthBytes == Short.BYTES ? LENGTH_16 : 0x10000)) {
            throw violation("payload length not in its shortest form");
        }
    }

    /** RFC 6455, 5.2: the most significant bit of a 64-bit length must be 0. */
    private static ProtocolException negativeLength() {
        return violation("payload length with the highest bit set");
    }

    private static ProtocolException violation(String what) {
        return new ProtocolException(CloseStatus.PROTOCOL_ERROR, what);
    }
}
