package dev.bosphorus.container.session.sink;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers the parts of one message; exists only while that is under way. Grows with what has come of the message, not with its limit,
 * and towards what is announced only so far as that is no means of having memory taken for nothing.
 */
final class MessageBuffer {

    /** The largest array that every Java platform can make. */
    static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    /** How many times what has come may be taken for what is announced. */
    private static final int MAX_CREDIT = 16;

    private byte[] bytes;
    private final boolean exact;
    private int size;
    /** What is announced to follow the part that comes next. */
    private long ahead;

    /** For a message that gets an array of just its size. */
    MessageBuffer() {
        this.bytes = new byte[0];
        this.exact = true;
    }

    /** For a message that is lent. @param room what it may be gathered in, whatever that holds */
    MessageBuffer(byte[] room) {
        this.bytes = room;
        this.exact = false;
    }

    /** So many bytes will follow the part that is added next, if the peer keeps its word. */
    void expect(long announced) {
        ahead = announced;
    }

    /** @throws OutOfMemoryError where the message is larger than an array can be */
    void add(ByteBuffer part, boolean last) {
        int count = part.remaining();
        if (count > MAX_BYTES - size) {
            throw new OutOfMemoryError("a message of more than " + MAX_BYTES + " bytes cannot be held");
        }
        int needed = size + count;
        if (last && exact && needed != bytes.length) {
            // Exact, so that the array itself can be the message.
            bytes = Arrays.copyOf(bytes, needed);
        } else if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, capacity(needed)));
        }
        ahead = 0;
        part.get(bytes, size, count);
        size = needed;
    }

    private long capacity(int needed) {
        boolean credible = ahead > 0 && ahead <= (MAX_CREDIT - 1L) * needed;
        return credible ? needed + ahead : Math.max(needed, 2L * bytes.length);
    }

    /** The whole message, after its last part, where it has an array of just its size. */
    byte[] message() {
        return bytes;
    }

    /** The whole message, after its last part. */
    ByteBuffer lent() {
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }
}
