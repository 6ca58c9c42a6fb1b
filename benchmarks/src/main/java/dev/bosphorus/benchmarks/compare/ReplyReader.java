package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the frames of a server on one connection and checks the replies, which come in the order of the messages: of each its
 * kind and length, of one in {@link #SAMPLE} every byte. For one thread.
 */
final class ReplyReader {

    static final int SAMPLE = 16;

    private static final int FINAL = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int CLOSE = 8;
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Messages messages;
    /** {@code null} where nothing is deflated. */
    private final Inflater inflater;
    private final ByteBuffer head = ByteBuffer.allocate(10);
    /** The payload of the frame under way that is still to come; negative while the header is. */
    private long remaining = -1;
    private int firstByte;
    /** The first byte of the first frame of the message under way. */
    private int messageByte;
    /** The message so far, where its bytes are looked at. */
    private byte[] message = new byte[0];
    private int length;
    private long replies;
    private long bad;

    ReplyReader(Messages messages) {
        this.messages = messages;
        this.inflater = messages.content().deflated() ? new Inflater(true) : null;
    }

    /**
     * Takes all of the bytes.
     *
     * @return how many replies they have completed
     * @throws IOException where the server closes, or its frames are none
     */
    int read(ByteBuffer in) throws IOException {
        long before = replies;
        while (in.hasRemaining()) {
            if (remaining < 0) {
                readHead(in);
            } else {
                take(in, (int) Math.min(remaining, in.remaining()));
            }
            if (remaining == 0) {
                endFrame();
            }
        }
        return (int) (replies - before);
    }

    /** Replies that were another message than was sent. */
    long bad() {
        return bad;
    }

    /** Frees what zlib holds. */
    void end() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private void readHead(ByteBuffer in) throws IOException {
        head.put(in.get());
        if (head.position() < 2) {
            return;
        }
        int short7 = head.get(1);
        if (short7 < 0) {
            throw new IOException("a frame of the server is masked");
        }
        int whole = short7 < 126 ? 2 : short7 == 126 ? 4 : 10;
        if (head.position() < whole) {
            return;
        }
        remaining = whole == 2 ? short7 : whole == 4 ? Short.toUnsignedInt(head.getShort(2)) : head.getLong(2);
        firstByte = Byte.toUnsignedInt(head.get(0));
        head.clear();
        if (opcode() == CLOSE) {
            throw new IOException("the server has sent a Close");
        }
        if (isData() && opcode() != 0) {
            messageByte = firstByte;
            length = 0;
        }
    }

    private void take(ByteBuffer in, int bytes) {
        remaining -= bytes;
        if (isData() && (inflater != null || replies % SAMPLE == 0)) {
            if (length + bytes > message.length) {
                message = Arrays.copyOf(message, Math.max(length + bytes, 2 * message.length));
            }
            in.get(message, length, bytes);
        } else {
            in.position(in.position() + bytes);
        }
        length += isData() ? bytes : 0;
    }

    private void endFrame() throws IOException {
        remaining = -1;
        if (isData() && (firstByte & FINAL) != 0) {
            if (!isRight()) {
                bad++;
            }
            replies++;
        }
    }

    private boolean isRight() throws IOException {
        byte[] expected = messages.payload(replies);
        if ((messageByte & 0xF) != messages.content().opcode()) {
            return false;
        }
        if ((messageByte & DEFLATED) != 0) {
            byte[] inflated = inflate(expected.length + 1);
            return inflated.length == expected.length && (replies % SAMPLE != 0 || Arrays.equals(inflated, expected));
        }
        return length == expected.length && (replies % SAMPLE != 0 || Arrays.equals(message, 0, length, expected, 0, length));
    }

    private byte[] inflate(int most) throws IOException {
        if (inflater == null) {
            throw new IOException("a frame is compressed and no extension agreed");
        }
        byte[] in = Arrays.copyOf(message, length + TAIL.length);
        System.arraycopy(TAIL, 0, in, length, TAIL.length);
        inflater.setInput(in);
        byte[] out = new byte[most];
        try {
            return Arrays.copyOf(out, inflater.inflate(out));
        } catch (DataFormatException e) {
            throw new IOException("a reply cannot be inflated", e);
        }
    }

    private int opcode() {
        return firstByte & 0xF;
    }

    /** Continuation, text or binary, and no control frame. */
    private boolean isData() {
        return opcode() < CLOSE;
    }
}
