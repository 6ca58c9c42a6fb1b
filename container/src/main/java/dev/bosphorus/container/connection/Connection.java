package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
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
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
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

    /** How much output is held back for one gathered write. */
    private static final int CORK_BYTES = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Executor drainer;
    private final ConnectionSettings settings;
    private final Listener listener;
    private final OutboundQueue queue = new OutboundQueue();
    private final Deadlines deadlines;
    private final MessageTurn turn = new MessageTurn();

    // All that follows belongs to the lock.

    /** Signalled when queued output has left or never will; created by the first sender that waits. */
    private Condition room;
    /** Whether somebody is writing a batch. */
    private boolean writing;
    private boolean batching;
    /** Whether events are being delivered, and by whom. */
    private boolean pumping;
    private Thread deliverer;
    private boolean suspended;
    /** Whether the transport has been asked for input that has not come yet. */
    private boolean demanded;
    /** Whether the transport has ended, why, and whether the engine knows. */
    private boolean ended;
    private Throwable endCause;
    private boolean endKnown;
    /** Why nothing can be written any more; {@code null} while it can. */
    private Throwable broken;
    private boolean cleanlyClosed;
    private boolean outputShut;
    private boolean aborted;
    private boolean released;
    /** The pending timer and when it fires, where there is one. */
    private Timer.Handle alarm;
    private long alarmAt;

    /**
     * @param drainer runs the writing of asynchronous sends where the transport would block the sender: a thread a task
     */
    public Connection(WebSocketEngine engine, Transport transport, Timer timer, Executor drainer,
            ConnectionSettings settings, Listener listener) {
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        this.listener = listener;
        this.deadlines = new Deadlines(settings);
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    @Override
    public void onOpen() {
        lock.lock();
        try {
            pumping = true;
            deliverer = Thread.currentThread();
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
            pumping = true;
            deliverer = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        deliver();
    }

    private void deliver() {
        for (Event event = next(); event != null; event = next()) {
            if (event instanceof Event.Closed) {
                // The answer to a Close does not wait for the application's onClose.
                flushLater();
                failDeferred();
            }
            listener.onEvent(event);
        }
    }

    private void failDeferred() {
        Queue<MessageTurn.Deferred> dropped;
        lock.lock();
        try {
            dropped = turn.dropDeferred();
            if (room != null) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (dropped != null) {
            dropped.forEach(send -> send.completion().done(new IOException("the connection ended before the message could be sent")));
        }
    }

    /** The next event; {@code null} where there is none now: then this thread no longer delivers. */
    private Event next() {
        boolean write = false;
        boolean demand = false;
        Event event;
        lock.lock();
        try {
            event = poll();
            boolean answered = queue.collect(engine);
            if (event != null) {
                if (answered) {
                    cork();
                }
                if (event instanceof Event.Closed closed) {
                    cleanlyClosed = closed.clean();
                    watchClosing();
                }
                return event;
            }
            engine.detachInput();
            deliverer = null;
            pumping = false;
            write = beginWriting();
            demand = takeDemand();
        } finally {
            lock.unlock();
        }
        if (write) {
            write(false);
        }
        if (demand) {
            transport.demand();
        }
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

    /** Whether the transport is to be asked for more now: there is room for what may be answered. */
    private boolean takeDemand() {
        if (demanded || ended || pumping || aborted || engine.hasInput()
                || suspended && engine.readyState() != ReadyState.CLOSED
                || queue.pendingBytes() >= settings.highWaterBytes()) {
            return false;
        }
        demanded = true;
        return true;
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
        send(kind, payload, true, null);
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
        Failures failures = null;
        lock.lock();
        try {
            if (queue.pendingBytes() >= settings.highWaterBytes() || !turn.isFree(kind, owner)) {
                awaitRoom(kind, owner);
            }
            enqueue(kind, payload, last);
            OutboundFrame frame = queue.last();
            if (turn.sent(kind, owner, last)) {
                failures = passTurn();
            }
            if (mayCork() || !beginWriting()) {
                frame.detach();
                return;
            }
        } finally {
            lock.unlock();
            if (failures != null) {
                failures.tell();
            }
        }
        write(false);
        requireUnbroken();
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
        boolean write = false;
        boolean refused = false;
        Failures failures = null;
        lock.lock();
        try {
            if (queue.pendingBytes() > 0 && queue.pendingBytes() >= settings.maxQueuedBytes()) {
                refused = true;
            } else if (turn.hasDeferred() || !turn.isFree(kind, owner)) {
                requireOpen();
                ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
                turn.defer(new MessageTurn.Deferred(kind, copy, last, owner, timeoutNanos, completion));
            } else {
                enqueue(kind, payload, last);
                OutboundFrame frame = queue.last();
                attach(frame, timeoutNanos, completion);
                if (turn.sent(kind, owner, last)) {
                    failures = passTurn();
                }
                write = !isDeliverer() && beginWriting();
                if (!write || transport.blocksOnWrite()) {
                    frame.detach();
                }
                if (!write) {
                    cork();
                }
            }
        } finally {
            lock.unlock();
        }
        if (refused) {
            completion.done(queueIsFull());
        }
        if (failures != null) {
            failures.tell();
        }
        if (write) {
            writeLater();
        }
    }

    private void attach(OutboundFrame frame, long timeoutNanos, Completion completion) {
        frame.attach(timeoutNanos > 0 ? new Timed(completion, timeoutNanos) : completion);
    }

    private IOException queueIsFull() {
        return new IOException("more than " + settings.maxQueuedBytes() + " bytes are queued for the peer");
    }

    /** Sends what waited for the end of another message, as far as it can go. @return what could not be sent */
    private Failures passTurn() {
        if (room != null) {
            room.signalAll();
        }
        Failures failures = null;
        for (MessageTurn.Deferred send = turn.takeDeferred(); send != null; send = turn.takeDeferred()) {
            try {
                enqueue(send.kind(), send.payload(), send.last());
                attach(queue.last(), send.timeoutNanos(), send.completion());
                turn.sent(send.kind(), send.owner(), send.last());
            } catch (IllegalStateException e) {
                failures = new Failures(send.completion(), e, failures);
            }
        }
        return failures;
    }

    /** Completions to be told of a failure once the lock is free. */
    private record Failures(Completion completion, Throwable cause, Failures more) {
        void tell() {
            completion.done(cause);
            if (more != null) {
                more.tell();
            }
        }
    }

    private void requireOpen() {
        if (!engine.readyState().canSend()) {
            throw new IllegalStateException("the connection is closing or closed");
        }
    }

    private void enqueue(Kind kind, ByteBuffer payload, boolean last) {
        switch (kind) {
            case TEXT -> engine.sendText(payload, last);
            case BINARY -> engine.sendBinary(payload, last);
            case PING -> engine.sendPing(payload);
            case PONG -> engine.sendPong(payload);
        }
        queue.collect(engine);
    }

    private void awaitRoom(Kind kind, Object owner) throws IOException {
        requireOpen();
        if (!transport.mayWait()) {
            if (queue.pendingBytes() >= settings.maxQueuedBytes()) {
                throw queueIsFull();
            }
            if (!turn.isFree(kind, owner)) {
                throw new IOException("another message is under way, and an I/O thread does not wait for its end");
            }
            return;
        }
        if (beginWriting()) {
            // What fills the queue is held back by batching or by this very thread.
            lock.unlock();
            try {
                write(false);
            } finally {
                lock.lock();
            }
        }
        if (room == null) {
            room = lock.newCondition();
        }
        long left = settings.sendTimeout().toNanos();
        try {
            while (broken == null && engine.readyState().canSend()
                    && (queue.pendingBytes() >= settings.highWaterBytes() || !turn.isFree(kind, owner))) {
                if (left <= 0) {
                    throw new IOException("the message could not be sent within " + settings.sendTimeout());
                }
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for room to send");
        }
        if (broken != null || !engine.readyState().canSend()) {
            throw new IOException("the connection ended while the message waited for room", broken);
        }
    }

    private void requireUnbroken() throws IOException {
        Throwable cause = broken();
        if (cause != null) {
            throw new IOException("the connection is broken", cause);
        }
    }

    private Throwable broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDeliverer() {
        return deliverer == Thread.currentThread();
    }

    /** Whether this thread delivers, and has more to deliver before it can block: then its output waits for company. */
    private boolean mayCork() {
        if (isDeliverer() && engine.hasInput() && queue.waitingBytes() < CORK_BYTES) {
            cork();
            return true;
        }
        return false;
    }

    /** Has waiting output leave soon in any case, though a callback may block. */
    private void cork() {
        if (!writing && !batching && !deadlines.isCorked()) {
            long now = timer.nanoTime();
            deadlines.corked(now);
            watch(now);
        }
    }

    /** Takes a batch to write, unless there is none or somebody is writing. @return whether the caller now has to write */
    private boolean beginWriting() {
        if (writing || queue.isEmpty() || broken != null
                || batching && queue.waitingBytes() < settings.highWaterBytes()) {
            return false;
        }
        writing = true;
        takeBatch();
        return true;
    }

    private void takeBatch() {
        queue.takeBatch();
        long now = timer.nanoTime();
        deadlines.writeBegins(now);
        watch(now);
    }

    /** Writes the batch taken; on this thread, which may block. @param toTheEnd whether also what piles up meanwhile */
    private void write(boolean toTheEnd) {
        if (!transport.blocksOnWrite()) {
            transport.write(queue, this::written);
            return;
        }
        Throwable[] failure = new Throwable[1];
        boolean more;
        do {
            transport.write(queue, cause -> failure[0] = cause);
            more = endBatch(failure[0]);
        } while (more && toTheEnd);
        if (more) {
            run(() -> write(true));
        }
    }

    /** Writes the batch taken without blocking this thread. */
    private void writeLater() {
        if (transport.blocksOnWrite()) {
            run(() -> write(true));
        } else {
            write(false);
        }
    }

    private void written(Throwable failure) {
        if (endBatch(failure)) {
            write(false);
        }
    }

    /** Settles the batch written. @return whether another has been taken */
    private boolean endBatch(Throwable failure) {
        boolean more = false;
        boolean demand;
        OutboundFrame done;
        lock.lock();
        try {
            done = queue.endBatch();
            deadlines.writeEnds();
            if (failure == null && broken == null && !queue.isEmpty()) {
                takeBatch();
                more = true;
            } else {
                writing = false;
            }
            if (room != null && queue.pendingBytes() < settings.highWaterBytes()) {
                room.signalAll();
            }
            demand = failure == null && queue.pendingBytes() <= settings.highWaterBytes() / 2 && takeDemand();
        } finally {
            lock.unlock();
        }
        complete(done, failure);
        if (failure != null) {
            breakOff(failure);
        }
        if (demand) {
            transport.demand();
        }
        if (!more) {
            settle();
        }
        return more;
    }

    private static void complete(OutboundFrame frames, Throwable failure) {
        for (OutboundFrame frame = frames; frame != null; frame = frame.next()) {
            if (frame.attachment() instanceof Completion completion) {
                frame.attach(null);
                completion.done(failure);
            }
        }
    }

    /** A completion with a time limit of its own. */
    private final class Timed implements Completion {
        private final Completion completion;
        private final Timer.Handle handle;
        private boolean told;

        Timed(Completion completion, long nanos) {
            this.completion = completion;
            this.handle = timer.schedule(this::expire, nanos);
        }

        private void expire() {
            IOException late = new IOException("the message was not written in time");
            run(() -> {
                if (tell(late)) {
                    breakOff(late);
                }
            });
        }

        @Override
        public void done(Throwable failure) {
            handle.cancel();
            tell(failure);
        }

        private boolean tell(Throwable failure) {
            lock.lock();
            try {
                if (told) {
                    return false;
                }
                told = true;
            } finally {
                lock.unlock();
            }
            completion.done(failure);
            return true;
        }
    }

    /** While batching, messages wait in the queue until {@link #flush}, {@link #setBatching}(false) or the high-water mark. */
    public void setBatching(boolean on) throws IOException {
        lock.lock();
        try {
            batching = on;
        } finally {
            lock.unlock();
        }
        if (!on) {
            flush();
        }
    }

    /** Writes what batching has held back and returns when it is on its way. */
    public void flush() throws IOException {
        boolean write;
        lock.lock();
        try {
            write = beginWritingHeldBack();
        } finally {
            lock.unlock();
        }
        if (write) {
            write(false);
            requireUnbroken();
        }
    }

    private boolean beginWritingHeldBack() {
        boolean held = batching;
        batching = false;
        boolean write = beginWriting();
        batching = held;
        return write;
    }

    private void flushLater() {
        boolean write;
        lock.lock();
        try {
            write = beginWritingHeldBack();
        } finally {
            lock.unlock();
        }
        if (write) {
            writeLater();
        }
    }

    /** Bytes accepted by {@link #send} or {@link #sendAsync} and not yet handed to the transport. */
    public long bufferedAmount() {
        lock.lock();
        try {
            return queue.waitingBytes();
        } finally {
            lock.unlock();
        }
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    /** Begins the closing handshake, after what is queued; cut after the close timeout. Without effect once it has begun. */
    public void close(CloseStatus status) {
        lock.lock();
        try {
            engine.close(status);
            queue.collect(engine);
            watchClosing();
        } finally {
            lock.unlock();
        }
        flushLater();
    }

    /** Fails the connection as {@link WebSocketEngine#fail}; the listener gets {@link Event.Closed}, never on this thread's stack. */
    public void fail(CloseStatus status, CloseStatus reported, Throwable cause) {
        lock.lock();
        try {
            engine.fail(status, reported, cause);
            queue.collect(engine);
            watchClosing();
        } finally {
            lock.unlock();
        }
        flushLater();
        run(this::pump);
    }

    /** Cuts the connection at once. */
    public void abort() {
        breakOff(new IOException("the connection was cut"));
    }

    /** The connection is of no use any more: whoever waits is told, the listener gets {@link Event.Closed}. */
    private void breakOff(Throwable cause) {
        OutboundFrame dropped;
        lock.lock();
        try {
            if (broken != null) {
                return;
            }
            broken = cause;
            aborted = true;
            dropped = queue.clear();
            engine.receiveEnd(cause);
            if (room != null) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        transport.abort();
        complete(dropped, cause);
        run(this::pump);
    }

    /** Goes on with the end where there is one: all written, then the end of our output, then the peer's, then nothing. */
    private void settle() {
        boolean shut = false;
        boolean abort = false;
        lock.lock();
        try {
            if (engine.readyState() != ReadyState.CLOSED || writing || !queue.isEmpty()) {
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
                if (alarm != null) {
                    alarm.cancel();
                    alarm = null;
                }
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
            long now = timer.nanoTime();
            deadlines.setIdleTimeout(nanos, now);
            watch(now);
        } finally {
            lock.unlock();
        }
    }

    /** Has the timer fire at the next deadline, if it would not fire before anyway. */
    private void watch(long now) {
        if (aborted) {
            return;
        }
        long left = deadlines.untilNext(now);
        if (left == Deadlines.NEVER || alarm != null && alarmAt - now <= left) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        alarmAt = now + left;
        alarm = timer.schedule(this::alarm, left);
    }

    private void watchClosing() {
        long now = timer.nanoTime();
        deadlines.closeBegins(now);
        watch(now);
    }

    private void alarm() {
        boolean flush;
        boolean idle;
        IOException stuck = null;
        lock.lock();
        try {
            alarm = null;
            long now = timer.nanoTime();
            flush = deadlines.corkIsOver(now);
            idle = deadlines.isIdle(now) && engine.readyState() == ReadyState.OPEN;
            if (!aborted && deadlines.writeIsStuck(now)) {
                stuck = new IOException("the peer has taken nothing for " + settings.sendTimeout());
            } else if (!aborted && deadlines.closeIsOver(now)) {
                stuck = new IOException("the peer has not closed within " + settings.closeTimeout());
            }
        } finally {
            lock.unlock();
        }
        if (stuck != null) {
            breakOff(stuck);
            return;
        }
        if (idle) {
            fail(new CloseStatus(CloseStatus.GOING_AWAY, "idle timeout"), CloseStatus.ABNORMAL, null);
        } else if (flush) {
            flushLater();
        }
        lock.lock();
        try {
            watch(timer.nanoTime());
        } finally {
            lock.unlock();
        }
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
