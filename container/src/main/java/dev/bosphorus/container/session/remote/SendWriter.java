package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection.Kind;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One text message as a writer. Other messages of the session wait from its first part until it is closed; closed without a
 * write, it sends nothing, after an empty write an empty message ({@code RemoteEndpoint.Basic.getSendWriter}). Not safe for threads.
 */
final class SendWriter extends Writer {

    private static final int BUFFER_CHARS = 8192;

    private final OutboundMessages outbound;
    /** Created by the first write. */
    private StringBuilder buffer;
    private boolean closed;

    SendWriter(OutboundMessages outbound) {
        this.outbound = outbound;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the writer is closed");
        }
        if (buffer == null) {
            buffer = new StringBuilder();
        }
        buffer.append(chars, offset, length);
        if (buffer.length() >= BUFFER_CHARS) {
            flush();
        }
    }

    /** Sends what has been written; the first half of a surrogate pair waits for the second. */
    @Override
    public void flush() throws IOException {
        int end = closed || buffer == null ? 0 : buffer.length();
        if (end > 0 && Character.isHighSurrogate(buffer.charAt(end - 1))) {
            end--;
        }
        if (end > 0) {
            String part = buffer.substring(0, end);
            buffer.delete(0, end);
            send(part, false);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (buffer != null) {
                send(buffer.toString(), true);
                buffer = null;
            }
        }
    }

    private void send(String part, boolean last) throws IOException {
        outbound.send(Kind.TEXT, ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)), last, this);
    }
}
