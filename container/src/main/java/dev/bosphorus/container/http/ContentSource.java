package dev.bosphorus.container.http;

import dev.bosphorus.container.transport.Transport;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a reply: its head, then the file that belongs to it, where there is one. Not safe for threads. */
public final class ContentSource implements Transport.Source, Closeable {

    private final ByteBuffer head;
    private final ReadableByteChannel file;
    /** How much of the file is still to come. */
    private long left;

    private ContentSource(ByteBuffer head, ReadableByteChannel file, long length) {
        this.head = head;
        this.file = file;
        this.left = length;
    }

    /** Just these bytes. */
    public static ContentSource of(byte[] bytes) {
        return new ContentSource(ByteBuffer.wrap(bytes), null, 0);
    }

    /** A reply; its file is opened. */
    public static ContentSource of(Answer.Reply reply) throws IOException {
        StaticContent.Resource content = reply.content();
        return content == null ? of(reply.bytes())
                : new ContentSource(ByteBuffer.wrap(reply.bytes()), content.opener().open(), content.length());
    }

    @Override
    public long remaining() {
        return head.remaining() + left;
    }

    /** @throws UncheckedIOException where the file cannot be read, or has become shorter than was promised */
    @Override
    public boolean drainTo(ByteBuffer out) {
        if (head.hasRemaining()) {
            int some = Math.min(head.remaining(), out.remaining());
            out.put(out.position(), head, head.position(), some).position(out.position() + some);
            head.position(head.position() + some);
        }
        try {
            while (left > 0 && out.hasRemaining()) {
                readSome(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !head.hasRemaining() && left == 0;
    }

    private void readSome(ByteBuffer out) throws IOException {
        int limit = out.limit();
        out.limit((int) Math.min(limit, out.position() + left));
        int read = file.read(out);
        out.limit(limit);
        if (read < 0) {
            throw new EOFException("the file has become shorter while it was sent");
        }
        left -= read;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
