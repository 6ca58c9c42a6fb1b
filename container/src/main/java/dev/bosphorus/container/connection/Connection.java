package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * One WebSocket connection: engine, transport, outbound queue and deadlines under one lock.
 *
 * <p>Events reach the listener one at a time, in order, on the thread on which the transport delivers. Everything else
 * may be called from any thread. Under the lock only engine and queue are touched; transport, listener, completions and
 * waiting are outside it.
 */
public final class Connection implements TransportListener {

    /** Receives what the peer sends; its calls never overlap. */
    public interface Listener {

        /** The connection is open; nothing came before. */
        void onOpen();

        /** @param event its buffers are valid until this returns; the last event is {@link Event.Closed} */
        void onEvent(Event event);
    }

    /** The kinds of frame that {@link #send} sends. */
    public enum Kind { TEXT, BINARY, PING, PONG }

    /**
     * @param drainer runs the writing of asynchronous sends where the transport would block the sender: a thread a task
     */
    public Connection(WebSocketEngine engine, Transport transport, Timer timer, Executor drainer,
            ConnectionSettings settings, Listener listener) {
        throw new AssertionError("" + engine + transport + timer + drainer + settings + listener);
    }

    /**
     * Sends a message or a part of one and returns when it is on its way: written, or copied into the queue below its
     * high-water mark. Above it, waits for room, but never on an I/O thread of the transport. The payload is free for
     * reuse afterwards; its position is moved to its limit.
     *
     * @throws IllegalStateException as {@link WebSocketEngine#sendText}
     * @throws java.io.InterruptedIOException where the thread is interrupted while it waits
     * @throws IOException where there is no room in time, or the connection breaks meanwhile
     */
    public void send(Kind kind, ByteBuffer payload, boolean last) throws IOException {
        throw new AssertionError("" + kind + payload + last);
    }

    /**
     * Sends without waiting. The payload is copied where it is not written at once.
     *
     * @param timeoutNanos how long it may take to be written; 0 for no limit of its own
     * @param completion   told once: when it is written, when it failed, or when time ran out (which closes the connection:
     *                     a frame cannot be half sent)
     */
    public void sendAsync(Kind kind, ByteBuffer payload, boolean last, long timeoutNanos, Completion completion) {
        throw new AssertionError("" + kind + payload + last + timeoutNanos + completion);
    }

    /** While batching, messages wait in the queue until {@link #flush}, {@link #setBatching}(false) or the high-water mark. */
    public void setBatching(boolean batching) {
        throw new AssertionError(batching);
    }

    /** Writes what batching has held back and returns when it is on its way. */
    public void flush() throws IOException {
        throw new AssertionError();
    }

    /** Begins the closing handshake, after what is queued; cut after the close timeout. Without effect once it has begun. */
    public void close(CloseStatus status) {
        throw new AssertionError(status);
    }

    /** Fails the connection as {@link WebSocketEngine#fail}; the listener gets {@link Event.Closed} on the delivering thread. */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        throw new AssertionError("" + status + reported + cause);
    }

    /** Closes with 1001 and reports 1006 when nothing came and nothing went for that long; 0 or less: never. */
    public void setIdleTimeout(long nanos) {
        throw new AssertionError(nanos);
    }

    /** Bytes accepted by {@link #send} or {@link #sendAsync} and not yet handed to the transport. */
    public long bufferedAmount() {
        throw new AssertionError();
    }

    /** No more events until {@link #resume}; what is in the buffer stays, and then the peer is not read from. */
    public void suspend() {
        throw new AssertionError();
    }

    public void resume() {
        throw new AssertionError();
    }

    /** Whether messages can be sent: no Close went either way. */
    public boolean isOpen() {
        throw new AssertionError();
    }

    /** The most bytes a text message may have from the next message on. */
    public void setMaxTextMessageBytes(long bytes) {
        throw new AssertionError(bytes);
    }

    public void setMaxBinaryMessageBytes(long bytes) {
        throw new AssertionError(bytes);
    }

    /** Cuts the connection at once. */
    public void abort() {
        throw new AssertionError();
    }

    @Override
    public void onOpen() {
        throw new AssertionError();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        throw new AssertionError(bytes);
    }

    @Override
    public void onEnd(Throwable cause) {
        throw new AssertionError(cause);
    }
}
