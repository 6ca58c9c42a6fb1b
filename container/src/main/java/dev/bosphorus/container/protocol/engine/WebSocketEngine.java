package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.Opcode;
import dev.bosphorus.container.protocol.frame.ProtocolException;
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

    private final InboundHalf inbound;
    private final OutboundHalf outbound;
    private final Role role;
    private ReadyState state = ReadyState.OPEN;
    /** The end, where it has come and has not been polled yet. */
    private Event.Closed closed;

    /** @param extensions as agreed, in the order of the server's answer */
    public WebSocketEngine(Role role, ProtocolLimits limits, List<Extension> extensions, EngineResources resources) {
        this.role = role;
        boolean client = role == Role.CLIENT;
        this.inbound = new InboundHalf(!client, limits, extensions, resources);
        this.outbound = new OutboundHalf(client, extensions, resources);
    }

    /**
     * Takes bytes of the peer. The buffer stays in use (it is unmasked in place, and its byte order becomes the machine's)
     * until {@link #poll} returns {@code null}; then all of it is consumed. After the end of the connection, bytes are ignored.
     *
     * @param nanoTime the time of arrival, in nanoseconds of any steady clock; control frames are counted by it
     * @throws IllegalStateException where bytes of the call before are not yet consumed
     */
    public void receive(ByteBuffer bytes, long nanoTime) {
        if (state.canReceive()) {
            inbound.receive(bytes, nanoTime);
        } else {
            bytes.position(bytes.limit());
        }
    }

    /** The peer sends no more (end of stream, or the connection broke with {@code cause}, which may be {@code null}). */
    public void receiveEnd(Throwable cause) {
        if (state.canReceive()) {
            end(new Event.Closed(CloseStatus.ABNORMAL, false, cause));
        }
    }

    /** The next event, or {@code null} where more bytes are needed or all is over. */
    public Event poll() {
        if (state.canReceive()) {
            try {
                Event event = inbound.poll(this::closeReceived);
                if (event instanceof Event.Ping ping && state.canSend()) {
                    // RFC 6455, 5.5.2 and 5.5.3: answered as soon as is practical, with the same payload.
                    outbound.control(Opcode.PONG, copyOf(ping.payload()));
                }
                return event;
            } catch (ProtocolException e) {
                fail(e.status(), e.status(), e);
            }
        }
        Event.Closed end = closed;
        closed = null;
        return end;
    }

    private Event closeReceived(CloseStatus status) {
        if (state.canSend()) {
            // RFC 6455, 5.5.1: answered with a Close frame, typically with the status code received.
            outbound.control(Opcode.CLOSE, ByteBuffer.wrap(CloseStatus.of(status.code()).toBody()));
        }
        end(new Event.Closed(status, true, null));
        Event.Closed end = closed;
        closed = null;
        return end;
    }

    private void end(Event.Closed event) {
        state = ReadyState.CLOSED;
        closed = event;
        inbound.drop();
    }

    /** Takes a copy of the bytes received and not yet polled, so that the buffer they came in is free. */
    public void detachInput() {
        inbound.detach();
    }

    /** Whether {@link #poll} may find more without another {@link #receive}. */
    public boolean hasInput() {
        return closed != null || state.canReceive() && inbound.hasInput();
    }

    /**
     * Sends a text message or a part of one. The payload belongs to the frame until that is drained or detached.
     *
     * @param utf8 the payload, which has to be valid UTF-8 over the whole message; not checked
     * @throws IllegalStateException where a Close has been sent or received, or a binary message is under way
     */
    public void sendText(ByteBuffer utf8, boolean last) {
        requireOpen();
        outbound.message(Opcode.TEXT, utf8, last);
    }

    /** Sends a binary message or a part of one; otherwise as {@link #sendText}. */
    public void sendBinary(ByteBuffer payload, boolean last) {
        requireOpen();
        outbound.message(Opcode.BINARY, payload, last);
    }

    /**
     * Sends a Ping with a payload of at most 125 bytes.
     *
     * @throws IllegalArgumentException where the payload is longer
     * @throws IllegalStateException    where a Close has been sent or received
     */
    public void sendPing(ByteBuffer payload) {
        control(Opcode.PING, payload);
    }

    /** Sends a Pong, otherwise as {@link #sendPing}. */
    public void sendPong(ByteBuffer payload) {
        control(Opcode.PONG, payload);
    }

    private void control(Opcode opcode, ByteBuffer payload) {
        if (payload.remaining() > 125) {
            // RFC 6455, 5.5
            throw new IllegalArgumentException("a control frame has at most 125 bytes, not " + payload.remaining());
        }
        requireOpen();
        outbound.control(opcode, payload);
    }

    private void requireOpen() {
        if (!state.canSend()) {
            throw new IllegalStateException("the connection is closing or closed");
        }
    }

    /**
     * Begins the closing handshake; without effect where it has begun.
     *
     * @param status {@link CloseStatus#NO_STATUS} sends a Close without a body
     * @throws IllegalArgumentException where the code may not be sent, or the reason is longer than 123 bytes
     */
    public void close(CloseStatus status) {
        byte[] body = status.toBody();
        if (state.canSend()) {
            outbound.control(Opcode.CLOSE, ByteBuffer.wrap(body));
            state = ReadyState.CLOSING;
        }
    }

    /**
     * Fails the connection (RFC 6455, 7.1.7): sends Close with {@code status} where that is still possible and ends at
     * once, without waiting for the peer. Without effect where the end has come.
     *
     * @param reported what {@link Event.Closed} says; often {@code status}, 1006 for an idle connection
     */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        if (state.canReceive()) {
            close(status);
            end(new Event.Closed(reported, false, cause));
        }
    }

    /** The next frame to write, or {@code null}. The caller owns its link. */
    public OutboundFrame takeOutput() {
        return outbound.take();
    }

    public Role role() {
        return role;
    }

    public ReadyState readyState() {
        return state;
    }

    /** The most bytes a text message may have from now on, 1 and up; a message under way keeps the limit it began with. */
    public void setMaxTextMessageBytes(long bytes) {
        inbound.setMaxTextBytes(bytes);
    }

    /** As {@link #setMaxTextMessageBytes}, for binary messages. */
    public void setMaxBinaryMessageBytes(long bytes) {
        inbound.setMaxBinaryBytes(bytes);
    }

    /** Gives back what extensions hold. Called once, when nothing more is to be received or sent. */
    public void release() {
        inbound.release();
        outbound.release();
    }

    private static ByteBuffer copyOf(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload.remaining());
        return copy.put(payload.duplicate()).flip();
    }
}
