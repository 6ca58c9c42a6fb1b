package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.ReadyState;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
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

        /** The connection is open; nothing came before. */
        void onOpen();

        /** @param event its buffers are valid until this returns; the last event is {@link Event.Closed} */
        void onEvent(Event event);
    }

    /** The kinds of frame that {@link #send} sends. */
    public enum Kind { TEXT, BINARY, PING, PONG }

    /** The owner of messages that are sent part by part, by whatever threads. */
    public static final Object PARTS = MessageTurn.PARTS;

    private final ReentrantLock lock = new ReentrantLock();
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Executor drainer;
    private final ConnectionSettings settings;
    private final Listener listener;
    private final Deadlines deadlines;
    private final Outbound outbound;

    // All that follows belongs to the lock.

    /** Whether somebody is delivering events. */
    private boolean pumping;
    private boolean suspended;
    /** Whether the transport has been asked for input that has not come yet. */
    private boolean demanded;
    /** Whether the transport has ended, why, and whether the engine knows. */
    private boolean ended;
    private Throwable endCause;
    private boolean endKnown;
    /** Whether Close frames went both ways. */
    private boolean cleanlyClosed;
    private boolean outputShut;
    private boolean aborted;
    private boolean released;

    /**
     * @param drainer runs what would block its caller, and what must not run on its caller's stack: a thread a task
     */
    public Connection(WebSocketEngine engine, Transport transport, Timer timer, Executor drainer,
            ConnectionSettings settings, Listener listener) {
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        this.listener = listener;
        this.deadlines = new Deadlines(timer, settings, this::alarm);
        this.outbound = new Outbound(lock, engine, transport, timer, this::run, settings, deadlines, new OutputWatcher());
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    @Override
    public void onOpen() {
        lock.lock();
        try {
            beginPumping();
        } finally {
            lock.unlock();
        }
        listener.onOpen();
        deliver();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        lock.lock();
        try {
            demanded = false;
            long now = timer.nanoTime();
            deadlines.active(now);
            engine.receive(bytes, now);
        } finally {
            lock.unlock();
        }
        pump();
    }

    @Override
    public void onEnd(Throwable cause) {
        lock.lock();
        try {
            demanded = false;
            ended = true;
            endCause = cause;
        } finally {
            lock.unlock();
        }
        pump();
        settle();
    }

    /** Delivers what there is, or has it delivered by whoever is at it. */
    private void pump() {
        lock.lock();
        try {
            if (pumping) {
                // Whoever delivers polls again before it stops; but not before the caller's buffer is gone.
                engine.detachInput();
                return;
            }
            beginPumping();
        } finally {
            lock.unlock();
        }
        deliver();
    }

    private void beginPumping() {
        pumping = true;
        outbound.deliveredBy(Thread.currentThread());
    }

    private void deliver() {
        for (Event event = next(); event != null; event = next()) {
            if (event instanceof Event.Closed) {
                // The answer to a Close does not wait for the application's onClose.
                outbound.flushLater();
                outbound.endTurns();
            }
            listener.onEvent(event);
        }
    }

    /** The next event; {@code null} where there is none now: then this thread no longer delivers. */
    private Event next() {
        boolean write;
        lock.lock();
        try {
            Event event = poll();
            outbound.collect();
            if (event != null) {
                if (event instanceof Event.Closed closed) {
                    cleanlyClosed = closed.clean();
                    deadlines.closeBegins();
                }
                return event;
            }
            engine.detachInput();
            pumping = false;
            outbound.deliveredBy(null);
            write = outbound.beginWriting();
        } finally {
            lock.unlock();
        }
        if (write) {
            outbound.write();
        }
        demand();
        settle();
        return null;
    }

    private Event poll() {
        while (true) {
            if (suspended && engine.readyState() != ReadyState.CLOSED) {
                return null;
            }
            Event event = engine.poll();
            if (event != null || !ended || endKnown) {
                return event;
            }
            endKnown = true;
            engine.receiveEnd(endCause);
        }
    }

    /** Asks the transport for more, where there is room for what may be answered and nobody has asked yet. */
    private void demand() {
        lock.lock();
        try {
            boolean closed = engine.readyState() == ReadyState.CLOSED;
            if (demanded || ended || pumping || aborted || engine.hasInput() || suspended && !closed
                    || outbound.pendingBytes() >= settings.highWaterBytes()) {
                return;
            }
            demanded = true;
        } finally {
            lock.unlock();
        }
        transport.demand();
    }

    /** No more events until {@link #resume}; what is in the buffer stays, and then the peer is not read from. */
    public void suspend() {
        lock.lock();
        try {
            suspended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Events again; delivered by the drainer, not by the caller. */
    public void resume() {
        boolean wake;
        lock.lock();
        try {
            wake = suspended && !demanded;
            suspended = false;
        } finally {
            lock.unlock();
        }
        if (wake) {
            run(this::pump);
        }
    }

    // ---- Outbound ------------------------------------------------------------------------------------------------

    /** Sends a whole message, a Ping or a Pong; see {@link #send(Kind, ByteBuffer, boolean, Object)}. */
    public void send(Kind kind, ByteBuffer payload) throws IOException {
        outbound.send(kind, payload, true, null);
    }

    /**
     * Sends a message or a part of one and returns when it is on its way: written, or copied into the queue below its
     * high-water mark. Above it, waits for room, but never on an I/O thread of the transport. Waits also for the end of a
     * message that another owner sends in parts. The payload is free for reuse afterwards.
     *
     * @param owner whose message it is: {@code null} for a whole one, {@link #PARTS}, or a stream
     * @throws IllegalStateException  as {@link WebSocketEngine#sendText}, and where this thread itself has another message
     *                                under way
     * @throws InterruptedIOException where the thread is interrupted while it waits
     * @throws IOException            where there is no room in time, or the connection breaks meanwhile
     */
    public void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
        outbound.send(kind, payload, last, owner);
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
        outbound.sendAsync(kind, payload, last, owner, timeoutNanos, completion);
    }

    /** While batching, messages wait in the queue until {@link #flush}, {@link #setBatching}(false) or the high-water mark. */
    public void setBatching(boolean on) throws IOException {
        outbound.setBatching(on);
    }

    /** Writes what batching has held back and returns when it is on its way. */
    public void flush() throws IOException {
        outbound.flush();
    }

    /** Bytes accepted by {@link #send} or {@link #sendAsync} and not yet handed to the transport. */
    public long bufferedAmount() {
        lock.lock();
        try {
            return outbound.waitingBytes();
        } finally {
            lock.unlock();
        }
    }

    private final class OutputWatcher implements Outbound.Watcher {
        @Override
        public void outputSettled() {
            demand();
            settle();
        }

        @Override
        public void outputFailed(Throwable cause) {
            breakOff(cause);
        }
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    /** Begins the closing handshake, after what is queued; cut after the close timeout. Without effect once it has begun. */
    public void close(CloseStatus status) {
        lock.lock();
        try {
            engine.close(status);
            outbound.collect();
            deadlines.closeBegins();
        } finally {
            lock.unlock();
        }
        outbound.flushLater();
    }

    /** Fails the connection as {@link WebSocketEngine#fail}; the listener gets {@link Event.Closed}, never on this thread's stack. */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        lock.lock();
        try {
            engine.fail(status, reported, cause);
            outbound.collect();
            deadlines.closeBegins();
        } finally {
            lock.unlock();
        }
        outbound.flushLater();
        run(this::pump);
    }

    /** Cuts the connection at once. */
    public void abort() {
        breakOff(new IOException("the connection was cut"));
    }

    /** The connection is of no use any more: whoever waits is told, the listener gets {@link Event.Closed}. */
    private void breakOff(Throwable cause) {
        if (!outbound.breakOff(cause)) {
            return;
        }
        lock.lock();
        try {
            aborted = true;
            engine.receiveEnd(cause);
            deadlines.end();
        } finally {
            lock.unlock();
        }
        outbound.endTurns();
        transport.abort();
        run(this::pump);
    }

    /** Goes on with the end where there is one: all written, then the end of our output, then the peer's, then nothing. */
    private void settle() {
        boolean shut = false;
        boolean abort = false;
        lock.lock();
        try {
            if (engine.readyState() != ReadyState.CLOSED || !outbound.isIdle()) {
                return;
            }
            if (ended && !aborted) {
                aborted = true;
                abort = true;
            } else if (!aborted && !outputShut && !(cleanlyClosed && engine.role() == Role.CLIENT)) {
                // RFC 6455, 7.1.1: the server closes TCP first; a client waits for it, unless it fails the connection.
                outputShut = true;
                shut = true;
            }
            if (aborted && !pumping && !released) {
                released = true;
                engine.release();
                deadlines.end();
            }
        } finally {
            lock.unlock();
        }
        if (shut) {
            transport.shutdownOutput();
        }
        if (abort) {
            transport.abort();
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
            case WRITE -> cut("the peer has taken nothing for ", settings.sendTimeout());
            case CLOSE -> cut("the peer has not closed within ", settings.closeTimeout());
            case IDLE -> fail(new CloseStatus(CloseStatus.GOING_AWAY, "idle timeout"), CloseStatus.ABNORMAL, null);
            case CORK -> outbound.flushLater();
            case NOTHING -> { }
        }
    }

    private void cut(String what, Duration limit) {
        breakOff(new IOException(what + limit.toMillis() + " ms"));
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

    private void run(Runnable task) {
        try {
            drainer.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is gone; what remains is done here.
            task.run();
        }
    }
}
