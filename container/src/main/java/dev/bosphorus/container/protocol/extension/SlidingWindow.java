package dev.bosphorus.container.protocol.extension;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The last bytes of a stream, as many as a match may refer back to (RFC 1951, 2). Takes memory only for what has come so far.
 */
final class SlidingWindow {

    private static final byte[] EMPTY = {};

    private final int size;
    /** Somewhat larger than the window when full grown, so that not every byte added moves all others. */
    private byte[] bytes = EMPTY;
    /** Where the bytes end; they begin {@link #length} before. */
    private int end;

    SlidingWindow(int size) {
        this.size = size;
    }

    /** How many bytes there are, at most the window's size. */
    int length() {
        return Math.min(end, size);
    }

    /** Adds {@code count} bytes from index {@code from} of the buffer; its position stays. */
    void add(ByteBuffer source, int from, int count) {
        int fresh = Math.min(count, size);
        if (end + fresh > bytes.length) {
            int kept = Math.min(end, size - fresh);
            byte[] target = withRoomFor(kept + fresh);
            System.arraycopy(bytes, end - kept, target, 0, kept);
            bytes = target;
            end = kept;
        }
        source.get(from + count - fresh, bytes, end, fresh);
        end += fresh;
    }

    private byte[] withRoomFor(int count) {
        int fullGrown = size + size / 8;
        return bytes.length == fullGrown ? bytes : new byte[Math.min(fullGrown, Math.max(count, 2 * bytes.length))];
    }

    /** Lets the deflater, which has just been reset, refer to the last {@code most} bytes. */
    void preset(Deflater deflater, int most) {
        int count = Math.min(length(), most);
        if (count > 0) {
            deflater.setDictionary(bytes, end - count, count);
        }
    }

    /** Lets the inflater, which has just been reset, resolve references to all bytes. */
    void preset(Inflater inflater) {
        if (end > 0) {
            inflater.setDictionary(bytes, end - length(), length());
        }
    }

    void clear() {
        bytes = EMPTY;
        end = 0;
    }
}
