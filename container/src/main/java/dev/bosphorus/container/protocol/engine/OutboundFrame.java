package dev.bosphorus.container.protocol.engine;

import java.nio.ByteBuffer;

/**
 * A frame on its way out: header, and a payload that may still be the caller's own buffer.
 *
 * <p>Frames are linked in the order in which they have to leave. Not safe for threads: whoever drains it owns it.
 */
public final class OutboundFrame {

    /** Bytes that are still to be drained, header included. */
    public long remaining() {
        throw new AssertionError();
    }

    /** Copies as much as fits, masking on the way where the header says so. @return whether all of the frame is out */
    public boolean drainTo(ByteBuffer out) {
        throw new AssertionError(out);
    }

    /** Takes a copy of the rest of the payload, so that the caller's buffer is free again. */
    public void detach() {
        throw new AssertionError();
    }
}
