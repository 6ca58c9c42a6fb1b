package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One binary message as a stream. Other messages of the session wait from its first part until it is closed; closed without
 * a write, it sends nothing, after an empty write an empty message ({@code RemoteEndpoint.Basic.getSendStream}). Not safe for threads.
 */
final class SendStream extends OutputStream {

    private static final int BUFFER_BYTES = 8192;

    private final OutboundMessages outbound;
    /** Created by the first write. */
    private ByteBuffer buffer;
    private boolean closed;

    SendStream(OutboundMessages outbound) {
        this.outbound = outbound;
    }

    @Override
    public void write(int b) throws IOException {
        room().put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int at = offset;
        int left = length;
        do {
            ByteBuffer room = room();
            int count = Math.min(room.remaining(), left);
            room.put(bytes, at, count);
            at += count;
            left -= count;
        } while (left > 0);
    }

    private ByteBuffer room() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (buffer == null) {
            buffer = ByteBuffer.allocate(BUFFER_BYTES);
        } else if (!buffer.hasRemaining()) {
            send(false);
        }
        return buffer;
    }

    private void send(boolean last) throws IOException {
        outbound.send(Kind.BINARY, buffer.flip(), last, this);
        buffer.clear();
    }

    @Override
    public void flush() throws IOException {
        if (!closed && buffer != null && buffer.position() > 0) {
            send(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (buffer != null) {
                send(true);
                buffer = null;
            }
        }
    }
}
