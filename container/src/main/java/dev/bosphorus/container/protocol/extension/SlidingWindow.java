package dev.bosphorus.container.protocol.extension;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The last bytes of a stream, as many as a match may refer back to (RFC 1951, 2). Takes memory only for what has come so far, and
 * where it is {@link #shrink shrunken} only for that in compressed form.
 */
final class SlidingWindow {

    private static final byte[] EMPTY = {};

    private final int size;
    /** What it may have above the window's size, so that not every byte added moves all others or has all compressed again. */
    private final int slack;
    /** The window ends at {@link #end} and begins {@link #length} before; while shrunken, only what is not packed. */
    private byte[] bytes = EMPTY;
    private int end;
    /** How many bytes have come since the window was last packed, or could not be; at most the window's size. */
    private int fresh;
    /** The window as it was then, compressed, and its length; {@code null} where that saved too little. */
    private byte[] packed;
    private int packedLength;
    private boolean shrunken;

    SlidingWindow(int size) {
        this.size = size;
        this.slack = size / 8;
    }

    /** How many bytes there are, at most the window's size. Not while it is shrunken. */
    int length() {
        return Math.min(end, size);
    }

    /** Adds {@code count} bytes from index {@code from} of the buffer; its position stays. Not while it is shrunken. */
    void add(ByteBuffer source, int from, int count) {
        int added = Math.min(count, size);
        if (end + added > bytes.length) {
            int kept = Math.min(end, size - added);
            byte[] target = withRoomFor(kept + added);
            System.arraycopy(bytes, end - kept, target, 0, kept);
            bytes = target;
            end = kept;
        }
        source.get(from + count - added, bytes, end, added);
        end += added;
        fresh = Math.min(fresh + added, size);
    }

    private byte[] withRoomFor(int count) {
        return bytes.length == size + slack ? bytes : new byte[Math.min(size + slack, Math.max(count, 2 * bytes.length))];
    }

    /** Lets the deflater, which has just been reset, refer to the last {@code most} bytes. Not while it is shrunken. */
    void preset(Deflater deflater, int most) {
        int count = Math.min(length(), most);
        if (count > 0) {
            deflater.setDictionary(bytes, end - count, count);
        }
    }

    /** Lets the inflater, which has just been reset, resolve references to all bytes. Ends being shrunken. */
    void preset(Inflater inflater) {
        if (shrunken) {
            unpack(inflater);
        }
        if (end > 0) {
            inflater.setDictionary(bytes, end - length(), length());
        }
    }

    /** Whether {@link #shrink} is worth its time: most of the window would go, or has not been tried. */
    boolean isShrinkable() {
        return !shrunken && (packed != null || fresh > slack);
    }

    /**
     * Keeps the bytes in compressed form until the next {@link #preset(Inflater)}. Where only a few have come since the last time,
     * they are kept beside what was compressed then: inflating a window costs a fraction of deflating it.
     *
     * @param deflater has just been reset
     */
    void shrink(Deflater deflater) {
        if (fresh > slack) {
            pack(deflater);
        }
        if (packed != null) {
            bytes = Arrays.copyOfRange(bytes, end - fresh, end);
            end = fresh;
            shrunken = true;
        }
    }

    private void pack(Deflater deflater) {
        packedLength = length();
        deflater.setInput(bytes, end - packedLength, packedLength);
        deflater.finish();
        byte[] target = new byte[packedLength - packedLength / 4];
        int count = deflater.deflate(target);
        packed = deflater.finished() ? Arrays.copyOf(target, count) : null;
        fresh = 0;
    }

    private void unpack(Inflater inflater) {
        byte[] restored = new byte[Math.min(size + slack, 2 * (packedLength + fresh))];
        try {
            inflater.setInput(packed);
            inflater.inflate(restored, 0, packedLength);
            inflater.reset();
        } catch (DataFormatException e) {
            throw new IllegalStateException("what was deflated here cannot be inflated", e);
        }
        System.arraycopy(bytes, 0, restored, packedLength, fresh);
        bytes = restored;
        end = packedLength + fresh;
        shrunken = false;
    }

    void clear() {
        bytes = EMPTY;
        end = 0;
        fresh = 0;
        packed = null;
        shrunken = false;
    }
}
