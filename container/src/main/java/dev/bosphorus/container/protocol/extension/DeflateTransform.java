package dev.bosphorus.container.protocol.extension;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Deflates messages (RFC 7692, 7.2.1), never referring further back than the agreed window.
 *
 * <p>{@link Deflater} always has the largest window. For a smaller one of W bytes, chunks of up to C bytes are compressed by a
 * reset deflater with the W - C bytes before them as its dictionary: no match can reach further back than W.
 *
 * <p>Every part of a message is flushed, so that it can leave when it is sent.
 */
final class DeflateTransform implements PayloadTransform.Outbound {

    private static final int LARGEST_WINDOW_BITS = 15;
    private static final byte[] NOTHING = {};
    /** What a flush ends with, and RFC 7692, 7.2.1, removes from the end of a message: 00 00 FF FF. */
    private static final int TAIL_BYTES = 4;
    /** zlib repeats its flush marker if it has six bytes or less to write it in. */
    private static final int LEAST_ROOM = 16;

    /**
     * The largest chunk, in eighths of the window: measured over JSON and Java sources, at all windows. Smaller chunks pay with
     * more flush markers, larger ones with less to refer to.
     */
    private static final int CHUNK_EIGHTHS = 5;

    private final CompressorPool pool;
    private final boolean takeover;
    private final int minBytes;
    /** The last bytes sent, where the agreed window is smaller than the deflater's own; else {@code null}. */
    private final SlidingWindow window;
    private final int windowBytes;

    /** The deflater with its window; used with takeover and the largest window only, and parked between messages. */
    private CompressorPool.Context context;
    /** Lent while a message is under way; the context's where there is one. */
    private Deflater deflater;
    /** Whether a chunk is being compressed. */
    private boolean inChunk;
    /** Whether the chunk ends the message. */
    private boolean lastChunk;
    /** Whether the deflater has given all of the chunk. */
    private boolean flushed;
    /** Compressed bytes not yet written: at the end of the message its tail, and what did not fit into the output. */
    private final byte[] held = new byte[TAIL_BYTES + LEAST_ROOM];
    private int heldBytes;

    DeflateTransform(CompressorPool pool, int windowBits, boolean takeover, int minBytes) {
        this.pool = pool;
        this.takeover = takeover;
        this.minBytes = minBytes;
        this.windowBytes = 1 << windowBits;
        this.window = windowBits < LARGEST_WINDOW_BITS ? new SlidingWindow(windowBytes) : null;
    }

    @Override
    public int begin(long firstPartBytes, boolean whole) {
        if (whole && firstPartBytes < minBytes) {
            return 0;
        }
        if (takeover && window == null) {
            if (context == null || !pool.unpark(context)) {
                context = pool.newContext();
            }
            deflater = context.deflater;
        } else {
            deflater = pool.takeDeflater();
        }
        return Extension.RSV1;
    }

    @Override
    public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) {
        while (inChunk || in.hasRemaining()) {
            if (!inChunk) {
                beginChunk(in, last);
            }
            if (!writeChunk(out)) {
                return false;
            }
            inChunk = false;
            if (lastChunk) {
                endMessage();
                return true;
            }
        }
        if (last) {
            if (!out.hasRemaining()) {
                return false;
            }
            // RFC 7692, 7.2.3.6: an empty block without its tail, for an empty message or an empty last part.
            out.put((byte) 0);
            endMessage();
        }
        return true;
    }

    private void beginChunk(ByteBuffer in, boolean last) {
        int from = in.position();
        int count = in.remaining();
        if (window != null) {
            count = Math.min(count, windowBytes / 8 * CHUNK_EIGHTHS);
            deflater.reset();
            window.preset(deflater, windowBytes - count);
            window.add(in, from, count);
        }
        deflater.setInput(in.slice(from, count));
        in.position(from + count);
        inChunk = true;
        lastChunk = last && !in.hasRemaining();
        flushed = false;
        heldBytes = 0;
    }

    /** Writes what the chunk gives; without the tail if it is the last. @return whether it is all out */
    private boolean writeChunk(ByteBuffer out) {
        int kept = lastChunk ? TAIL_BYTES : 0;
        while (true) {
            int ready = Math.min(Math.max(heldBytes - kept, 0), out.remaining());
            out.put(held, 0, ready);
            heldBytes -= ready;
            System.arraycopy(held, ready, held, 0, heldBytes);
            if (flushed && heldBytes <= kept) {
                return true;
            }
            if (!out.hasRemaining()) {
                return false;
            }
            if (out.remaining() >= held.length) {
                flushTo(out, kept);
            } else {
                flushToHeld();
            }
        }
    }

    private void flushTo(ByteBuffer out, int kept) {
        int from = out.position();
        out.put(held, 0, heldBytes);
        flushed = deflater.deflate(out, Deflater.SYNC_FLUSH) < out.limit() - from - heldBytes;
        heldBytes = Math.min(kept, out.position() - from);
        out.position(out.position() - heldBytes);
        out.get(out.position(), held, 0, heldBytes);
    }

    /** For an output with less room than zlib needs. */
    private void flushToHeld() {
        int room = held.length - heldBytes;
        int count = deflater.deflate(held, heldBytes, room, Deflater.SYNC_FLUSH);
        flushed = count < room;
        heldBytes += count;
    }

    private void endMessage() {
        if (!takeover && window != null) {
            window.clear();
        }
        giveDeflater();
    }

    private void giveDeflater() {
        if (deflater == null) {
            return;
        }
        if (context == null) {
            pool.give(deflater);
        } else {
            // The payload is not to be kept reachable by a deflater that waits.
            deflater.setInput(NOTHING);
            pool.park(context);
        }
        deflater = null;
    }

    @Override
    public void release() {
        inChunk = false;
        if (context != null && (deflater != null || pool.unpark(context))) {
            pool.give(context.deflater);
        } else if (deflater != null) {
            pool.give(deflater);
        }
        context = null;
        deflater = null;
        if (window != null) {
            window.clear();
        }
    }
}
