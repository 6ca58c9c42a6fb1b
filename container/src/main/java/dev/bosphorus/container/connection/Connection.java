package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.ReadyState;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One WebSocket connection: engine, transport, outbound queue and deadlines under one lock.
 *
 * <p>Events reach the listener one at a time, in order: on the thread on which the transport delivers, or, where nothing
 * is being delivered, on the drainer. Everything else may be called from any thread. Under the lock only engine, queue,
 * deadlines and their timer are touched; transport, listener, completions and waiting are outside it.
 */
public final class Connection implements TransportListener {

    /** Receives what the peer sends; its calls never overlap. */
    public interface Listener {

        /** The connection is open; nothing came before. What this throws fails the connection with 1011. */
        void onOpen();

        /**
         * What this throws fails the connection with 1011.
         *
         * @param event its buffers are valid until this returns; the last event is {@link Event.Closed}
         */
        void onEvent(Event event);
    }

    /** The kinds of frame that {@link #send} sends. */
    public enum Kind {
        TEXT, BINARY,
        /** Messages that extensions leave as they are. */
        PLAIN_TEXT, PLAIN_BINARY,
        PING, PONG
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Drainer drainer;
    private final ConnectionSettings settings;
    private final Deadlines deadlines;
    private final OutboundWriter writer;
    private final Outbound outbound;
    private final InboundPump pump;

    // All that follows belongs to the lock.

    /** Whether the end of our direction has been asked for. */
    private boolean outputShut;
    /** Whether the transport has been, or is just being, aborted. */
    private boolean aborted;
    private boolean released;

    /** @param drainer runs what would block its caller, and what must not run on its caller's stack */
    public Connection(WebSocketEngine engine, Transport transport, Timer timer, Drainer drainer,
            ConnectionSettings settings, Listener listener) {
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        Watcher watcher = new Coordination();
        this.deadlines = new Deadlines(timer, settings, this::alarm);
        this.writer = new OutboundWriter(lock, engine, transport, drainer, deadlines, watcher, settings.highWaterBytes());
        this.outbound = new Outbound(lock, engine, transport, timer, drainer, settings, writer, watcher);
        this.pump = new InboundPump(lock, engine, listener, timer, deadlines, writer, watcher, settings.highWaterBytes(),
                transport.ownsThread());
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    @Override
    public void onOpen() {
        pump.open();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        pump.receive(bytes, timer.nanoTime());
    }

    @Override
    public void onEnd(Throwable cause) {
        pump.end(cause);
    }

    /** No more events until {@link #resume}; what is in the buffer stays, and then the peer is not read from. */
    public void suspend() {
        pump.suspend();
    }

    /** Whether all that has come from the peer has been delivered, so that its silence is its own. */
    public boolean isListening() {
        return pump.isListening();
    }

    /** Events again; delivered by the drainer, not by the caller. */
    public void resume() {
        if (pump.resume()) {
            drainer.execute(pump::deliverWaiting);
        }
    }

    // ---- Outbound ------------------------------------------------------------------------------------------------

    /** Sends a whole message, a Ping or a Pong; see {@link #send(Kind, ByteBuffer, boolean, Object)}. */
    public void send(Kind kind, ByteBuffer payload) throws IOException {
        send(kind, payload, true, null);
    }

    /**
     * Sends a message or a part of one and returns when it is on its way: written, or copied into the queue below its
     * high-water mark. Above it, waits for room, but never on an I/O thread of the transport. Waits also for the end of a
     * message that another owner sends in parts. The payload is free for reuse afterwards.
     *
     * @param owner whose message it is: {@code null} for a whole one, a {@link Sender} of parts, or a stream
     * @throws IllegalStateException  as {@link WebSocketEngine#sendText}, and where this thread itself has another message
     *                                under way
     * @throws InterruptedIOException where the thread is interrupted while it waits
     * @throws IOException            where there is no room in time, or the connection breaks meanwhile
     */
    public void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
        try {
            outbound.send(kind, payload, last, owner);
        } catch (IllegalStateException e) {
            endIfFailed();
            throw e;
        }
    }

    /**
     * Sends without waiting. The payload is copied where it is not written at once.
     *
     * @param owner        as for {@link #send(Kind, ByteBuffer, boolean, Object)}
     * @param timeoutNanos how long it may take to be written; 0 for no limit of its own
     * @param completion   told once: when it is written, when it failed, or when time ran out (which cuts the connection:
     *                     a frame cannot be half sent)
     * @throws IllegalStateException as {@link WebSocketEngine#sendText}
     */
    public void sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos, Completion completion) {
        try {
            outbound.sendAsync(kind, payload, last, owner, timeoutNanos, completion);
        } catch (IllegalStateException e) {
            endIfFailed();
            throw e;
        }
    }

