package dev.bosphorus.container.protocol.handshake;

import java.nio.ByteBuffer;

/**
 * A way through a proxy to a server, as bytes in and bytes out: no I/O. Used once; not safe for threads.
 *
 * <p>While it is opening: send what {@link #takeOutput} gives, {@link #feed} what comes back, and begin again.
 */
public interface ProxyTunnel {

    /** How far it has come. */
    enum State {
        /** More bytes have to be exchanged. */
        OPENING,
        /** The next bytes are the server's. */
        OPEN,
        /** The proxy opens no tunnel, or does not speak its protocol. */
        REFUSED
    }

    State state();

    /** What is to be sent to the proxy now; empty where nothing is. */
    byte[] takeOutput();

    /** Takes bytes of the proxy's answer, and none beyond it. */
    void feed(ByteBuffer in);

    /** Why there is no tunnel, in one sentence; {@code null} unless it was refused. */
    String reason();

    /** The answer of a proxy that speaks HTTP and refused; {@code null} otherwise. */
    HttpHead.ResponseHead refusal();
}
