package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** One binary message as a stream. Not safe for threads; other messages of the session wait until it is closed. */
final class SendStream extends OutputStream {

    private static final int BUFFER_BYTES = 8192;

    private final Connection connection;
    /** Created with the first byte. */
    private ByteBuffer buffer;
    private boolean closed;

    SendStream(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(int b) throws IOException {
        room().put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int at = offset, end = offset + length; at < end;) {
            ByteBuffer room = room();
            int count = Math.min(room.remaining(), end - at);
            room.put(bytes, at, count);
            at += count;
        }
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
        connection.send(Kind.BINARY, buffer == null ? ByteBuffer.allocate(0) : buffer.flip(), last, this);
        if (buffer != null) {
            buffer.clear();
        }
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
            send(true);
        }
    }
}