    /** Sends a message that many connections share; otherwise as {@link #send(Kind, ByteBuffer)}. */
    public void send(SharedMessage message) throws IOException {
        try {
            outbound.send(message);
        } catch (IllegalStateException e) {
            endIfFailed();
            throw e;
        }
    }

    /** Sends a message that many connections share; otherwise as the other {@code sendAsync}. */
    public void sendAsync(SharedMessage message, long timeoutNanos, Completion completion) {
        try {
            outbound.sendAsync(message, timeoutNanos, completion);
        } catch (IllegalStateException e) {
            endIfFailed();
            throw e;
        }
    }

    /**
     * Sends a message that many connections share without waiting and without telling how that went; otherwise as
     * {@code sendAsync}.
     *
     * @return whether it was taken: there was room, and the connection was open
     */
    public boolean offer(SharedMessage message) {
        try {
            return outbound.offer(message);
        } catch (IllegalStateException e) {
            endIfFailed();
            return false;
        }
    }

    /**
     * Sends a Ping without waiting, which batching does not hold back and a full queue does not refuse.
     *
     * @param payload    not changed by anybody any more
     * @param completion told when it is written, or when it failed
     * @throws IllegalStateException as {@link WebSocketEngine#sendPing}
     */
    public void ping(ByteBuffer payload, Completion completion) {
        outbound.ping(payload, completion);
    }

    /** While batching, messages wait in the queue until {@link #flush}, {@link #setBatching}(false) or the high-water mark. */
    public void setBatching(boolean on) throws IOException {
        writer.setBatching(on);
    }

    /** Writes what batching has held back and returns when it is on its way. */
    public void flush() throws IOException {
        writer.flush();
    }

    /**
     * Has written what waits for company, not what batching holds back; for a thread that is about to wait for a message it
     * has sent without waiting. Never blocks.
     */
    public void uncork() {
        writer.uncork();
    }

    /** Bytes accepted by {@link #send} or {@link #sendAsync} and not yet written; a write counts until all of it is. */
    public long bufferedAmount() {
        return outbound.bufferedAmount();
    }

    /** Runs the action once, on the drainer, as soon as no more than so many bytes are buffered, or the connection is broken. */
    public void onDrain(long lowWaterBytes, Runnable action) {
        outbound.onDrain(lowWaterBytes, action);
    }

