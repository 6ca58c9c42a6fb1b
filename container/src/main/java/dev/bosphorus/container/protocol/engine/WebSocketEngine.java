package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.HeaderReader;
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
 *
 * <p>The closing handshake (RFC 6455, 7.1) is decided here and nowhere else:
 * <pre>
 *              we close        the peer's Close         violation, fail          end of input
 * OPEN         Close; CLOSING  Close back; CLOSED       Close; CLOSED            CLOSED with 1006
 * CLOSING      -               CLOSED                   CLOSED, no second Close  CLOSED with 1006
 * CLOSED       -               not read                 -                        -
 * </pre>
 */
public final class WebSocketEngine {

    /** No time of arrival. */
    public static final long NEVER = Long.MAX_VALUE;

    private final InboundHalf inbound;
    private final OutboundHalf outbound;
    private final Role role;
    private ReadyState state = ReadyState.OPEN;
    /** What our Close said, where this side began the closing handshake. */
    private CloseStatus begun;
    /** The end, where it has come and is not polled yet. */
    private Event.Closed closed;

    /**
     * @param extensions as agreed, in the order of the server's answer
     * @throws IllegalArgumentException where two extensions share a reserved bit
     */
    public WebSocketEngine(Role role, ProtocolLimits limits, List<Extension> extensions, EngineResources resources) {
        this.role = role;
        HeaderReader header = new HeaderReader(role == Role.SERVER, reservedBits(extensions));
        this.inbound = new InboundHalf(header, limits, extensions, resources);
        this.outbound = new OutboundHalf(role, extensions, resources);
    }

    /**
     * Takes bytes of the peer. The buffer stays in use (and is unmasked in place) until {@link #poll} returns
     * {@code null}; then all of it is consumed. After the end of the connection, bytes are ignored.
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

    /**
     * The peer sends no more (end of stream, or the connection broke with {@code cause}, which may be {@code null}).
     * What is received and not polled by then is dropped; without effect after the end.
     */
    public void receiveEnd(Throwable cause) {
        if (state.canReceive()) {
            // RFC 6455, 7.1.5: without the peer's Close frame it is 1006.
            cut(CloseStatus.ABNORMAL, false, cause);
        }
    }

    /** The next event, or {@code null} where more bytes are needed or all is over. */
    public Event poll() {
        inbound.reclaim();
        if (!state.canReceive()) {
            return takeClosed();
        }
        Event event;
        try {
            event = inbound.poll();
        } catch (ProtocolException violation) {
            fail(violation.status(), violation.status(), violation);
            return takeClosed();
        }
        if (event instanceof Event.Ping ping) {
            answer(ping);
        } else if (event instanceof Event.Closed handshake) {
            return closeReceived(handshake.status());
        }
        return event;
    }

    /**
     * Takes a copy of what is received and not yet polled, so that the buffer it came in is free. The latest event stays
     * where it is.
     */
    public void detachInput() {
        inbound.detach();
    }

    /** Whether {@link #poll} may find more without another {@link #receive}. */
    public boolean hasInput() {
        return closed != null || inbound.hasInput();
    }

    /**
     * Sends a text message or a part of one. The payload belongs to the frame until that is drained or detached.
     *
     * @param utf8 the payload, which has to be valid UTF-8 over the whole message; not checked
     * @throws IllegalStateException where a Close has been sent or received, or a binary message is under way
     */
    public void sendText(ByteBuffer utf8, boolean last) {
        send(Opcode.TEXT, utf8, last, true);
    }

    /** Sends a binary message or a part of one; otherwise as {@link #sendText}. */
    public void sendBinary(ByteBuffer payload, boolean last) {
        send(Opcode.BINARY, payload, last, true);
    }

    /** Sends a message, or a part of one, that extensions leave as it is; otherwise as {@link #sendText}. */
    public void sendPlain(boolean text, ByteBuffer payload, boolean last) {
        send(text ? Opcode.TEXT : Opcode.BINARY, payload, last, false);
    }

    /** Sends a message that many connections share; otherwise as {@link #sendText}. */
    public void sendPrepared(SharedMessage message) {
        requireOpen();
        try {
            outbound.prepared(message);
        } catch (ProtocolException failure) {
            throw failed(failure);
        }
    }

    /**
     * Sends a Ping; otherwise as {@link #sendText}.
     *
     * @throws IllegalArgumentException where the payload is longer than 125 bytes
     */
    public void sendPing(ByteBuffer payload) {
        requireOpen();
        outbound.control(Opcode.PING, payload);
    }

