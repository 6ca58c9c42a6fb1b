package dev.bosphorus.container.blocking;

import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one connection, in plain or through TLS, with calls that block. One thread reads; another may write
 * meanwhile, and any may close.
 */
interface Wire {

    /** Completes what has to come before bytes flow (TLS). */
    void handshake() throws IOException;

    /** Who is at the other end; to be asked after {@link #handshake}. */
    PeerInfo peer() throws IOException;

    /**
     * Waits for bytes. While it waits, it holds a small buffer at most.
     *
     * @return at least one byte, valid until the next call; {@code null} when the peer has ended its direction
     */
    ByteBuffer read() throws IOException;

    /** Gives back what {@link #read} has borrowed, because it is not called again soon. */
    void release();

    /** Writes all of the source. */
    void write(Transport.Source source) throws IOException;

    /** Whether {@link #write} waits for the peer at present, which has left less room than was asked for. */
    boolean isHeldUp();

    /** Ends our direction. */
    void shutdownOutput() throws IOException;

    /** Ends both at once; whoever reads or writes gets an exception. Never throws. */
    void close();
}
