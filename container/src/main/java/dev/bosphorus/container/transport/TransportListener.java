package dev.bosphorus.container.transport;

import java.nio.ByteBuffer;

/**
 * Receives what a transport has. One call at a time, each after the one before, on a thread that may run the
 * application's code as the transport was told: a virtual thread, a worker, or an I/O thread for endpoints that promise
 * not to block.
 */
public interface TransportListener {

    /** The handshake's answer is written: the connection is open. */
    void onOpen();

    /**
     * Bytes of the peer. All of them are consumed on return, or copied; the transport may reuse the buffer. More is
     * read only after {@link Transport#demand()}.
     *
     * @param bytes heap or direct, writable (unmasking is done in place)
     */
    void onBytes(ByteBuffer bytes);

    /** No more bytes: the peer ended its direction ({@code null}), or the connection broke. Exactly once. */
    void onEnd(Throwable cause);
}