    /**
     * Sends a Pong that answers nothing (RFC 6455, 5.5.3): Pings are answered without being asked; otherwise as
     * {@link #sendText}.
     *
     * @throws IllegalArgumentException where the payload is longer than 125 bytes
     */
    public void sendPong(ByteBuffer payload) {
        requireOpen();
        outbound.control(Opcode.PONG, payload);
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
            outbound.close(body);
            begun = status;
            state = ReadyState.CLOSING;
        }
    }

    /**
     * Fails the connection (RFC 6455, 7.1.7): sends Close with {@code status} where that is still possible and ends at
     * once, without waiting for the peer. Without effect after the end.
     *
     * @param reported what {@link Event.Closed} says; often {@code status}, 1006 for an idle connection
     * @throws IllegalArgumentException where {@code status} may not be sent
     */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        byte[] body = status.toBody();
        if (!state.canReceive()) {
            return;
        }
        // RFC 6455, 5.5.1: one Close frame is the last frame of a side.
        if (state.canSend()) {
            outbound.close(body);
        }
        cut(reported, false, cause);
    }

    /** The next frame to write, or {@code null}. */
    public OutboundFrame takeOutput() {
        return outbound.take();
    }

    public Role role() {
        return role;
    }

    public ReadyState readyState() {
        return state;
    }

    /**
     * The most bytes a text message may have from now on; a message under way keeps the limit it began with.
     *
     * @throws IllegalArgumentException where that is less than 1
     */
    public void setMaxTextMessageBytes(long bytes) {
        inbound.setMaxTextMessageBytes(requirePositive(bytes));
    }

    /** As {@link #setMaxTextMessageBytes}, for binary messages. */
    public void setMaxBinaryMessageBytes(long bytes) {
        inbound.setMaxBinaryMessageBytes(requirePositive(bytes));
    }

    /**
     * When the last message came of which extensions may still keep something that {@link #shrink} would make smaller, by the clock
     * of {@link #receive}; {@link #NEVER} where there is nothing.
     */
    public long shrinkableSince() {
        return inbound.shrinkableSince();
    }

    /** Has extensions keep what they need for the peer's next message in less memory, which is worth it when none comes soon. */
    public void shrink() {
        try {
            inbound.shrink();
        } catch (ProtocolException failure) {
            fail(failure.status(), failure.status(), failure);
        }
    }

    /**
     * Gives back what extensions hold. Called once, when nothing more is to be received or sent; where the end has not
     * come by then, it is 1006.
     */
    public void release() {
        receiveEnd(null);
        inbound.release();
        outbound.release();
    }

    private void send(Opcode type, ByteBuffer payload, boolean last, boolean extended) {
        requireOpen();
        try {
            outbound.message(type, payload, last, extended);
        } catch (ProtocolException failure) {
            throw failed(failure);
        }
    }

    private IllegalStateException failed(ProtocolException failure) {
        fail(failure.status(), failure.status(), failure);
        return new IllegalStateException("the message could not be sent", failure);
    }

    private void answer(Event.Ping ping) {
        // RFC 6455, 1.4: what follows a Close is discarded by its receiver, so no Pong goes after ours.
        if (state.canSend()) {
            outbound.answer(ping.payload());
        }
    }

    private Event closeReceived(CloseStatus status) {
        if (state.canSend()) {
            // RFC 6455, 5.5.1: the answer typically echoes the code received; without one, it is empty too. The reason goes back
            // with it, since a browser shows its page the reason of the server's frame.
            outbound.close(status.toBody());
        }
        cut(status, true, null);
        return takeClosed();
    }

    private void cut(CloseStatus status, boolean clean, Throwable failure) {
        inbound.discard();
        closed = new Event.Closed(status, clean, failure, begun);
        state = ReadyState.CLOSED;
    }

    private Event takeClosed() {
        Event end = closed;
        closed = null;
        return end;
    }

    private void requireOpen() {
        if (!state.canSend()) {
            throw new IllegalStateException("the connection is closing or closed");
        }
    }

    private static long requirePositive(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a message limit must be at least 1 byte, not " + bytes);
        }
        return bytes;
    }

    private static int reservedBits(List<Extension> extensions) {
        int bits = 0;
        for (Extension extension : extensions) {
            if ((bits & extension.reservedBits()) != 0) {
                throw new IllegalArgumentException("two extensions share a reserved bit");
            }
            bits |= extension.reservedBits();
        }
        return bits;
    }
}
