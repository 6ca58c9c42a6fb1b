package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import java.io.IOException;
import java.io.Writer;

/** One text message as a writer. Not safe for threads; other messages of the session wait until it is closed. */
final class SendWriter extends Writer {

    private static final int BUFFER_CHARS = 8192;

    private final Connection connection;
    private final StringBuilder buffer = new StringBuilder();
    private boolean closed;

    SendWriter(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the writer is closed");
        }
        buffer.append(chars, offset, length);
        if (buffer.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    /** Sends what has been written; the first half of a surrogate pair waits for the second. */
    @Override
    public void flush() throws IOException {
        int end = buffer.length();
        if (end > 0 && Character.isHighSurrogate(buffer.charAt(end - 1))) {
            end--;
        }
        if (!closed && end > 0) {
            String part = buffer.substring(0, end);
            buffer.delete(0, end);
            connection.send(Kind.TEXT, Encoding.utf8(part), false, this);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            connection.send(Kind.TEXT, Encoding.utf8(buffer.toString()), true, this);
        }
    }
}
