package dev.bosphorus.container.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The writing side of a socket whose channel writes as much as there is room for, and waits where there is none. One thread writes. */
abstract class SocketOutput implements Wire {

    final SocketChannel channel;
    final BufferPool pool;
    /** Whether a writer waits for the peer to make room. */
    private volatile boolean heldUp;

    SocketOutput(SocketChannel channel, BufferPool pool) {
        this.channel = channel;
        this.pool = pool;
    }

    /** Writes some more, which may take as long as the peer likes: a write before has filled the socket's buffer. */
    final void writeMore(ByteBuffer bytes) throws IOException {
        heldUp = true;
        try {
            channel.write(bytes);
        } finally {
            heldUp = false;
        }
    }

    @Override
    public final boolean isHeldUp() {
        return heldUp;
    }
}