    /** Messages dropped so far, see {@link dev.bosphorus.extra.OverflowPolicy#DROP_NEWEST}. */
    public long droppedMessages() {
        return outbound.droppedMessages();
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    /** Begins the closing handshake, after what is queued; cut after the close timeout. Without effect once it has begun. */
    public void close(CloseStatus status) {
        lock.lock();
        try {
            engine.close(status);
            writer.collect();
        } finally {
            lock.unlock();
        }
        ending();
        // The answer to our Close is to be read.
        resume();
    }

    /** Fails the connection as {@link WebSocketEngine#fail}; the listener gets {@link Event.Closed}, never on this thread's stack. */
    void fail(ClosingRules.Failing failing, Throwable cause) {
        lock.lock();
        try {
            engine.fail(failing.told(), failing.reported(), cause);
            writer.collect();
        } finally {
            lock.unlock();
        }
        ending();
        drainer.execute(pump::deliverWaiting);
    }

    /** Cuts the connection at once. */
    public void abort() {
        abort(new IOException("the connection was cut"));
    }

    /** Cuts the connection at once; the listener is told why. */
    public void abort(IOException cause) {
        breakOff(cause);
    }

    /** No message can be sent any more; what is queued leaves now, and then there is little time. */
    private void ending() {
        lock.lock();
        try {
            deadlines.closeBegins();
        } finally {
            lock.unlock();
        }
        outbound.endTurns();
        writer.flushLater();
    }

    /** Ends the connection where the engine has ended it on the way of a message, which nobody else would notice. */
    private void endIfFailed() {
        boolean failed;
        lock.lock();
        try {
            failed = engine.readyState() == ReadyState.CLOSED && engine.hasInput();
            writer.collect();
        } finally {
            lock.unlock();
        }
        if (failed) {
            ending();
            drainer.execute(pump::deliverWaiting);
        }
    }

    /** The connection is of no use any more: whoever waits is told, the listener gets {@link Event.Closed}. */
    private void breakOff(Throwable cause) {
        OutboundFrame dropped;
        lock.lock();
        try {
            if (writer.isBroken()) {
                return;
            }
            dropped = writer.breakOff(cause);
            engine.receiveEnd(cause);
            aborted = true;
            deadlines.end();
        } finally {
            lock.unlock();
        }
        transport.abort();
        outbound.endTurns();
        drainer.execute(() -> {
            OutboundWriter.tell(dropped, cause);
            pump.deliverWaiting();
        });
    }

    /** What the parts of this connection have it do. */
    private final class Coordination implements Watcher {

        @Override
        public Step next() {
            if (engine.readyState() == ReadyState.CLOSED && writer.isIdle()) {
                if (!aborted && pump.hasEnded()) {
                    aborted = true;
                    return Step.CUT;
                }
                if (!aborted && endsOutput()) {
                    outputShut = true;
                    return Step.END_OUTPUT;
                }
                if (aborted && !released && !pump.isDelivering()) {
                    released = true;
                    engine.release();
                    deadlines.end();
                }
            }
            return !aborted && pump.wantsInput() ? Step.READ : Step.NOTHING;
        }

        /** RFC 6455, 7.1.1: the server closes TCP first; a client waits for it, unless it fails the connection. */
        @Override
        public boolean endsOutput() {
            return engine.readyState() == ReadyState.CLOSED && !outputShut
                    && !(pump.isClosedCleanly() && engine.role() == Role.CLIENT);
        }

        @Override
        public void take(Step step) {
            switch (step) {
                case NOTHING -> { }
                case READ -> transport.demand();
                case END_OUTPUT -> {
                    transport.shutdownOutput();
                    takeNext();
                }
                case CUT -> {
                    transport.abort();
                    takeNext();
                }
            }
        }

        private void takeNext() {
            Step step;
            lock.lock();
            try {
                step = next();
            } finally {
                lock.unlock();
            }
            take(step);
        }

        @Override
        public void ending() {
            Connection.this.ending();
        }

        @Override
        public void listenerFailed(Throwable cause) {
            fail(ClosingRules.UNDELIVERABLE, cause);
        }

        @Override
        public void sendRefused() {
            endIfFailed();
        }

        @Override
        public List<Runnable> drained() {
            return outbound.drained();
        }

        @Override
        public void overflowed() {
            close(ClosingRules.OVERFLOW);
        }

        @Override
        public void outputFailed(Throwable cause) {
            breakOff(cause);
        }
    }

    // ---- Time ----------------------------------------------------------------------------------------------------

    /** Closes with 1001 and reports 1006 when nothing came and nothing went for that long; 0 or less: never. */
    public void setIdleTimeout(long nanos) {
        lock.lock();
        try {
            deadlines.setIdleTimeout(nanos);
        } finally {
            lock.unlock();
        }
    }

    private void alarm() {
        Deadlines.Due due;
        lock.lock();
        try {
            due = deadlines.due();
        } finally {
            lock.unlock();
        }
        switch (due) {
            case WRITE -> breakOff(ClosingRules.writeTimeout(settings.sendTimeout()));
            case CLOSE -> breakOff(ClosingRules.closeTimeout(settings.closeTimeout()));
            case IDLE -> fail(ClosingRules.IDLE, null);
            case CORK -> writer.uncork();
            case SHRINK -> drainer.execute(this::shrink);
            case NOTHING -> { }
        }
    }

    /** Some tenths of a millisecond of work. */
    private void shrink() {
        lock.lock();
        try {
            engine.shrink();
        } finally {
            lock.unlock();
        }
        endIfFailed();
    }

    // ---- What is known -------------------------------------------------------------------------------------------

    /** Whether messages can be sent: no Close went either way. */
    public boolean isOpen() {
        lock.lock();
        try {
            return engine.readyState().canSend();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the calling thread may wait: it is none of the transport's I/O threads. */
    public boolean mayWait() {
        return transport.mayWait();
    }

    /** The most bytes a text message may have from the next message on. */
    public void setMaxTextMessageBytes(long bytes) {
        lock.lock();
        try {
            engine.setMaxTextMessageBytes(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** The most bytes a binary message may have from the next message on. */
    public void setMaxBinaryMessageBytes(long bytes) {
        lock.lock();
        try {
            engine.setMaxBinaryMessageBytes(bytes);
        } finally {
            lock.unlock();
        }
    }
}
