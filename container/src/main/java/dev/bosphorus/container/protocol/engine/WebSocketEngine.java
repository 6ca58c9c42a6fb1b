package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The protocol of RFC 6455 for one connection after its opening handshake: bytes in, events out; messages in, frames out.
 *
 * <p>Pulled, never pushing: it calls nobody, blocks nowhere, has no clock and no thread. Not safe for threads: the
 * connection calls it under its lock. What the peer sends never throws; it becomes events, the last of them
 * {@link Event.Closed}. A caller's mistake throws at once and changes nothing.
 */
public final class WebSocketEngine {

    /** @param extensions as agreed, in the order of the server's answer */
    public WebSocketEngine(Role role, ProtocolLimits limits, List<Extension> extensions, EngineResources resources) {
        throw new AssertionError(role + " " + limits + extensions + resources);
    }

    /**
     * Takes bytes of the peer. The buffer stays in use (and is unmasked in place) until {@link #poll} returns
     * {@code null}; then all of it is consumed. After the end of the connection, bytes are ignored.
     *
     * @param nanoTime the time of arrival, in nanoseconds of any steady clock; control frames are counted by it
     * @throws IllegalStateException where bytes of the call before are not yet consumed
     */
    public void receive(ByteBuffer bytes, long nanoTime) {
        throw new AssertionError(bytes + " " + nanoTime);
    }

    /** The peer sends no more (end of stream, or the connection broke with {@code cause}, which may be {@code null}). */
    public void receiveEnd(Throwable cause) {
        throw new AssertionError(cause);
    }

    /** The next event, or {@code null} where more bytes are needed or all is over. */
    public Event poll() {
        throw new AssertionError();
    }

    /** Whether {@link #poll} may find more without another {@link #receive}. */
    public boolean hasInput() {
        throw new AssertionError();
    }

    /**
     * Sends a text message or a part of one. The payload belongs to the frame until that is drained or detached.
     *
     * @param utf8 the payload, which has to be valid UTF-8 over the whole message; not checked
     * @throws IllegalStateException where a Close has been sent or received, or a binary message is under way
     */
    public void sendText(ByteBuffer utf8, boolean last) {
        throw new AssertionError(utf8);
    }

    /** Sends a binary message or a part of one; otherwise as {@link #sendText}. */
    public void sendBinary(ByteBuffer payload, boolean last) {
        throw new AssertionError(payload);
    }

    /** @throws IllegalArgumentException where the payload is longer than 125 bytes */
    public void sendPing(ByteBuffer payload) {
        throw new AssertionError(payload);
    }

    /** @throws IllegalArgumentException where the payload is longer than 125 bytes */
    public void sendPong(ByteBuffer payload) {
        throw new AssertionError(payload);
    }

    /**
     * Begins the closing handshake; without effect where it has begun.
     *
     * @param status {@link CloseStatus#NO_STATUS} sends a Close without a body
     * @throws IllegalArgumentException where the code may not be sent, or the reason is longer than 123 bytes
     */
    public void close(CloseStatus status) {
        throw new AssertionError(status);
    }

    /**
     * Fails the connection (RFC 6455, 7.1.7): sends Close with {@code status} where that is still possible and ends at
     * once, without waiting for the peer.
     *
     * @param reported what {@link Event.Closed} says; often {@code status}, 1006 for an idle connection
     */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        throw new AssertionError(status + " " + reported + cause);
    }

    /** The next frame to write, or {@code null}. */
    public OutboundFrame takeOutput() {
        throw new AssertionError();
    }

    public ReadyState readyState() {
        throw new AssertionError();
    }

    /** The most bytes a text message may have from now on, 1 and up; a message under way keeps the limit it began with. */
    public void setMaxTextMessageBytes(long bytes) {
        throw new AssertionError(bytes);
    }

    /** As {@link #setMaxTextMessageBytes}, for binary messages. */
    public void setMaxBinaryMessageBytes(long bytes) {
        throw new AssertionError(bytes);
    }

    /** Gives back what extensions hold. Called once, when nothing more is to be received or sent. */
    public void release() {
        throw new AssertionError();
    }
}
