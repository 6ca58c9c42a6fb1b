package dev.bosphorus.benchmarks.compare;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One open connection that never blocks: messages out, replies in. For one thread. */
final class LoadConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Messages messages;
    private final ReplyReader reader;
    /** When messages were sent that are in flight, by their number modulo the depth. */
    private final long[] sentAt;
    private long asked;
    private long sent;
    private long received;
    /** The part of frames that the socket had no room for, or {@code null}. */
    private ByteBuffer rest;

    LoadConnection(SocketChannel channel, Selector selector, Messages messages, int depth) throws IOException {
        this.channel = channel;
        this.messages = messages;
        this.reader = new ReplyReader(messages);
        this.sentAt = new long[depth];
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Messages that were sent, or are about to be. */
    long asked() {
        return asked;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether replies may still come. */
    boolean isWaiting() {
        return isOpen() && received < asked;
    }

    long received() {
        return received;
    }

    long bad() {
        return reader.bad();
    }

    long sentAt(long number) {
        return sentAt[(int) (number % sentAt.length)];
    }

    /** Sends the next messages, of which no more than the depth may be in flight. */
    void send(int count, ByteBuffer room, long now) throws IOException {
        for (int i = 0; i < count; i++) {
            sentAt[(int) (asked++ % sentAt.length)] = now;
        }
        flush(room);
    }

    /** Writes as much as the socket takes. */
    void flush(ByteBuffer room) throws IOException {
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                return;
            }
            rest = null;
            key.interestOps(SelectionKey.OP_READ);
        }
        while (rest == null && sent < asked) {
            gather(room);
        }
    }

    private void gather(ByteBuffer room) throws IOException {
        byte[] frame = messages.frame(sent);
        if (frame.length > room.capacity()) {
            sent++;
            write(ByteBuffer.wrap(frame));
            return;
        }
        room.clear();
        while (sent < asked && messages.frame(sent).length <= room.remaining()) {
            room.put(messages.frame(sent++));
        }
        write(room.flip());
    }

    private void write(ByteBuffer frames) throws IOException {
        channel.write(frames);
        if (frames.hasRemaining()) {
            rest = ByteBuffer.allocate(frames.remaining()).put(frames).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /**
     * Reads what is there.
     *
     * @return how many replies that has completed
     */
    int read(ByteBuffer room) throws IOException {
        if (channel.read(room.clear()) < 0) {
            throw new EOFException("the server has closed the connection");
        }
        int replies = reader.read(room.flip());
        received += replies;
        return replies;
    }

    void close() throws IOException {
        reader.end();
        channel.close();
    }
}
