package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of a connection: frames leave through one writer at a time, which takes with it what has piled up.
 *
 * <p>Shares the connection's lock. Methods whose names say so are called under it; all others take it themselves.
 */
final class Outbound {

    /** How much output is held back for one gathered write. */
    private static final int CORK_BYTES = 64 * 1024;

    /** What the connection does when the state of its output has changed. Called without the lock. */
    interface Watcher {

        /** A batch has left, or will not: the connection may go on reading, or end. */
        void outputSettled();

        void outputFailed(Throwable cause);
    }

    private final ReentrantLock lock;
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Executor drainer;
    private final ConnectionSettings settings;
    private final Deadlines deadlines;
    private final Watcher watcher;

    // All that follows belongs to the lock.

    private final OutboundQueue queue = new OutboundQueue();
    private final MessageTurn turn = new MessageTurn();
    /** Signalled when room or the turn may be free, or never will be; created by the first sender that waits. */
    private Condition room;
    /** Whether somebody is writing a batch. */
    private boolean writing;
    private boolean batching;
    /** Who delivers events at present, if anybody does: its output may wait for company. */
    private Thread deliverer;
    /** Why nothing can be written any more; {@code null} while it can. */
    private Throwable broken;

    Outbound(ReentrantLock lock, WebSocketEngine engine, Transport transport, Timer timer, Executor drainer,
            ConnectionSettings settings, Deadlines deadlines, Watcher watcher) {
        this.lock = lock;
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        this.deadlines = deadlines;
        this.watcher = watcher;
    }

    // ---- Sending -------------------------------------------------------------------------------------------------

    /** See {@link Connection#send(Kind, ByteBuffer, boolean, Object)}. */
    void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
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
            Failures.tell(failures);
        }
        write();
        requireUnbroken();
    }

    /** See {@link Connection#sendAsync}. */
    void sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos, Completion completion) {
        boolean write = false;
        Failures failures = null;
        lock.lock();
        try {
            if (queue.pendingBytes() > 0 && queue.pendingBytes() >= settings.maxQueuedBytes()) {
                failures = new Failures(completion, queueIsFull(), null);
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
                write = deliverer != Thread.currentThread() && beginWriting();
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
        Failures.tell(failures);
        if (write) {
            writeLater();
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

    private void attach(OutboundFrame frame, long timeoutNanos, Completion completion) {
        frame.attach(timeoutNanos > 0
                ? new TimedCompletion(completion, timer, timeoutNanos, drainer, watcher::outputFailed) : completion);
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
                write();
            } finally {
                lock.lock();
            }
        }
        if (room == null) {
            room = lock.newCondition();
        }
        long left = settings.sendTimeout().toNanos();
        try {
            while (canSend() && (queue.pendingBytes() >= settings.highWaterBytes() || !turn.isFree(kind, owner))) {
                if (left <= 0) {
                    throw new IOException("the message could not be sent within " + settings.sendTimeout());
                }
                left = room.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for room to send");
        }
        if (!canSend()) {
            throw new IOException("the connection ended while the message waited for room", broken);
        }
    }

    private boolean canSend() {
        return broken == null && engine.readyState().canSend();
    }

    private void requireOpen() {
        if (!engine.readyState().canSend()) {
            throw new IllegalStateException("the connection is closing or closed");
        }
    }

    private void requireUnbroken() throws IOException {
        lock.lock();
        try {
            if (broken != null) {
                throw new IOException("the connection is broken", broken);
            }
        } finally {
            lock.unlock();
        }
    }

    private IOException queueIsFull() {
        return new IOException("more than " + settings.maxQueuedBytes() + " bytes are queued for the peer");
    }

    // ---- Holding back --------------------------------------------------------------------------------------------

    /** Under the lock: from now on that thread delivers events; {@code null} for nobody. */
    void deliveredBy(Thread thread) {
        deliverer = thread;
    }

    /** Whether this thread delivers, and has more to deliver before it can block: then its output waits for company. */
    private boolean mayCork() {
        if (deliverer == Thread.currentThread() && engine.hasInput() && queue.waitingBytes() < CORK_BYTES) {
            cork();
            return true;
        }
        return false;
    }

    /** Has waiting output leave soon in any case, though a callback may block. */
    private void cork() {
        if (!writing && !batching) {
            deadlines.corked();
        }
    }

    /** Under the lock: takes what the engine has to say of its own accord. */
    void collect() {
        if (queue.collect(engine)) {
            cork();
        }
    }

    void setBatching(boolean on) throws IOException {
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

    /** Writes what is held back, on this thread. */
    void flush() throws IOException {
        if (beginWritingHeldBack()) {
            write();
            requireUnbroken();
        }
    }

    /** Has written what is held back, on another thread where this one would block. */
    void flushLater() {
        if (beginWritingHeldBack()) {
            writeLater();
        }
    }

    private boolean beginWritingHeldBack() {
        lock.lock();
        try {
            boolean held = batching;
            batching = false;
            boolean begun = beginWriting();
            batching = held;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    // ---- Writing -------------------------------------------------------------------------------------------------

    /**
     * Under the lock: takes a batch, unless there is none, somebody is writing, or batching holds it back.
     *
     * @return whether the caller now has to {@link #write} it, without the lock
     */
    boolean beginWriting() {
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
        deadlines.writeBegins();
    }

    /** Writes the batch taken on this thread, which may block; what piles up meanwhile is left to the drainer. */
    void write() {
        if (!transport.blocksOnWrite()) {
            transport.write(queue, this::written);
        } else if (writeBlocking()) {
            drainer.execute(this::writeToTheEnd);
        }
    }

    private void writeLater() {
        if (transport.blocksOnWrite()) {
            drainer.execute(this::writeToTheEnd);
        } else {
            transport.write(queue, this::written);
        }
    }

    private void writeToTheEnd() {
        boolean more;
        do {
            more = writeBlocking();
        } while (more);
    }

    private boolean writeBlocking() {
        Throwable[] failure = new Throwable[1];
        transport.write(queue, cause -> failure[0] = cause);
        return endBatch(failure[0]);
    }

    private void written(Throwable failure) {
        if (endBatch(failure)) {
            transport.write(queue, this::written);
        }
    }

    /** Settles the batch written. @return whether another has been taken */
    private boolean endBatch(Throwable failure) {
        boolean more = false;
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
        } finally {
            lock.unlock();
        }
        complete(done, failure);
        if (failure != null) {
            watcher.outputFailed(failure);
        }
        if (!more) {
            watcher.outputSettled();
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

    // ---- State -----------------------------------------------------------------------------------------------------

    /** Under the lock: whether everything has left. */
    boolean isIdle() {
        return !writing && queue.isEmpty();
    }

    /** Under the lock: bytes accepted and not yet written. */
    long pendingBytes() {
        return queue.pendingBytes();
    }

    /** Under the lock: bytes accepted and not yet handed to the transport. */
    long waitingBytes() {
        return queue.waitingBytes();
    }

    /** Nothing can be written any more: whoever waits is told. @return whether that is news */
    boolean breakOff(Throwable cause) {
        OutboundFrame dropped;
        lock.lock();
        try {
            if (broken != null) {
                return false;
            }
            broken = cause;
            dropped = queue.clear();
        } finally {
            lock.unlock();
        }
        complete(dropped, cause);
        return true;
    }

    /** No further message can be begun: whoever waits for a turn is told. */
    void endTurns() {
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
            IOException ended = new IOException("the connection ended before the message could be sent");
            dropped.forEach(send -> send.completion().done(ended));
        }
    }
}
