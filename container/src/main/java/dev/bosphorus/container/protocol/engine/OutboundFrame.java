package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.frame.HeaderWriter;
import dev.bosphorus.container.protocol.frame.Masker;
import dev.bosphorus.container.protocol.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * A frame on its way out: header, and a payload that may still be the caller's own buffer.
 *
 * <p>Frames are linked in the order in which they have to leave. Not safe for threads: whoever drains it owns it.
 */
public final class OutboundFrame {

    private final byte firstByte;
    private final boolean masked;
    private byte headerLength;
    private byte headerDrained;
    /** Whether the payload belongs to this frame alone. */
    private boolean detached;
    /** The masking key for the next byte of payload. */
    private int maskingKey;
    private ByteBuffer payload;
    private OutboundFrame next;
    private Object attachment;

    /** @param detached whether nobody else uses the payload */
    OutboundFrame(int firstByte, ByteBuffer payload, boolean detached, boolean masked, int maskingKey) {
        this.firstByte = (byte) firstByte;
        this.payload = payload;
        this.detached = detached;
        this.masked = masked;
        this.maskingKey = maskingKey;
        this.headerLength = (byte) HeaderWriter.length(payload.remaining(), masked);
    }

    public Opcode opcode() {
        return Opcode.of(firstByte);
    }

    /** Bytes that are still to be drained, header included. */
    public long remaining() {
        return (long) headerLength - headerDrained + payload.remaining();
    }

    /** Copies as much as fits, masking on the way where the header says so. @return whether all of the frame is out */
    public boolean drainTo(ByteBuffer out) {
        if (headerDrained < headerLength && !drainHeader(out)) {
            return false;
        }
        int start = out.position();
        if (payload.remaining() <= out.remaining()) {
            out.put(payload);
        } else {
            int limit = payload.limit();
            payload.limit(payload.position() + out.remaining());
            out.put(payload);
            payload.limit(limit);
        }
        if (masked) {
            maskingKey = Masker.mask(out, start, out.position(), maskingKey);
        }
        return !payload.hasRemaining();
    }

    /** Takes a copy of the rest of the payload, so that the caller's buffer is free again, its position at its limit. */
    public void detach() {
        if (!detached) {
            detached = true;
            ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
            payload = copy.put(payload).flip();
        }
    }

    /** What the queue that took this frame has attached, {@code null} at first. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object attachment) {
        this.attachment = attachment;
    }

    /** The frame that leaves after this one; {@code null} at first, and for whoever took the frame to set. */
    public OutboundFrame next() {
        return next;
    }

    public void setNext(OutboundFrame next) {
        this.next = next;
    }

    /** Puts other bytes in place of the payload, of which nothing is drained yet. */
    void replacePayload(ByteBuffer other) {
        payload = other;
        detached = true;
        headerLength = (byte) HeaderWriter.length(other.remaining(), masked);
    }

    private boolean drainHeader(ByteBuffer out) {
        if (headerDrained == 0 && out.remaining() >= headerLength) {
            HeaderWriter.write(out, firstByte, payload.remaining(), masked, maskingKey);
            headerDrained = headerLength;
            return true;
        }
        ByteBuffer header = ByteBuffer.allocate(HeaderWriter.MAX_BYTES);
        HeaderWriter.write(header, firstByte, payload.remaining(), masked, maskingKey);
        int bytes = Math.min(headerLength - headerDrained, out.remaining());
        out.put(header.array(), headerDrained, bytes);
        headerDrained += (byte) bytes;
        return headerDrained == headerLength;
    }
}
