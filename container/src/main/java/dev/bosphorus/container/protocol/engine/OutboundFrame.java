package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.frame.Masker;
import java.nio.ByteBuffer;

/**
 * A frame on its way out: header, and a payload that may still be the caller's own buffer.
 *
 * <p>Frames form a chain in the order in which they have to leave; whoever took a frame from the engine owns its link.
 * Not safe for threads: whoever drains it owns it.
 */
public final class OutboundFrame {

    private static final int MASK = 0x80;

    /** FIN, reserved bits and opcode. */
    private final byte firstByte;
    private final boolean masked;
    private final int maskingKey;
    private final int headerSize;
    private final int payloadSize;
    private ByteBuffer payload;
    /** Header bytes already out. */
    private int headerOut;

    private OutboundFrame next;
    private Object attachment;

    OutboundFrame(int firstByte, ByteBuffer payload, boolean masked, int maskingKey) {
        this.firstByte = (byte) firstByte;
        this.payload = payload;
        this.payloadSize = payload.remaining();
        this.masked = masked;
        this.maskingKey = maskingKey;
        this.headerSize = 2 + lengthSize() + (masked ? 4 : 0);
    }

    private int lengthSize() {
        return payloadSize <= 125 ? 0 : payloadSize <= 0xFFFF ? 2 : 8;
    }

    /** Bytes that are still to be drained, header included. */
    public long remaining() {
        return headerSize - headerOut + (long) payload.remaining();
    }

    /** Copies as much as fits, masking on the way where the header says so. @return whether all of the frame is out */
    public boolean drainTo(ByteBuffer out) {
        while (headerOut < headerSize) {
            if (!out.hasRemaining()) {
                return false;
            }
            out.put(headerByte(headerOut++));
        }
        int count = Math.min(payload.remaining(), out.remaining());
        if (masked) {
            Masker.copy(maskingKey, payloadSize - payload.remaining(), payload, out, count);
        } else {
            int end = payload.position() + count;
            out.put(out.position(), payload, payload.position(), count);
            out.position(out.position() + count);
            payload.position(end);
        }
        return !payload.hasRemaining();
    }

    /** RFC 6455, 5.2: the layout of the header. */
    private byte headerByte(int index) {
        int lengthSize = lengthSize();
        if (index == 0) {
            return firstByte;
        } else if (index == 1) {
            int length = lengthSize == 0 ? payloadSize : lengthSize == 2 ? 126 : 127;
            return (byte) (masked ? MASK | length : length);
        } else if (index < 2 + lengthSize) {
            return (byte) ((long) payloadSize >>> 8 * (1 + lengthSize - index));
        }
        return (byte) (maskingKey >>> 8 * (5 + lengthSize - index));
    }

    /** Takes a copy of the rest of the payload, so that the caller's buffer, now consumed, is free again. */
    public void detach() {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
        payload = copy.put(payload).flip();
    }

    /** The frame that has to leave after this one, or {@code null}. */
    public OutboundFrame next() {
        return next;
    }

    public void setNext(OutboundFrame frame) {
        next = frame;
    }

    /** Whatever its present owner keeps with the frame, or {@code null}. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object object) {
        attachment = object;
    }
}
