package dev.bosphorus.container.protocol.extension;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Inflates messages (RFC 7692, 7.2.2), each with an inflater lent for it.
 *
 * <p>What a next message may refer to is kept as plain bytes, no more than the peer's window and no more than have come: a
 * connection that got one short message keeps some bytes, not the 40 KiB of an inflater. When no message has come for a while, the
 * bytes are compressed.
 */
final class InflateTransform implements PayloadTransform.Inbound {

    /**
     * What is inflated after the payload of a message: the four bytes of RFC 7692, 7.2.2, and an empty block with BFINAL. Only
     * where the payload is whole does the inflater take this one for the end of its stream.
     */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF, 1, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private final CompressorPool pool;
    /** What has been inflated last; {@code null} where the peer has no context takeover. */
    private final SlidingWindow window;
    /** Lent while a message is under way. */
    private Inflater inflater;
    /** Whether the payload is used up and the inflater is at the tail. */
    private boolean atTail;

    /** @param windowBits the peer's window, 8 to 15 */
    InflateTransform(CompressorPool pool, int windowBits, boolean takeover) {
        this.pool = pool;
        // zlib cannot deflate with 8 bits: older versions use 9 instead and do not tell.
        this.window = takeover ? new SlidingWindow(1 << Math.max(9, windowBits)) : null;
    }

    @Override
    public boolean begin(int rsv) {
        if (rsv == 0) {
            return false;
        }
        inflater = pool.takeInflater();
        if (window != null) {
            window.preset(inflater);
        }
        return true;
    }

    @Override
    public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
        try {
            if (!atTail && !inflatePayload(in, out)) {
                return false;
            }
            if (!last) {
                return true;
            }
            if (!inflateTail(out)) {
                return false;
            }
        } catch (DataFormatException e) {
            throw new ProtocolException(CloseStatus.INVALID_PAYLOAD, "the compressed message is corrupt: " + e.getMessage(), e);
        }
        giveInflater();
        return true;
    }

    /** Inflates until the input is used up, then {@code true}, or the output is full. */
    private boolean inflatePayload(ByteBuffer in, ByteBuffer out) throws DataFormatException {
        do {
            if (inflater.finished() && in.hasRemaining()) {
                // RFC 7692, 7.2.3.4: a block with BFINAL ends the deflate stream, but not the message.
                inflater.reset();
                if (window != null) {
                    window.preset(inflater);
                }
            }
            inflater.setInput(in);
            inflate(out);
            if (!out.hasRemaining()) {
                return false;
            }
        } while (in.hasRemaining());
        return true;
    }

    /** Inflates the tail; {@code false} where the output is full. */
    private boolean inflateTail(ByteBuffer out) throws DataFormatException {
        if (!atTail) {
            if (inflater.finished() || inflater.getBytesRead() == 0) {
                // No block is open that the tail could end: a payload of no bytes, or one that ends with a block with BFINAL.
                return true;
            }
            inflater.setInput(TAIL);
            atTail = true;
        }
        inflate(out);
        if (!inflater.finished() && !out.hasRemaining()) {
            return false;
        }
        if (!inflater.finished() || inflater.getRemaining() > 0) {
            throw new DataFormatException("it does not end with a whole block");
        }
        return true;
    }

    private void inflate(ByteBuffer out) throws DataFormatException {
        int from = out.position();
        int count = inflater.inflate(out);
        if (window != null) {
            window.add(out, from, count);
        }
    }

    private void giveInflater() {
        atTail = false;
        if (inflater != null) {
            pool.give(inflater);
            inflater = null;
        }
    }

    @Override
    public void shrink() {
        if (inflater == null && window != null && window.isShrinkable()) {
            Deflater deflater = pool.takeDeflater();
            window.shrink(deflater);
            pool.give(deflater);
        }
    }

    @Override
    public void release() {
        giveInflater();
        if (window != null) {
            window.clear();
        }
    }
}
