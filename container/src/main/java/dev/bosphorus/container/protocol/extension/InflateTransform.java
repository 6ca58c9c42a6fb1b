package dev.bosphorus.container.protocol.extension;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates messages (RFC 7692, 7.2.2). */
final class InflateTransform implements PayloadTransform.Inbound {

    /** RFC 7692, 7.2.2: appended to the payload of a message before it is inflated. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final DeflaterPool pool;
    private final boolean takeover;
    /** Lent from the first compressed message on; without takeover, only while a message is under way. */
    private Inflater inflater;
    /** The rest of the tail to be inflated; {@code null} where the message's own bytes are not used up. */
    private ByteBuffer tail;

    InflateTransform(DeflaterPool pool, boolean takeover) {
        this.pool = pool;
        this.takeover = takeover;
    }

    @Override
    public boolean begin(int rsv) {
        if (rsv == 0) {
            return false;
        }
        if (inflater == null) {
            inflater = pool.takeInflater();
        }
        return true;
    }

    @Override
    public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
        if (tail == null) {
            if (!inflate(in, out)) {
                return false;
            }
            if (!last) {
                return true;
            }
            tail = ByteBuffer.wrap(TAIL);
        }
        if (!inflate(tail, out)) {
            return false;
        }
        tail = null;
        if (!takeover) {
            release();
        }
        return true;
    }

    /** Inflates until the input is used up, or the output is full. */
    private boolean inflate(ByteBuffer in, ByteBuffer out) throws ProtocolException {
        try {
            while (true) {
                if (inflater.finished()) {
                    // RFC 7692, 7.2.3.4 and 7.2.3.5: a block with BFINAL may end anywhere; another stream may follow,
                    // and it may refer to what came before.
                    inflater.reset();
                }
                inflater.setInput(in);
                int written = inflater.inflate(out);
                if (inflater.needsDictionary()) {
                    throw corrupt(null);
                }
                if (!out.hasRemaining()) {
                    return false;
                }
                if (written == 0 && !inflater.finished()) {
                    return true;
                }
                if (inflater.finished() && !in.hasRemaining()) {
                    return true;
                }
            }
        } catch (DataFormatException e) {
            throw corrupt(e);
        }
    }

    private static ProtocolException corrupt(DataFormatException cause) {
        return new ProtocolException(CloseStatus.INVALID_PAYLOAD, "the compressed message is corrupt", cause);
    }

    @Override
    public void release() {
        tail = null;
        if (inflater != null) {
            pool.give(inflater);
            inflater = null;
        }
    }
}
