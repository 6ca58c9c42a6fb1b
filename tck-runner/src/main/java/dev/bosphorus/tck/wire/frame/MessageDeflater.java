package dev.bosphorus.tck.wire.frame;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages (RFC 7692, 7.2.1) within a window. The JDK's compressor has one of 32 KiB only; it is flushed whole where
 * a smaller one would be full, after which nothing refers to what came before.
 */
public final class MessageDeflater implements AutoCloseable {

    private static final int LARGEST = 15;
    private static final int TAIL = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final boolean takeover;
    private final int windowBits;

    /** @param windowBits 8 to 15 */
    public MessageDeflater(boolean takeover, int windowBits) {
        this.takeover = takeover && windowBits == LARGEST;
        this.windowBits = windowBits;
    }

    /** The payload of a message with that content. */
    public byte[] deflate(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int step = windowBits == LARGEST ? Math.max(1, content.length) : 1 << windowBits;
        int at = 0;
        do {
            int length = Math.min(step, content.length - at);
            deflater.setInput(content, at, length);
            at += length;
            boolean whole = at == content.length;
            flush(out, whole && takeover ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
        } while (at < content.length);
        byte[] flushed = out.toByteArray();
        // Nothing to compress and nothing to flush: an empty block (7.2.3.6).
        return flushed.length <= TAIL ? new byte[] {0} : Arrays.copyOf(flushed, flushed.length - TAIL);
    }

    private void flush(ByteArrayOutputStream out, int mode) {
        byte[] buffer = new byte[8192];
        int length;
        do {
            length = deflater.deflate(buffer, 0, buffer.length, mode);
            out.write(buffer, 0, length);
        } while (length == buffer.length);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
