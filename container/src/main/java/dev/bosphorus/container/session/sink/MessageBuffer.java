package dev.bosphorus.container.session.sink;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers the parts of one message; exists only while that is under way. Grows with the message, not with its limit. */
final class MessageBuffer {

    /** The largest array that every Java platform can make. */
    static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[0];
    private int size;

    /** @throws OutOfMemoryError where the message is larger than an array can be */
    void add(ByteBuffer part, boolean last) {
        int count = part.remaining();
        if (count > MAX_BYTES - size) {
            throw new OutOfMemoryError("a message of more than " + MAX_BYTES + " bytes cannot be held");
        }
        int needed = size + count;
        if (last && needed != bytes.length) {
            // Exact, so that the array itself can be the message.
            bytes = Arrays.copyOf(bytes, needed);
        } else if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
        }
        part.get(bytes, size, count);
        size = needed;
    }

    /** The whole message, after its last part. */
    byte[] message() {
        return bytes;
    }
}
