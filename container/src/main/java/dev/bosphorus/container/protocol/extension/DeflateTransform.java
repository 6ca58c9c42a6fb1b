package dev.bosphorus.container.protocol.extension;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Deflates messages (RFC 7692, 7.2.1), never referring further back than the agreed window.
 *
 * <p>{@link Deflater} always has the largest window. For a smaller one of W bytes, each W/2 bytes are compressed by a reset
 * deflater with the W/2 bytes before them as its dictionary: no match can reach further back than W. The history is
 * then all that has to be kept between messages.
 *
 * <p>Every part of a message is flushed, so that it can leave when it is sent.
 */
final class DeflateTransform implements PayloadTransform.Outbound {

    private static final int LARGEST_WINDOW_BITS = 15;
    /** What a flush ends with, and RFC 7692, 7.2.1, removes from the end of a message: 00 00 FF FF. */
    private static final int TAIL_BYTES = 4;
    /** zlib repeats its flush marker if it has six bytes or less to write it in. */
    private static final int LEAST_ROOM = 16;

    private final DeflaterPool pool;
    private final boolean takeover;
    private final int minBytes;
    /** Half the window where that is smaller than the deflater's own, else 0. */
    private final int halfWindow;

    /** Lent from the first compressed message on; where its window is of no use later, only while a message is under way. */
    private Deflater deflater;
    /** The last bytes before the current chunk, where the window is smaller than the deflater's own. */
    private byte[] history;
    private int historyBytes;
    /** What is being compressed, as it was before; {@code null} between chunks. */
    private ByteBuffer chunk;
    /** Whether the chunk ends the message. */
    private boolean lastChunk;
    /** The last bytes written for the last chunk: its tail, if no more come. */
    private final byte[] held = new byte[TAIL_BYTES];
    private int heldBytes;

    DeflateTransform(DeflaterPool pool, int windowBits, boolean takeover, int minBytes) {
        this.pool = pool;
        this.takeover = takeover;
        this.minBytes = minBytes;
        this.halfWindow = windowBits < LARGEST_WINDOW_BITS ? 1 << windowBits - 1 : 0;
    }

    @Override
    public int begin(long firstPartBytes, boolean whole) {
        if (whole && firstPartBytes < minBytes) {
            return 0;
        }
        if (deflater == null) {
            deflater = pool.takeDeflater();
        }
        return Extension.RSV1;
    }

    @Override
    public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) {
        while (out.remaining() >= LEAST_ROOM) {
            if (chunk == null) {
                if (!in.hasRemaining()) {
                    if (last) {
                        // RFC 7692, 7.2.3.6: an empty block without its tail, for an empty message or an empty last part.
                        out.put((byte) 0);
                        endMessage();
                    }
                    return true;
                }
                beginChunk(in, last);
            }
            if (!flushChunk(out)) {
                return false;
            }
            boolean ended = lastChunk;
            endChunk();
            if (ended) {
                endMessage();
                return true;
            }
        }
        return false;
    }

    private void beginChunk(ByteBuffer in, boolean last) {
        int count = in.remaining();
        if (halfWindow > 0) {
            count = Math.min(count, halfWindow);
            deflater.reset();
            if (historyBytes > 0) {
                deflater.setDictionary(history, 0, historyBytes);
            }
        }
        chunk = in.slice(in.position(), count);
        in.position(in.position() + count);
        lastChunk = last && !in.hasRemaining();
        heldBytes = 0;
        deflater.setInput(chunk.duplicate());
    }

    /** Writes what the chunk gives; without the tail if it is the last. @return whether it is all out */
    private boolean flushChunk(ByteBuffer out) {
        int from = out.position();
        out.put(held, 0, heldBytes);
        int room = out.remaining();
        int written = deflater.deflate(out, Deflater.SYNC_FLUSH);
        boolean done = written < room;
        if (lastChunk) {
            heldBytes = Math.min(TAIL_BYTES, out.position() - from);
            out.position(out.position() - heldBytes);
            out.get(out.position(), held, 0, heldBytes);
        }
        return done;
    }

    private void endChunk() {
        if (halfWindow > 0) {
            remember(chunk);
        }
        chunk = null;
    }

    /** Keeps the last bytes of history and chunk, half a window of them at most. */
    private void remember(ByteBuffer bytes) {
        if (history == null) {
            history = new byte[halfWindow];
        }
        int fresh = bytes.remaining();
        int kept = Math.min(historyBytes, halfWindow - fresh);
        System.arraycopy(history, historyBytes - kept, history, 0, kept);
        bytes.get(bytes.position(), history, kept, fresh);
        historyBytes = kept + fresh;
    }

    private void endMessage() {
        if (!takeover) {
            historyBytes = 0;
        }
        if (!takeover || halfWindow > 0) {
            giveDeflater();
        }
    }

    private void giveDeflater() {
        if (deflater != null) {
            pool.give(deflater);
            deflater = null;
        }
    }

    @Override
    public void release() {
        giveDeflater();
        chunk = null;
        history = null;
        historyBytes = 0;
    }
}
