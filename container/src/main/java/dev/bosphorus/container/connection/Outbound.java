package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of a connection: who may send now, who waits, and for whom there is no room.
 *
 * <p>Shares the connection's lock, and takes it itself.
 */
final class Outbound {

    private static final Completion NOBODY = failure -> { };

    private final ReentrantLock lock;
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Drainer drainer;
    private final ConnectionSettings settings;
    private final OutboundWriter writer;
    private final Watcher watcher;
    /** Belongs to the lock. */
    private final MessageTurn turn = new MessageTurn();
    /** Belongs to the lock. */
    private final OverflowRule overflow;
    /** Belongs to the lock; {@code null} until somebody waits. */
    private Drains drains;

    Outbound(ReentrantLock lock, WebSocketEngine engine, Transport transport, Timer timer, Drainer drainer,
            ConnectionSettings settings, OutboundWriter writer, Watcher watcher) {
        this.lock = lock;
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        this.writer = writer;
        this.watcher = watcher;
        this.overflow = new OverflowRule(settings.overflow());
    }

    /** See {@link Connection#send(Kind, ByteBuffer, boolean, Object)}. */
    void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
        send(kind, payload, last, owner, null);
    }

    /** See {@link Connection#send(SharedMessage)}. */
    void send(SharedMessage message) throws IOException {
        send(kind(message), null, true, null, message);
    }

    private static Kind kind(SharedMessage message) {
        return message.isText() ? Kind.TEXT : Kind.BINARY;
    }

    /**
     * @param payload  {@code null} where the message is shared
     * @param prepared the message, where many connections share it; else {@code null}
     */
    private void send(Kind kind, ByteBuffer payload, boolean last, Object owner, SharedMessage prepared) throws IOException {
        boolean refusable = overflow.mayRefuse(kind, last, owner);
        // What is not to wait for the peer is not to write either, where writing blocks.
        boolean handOver = refusable && transport.blocksOnWrite();
        Failures failures = null;
        lock.lock();
        try {
            if (hasToWait(kind, owner, refusable)) {
                awaitRoom(kind, owner, refusable);
            }
            if (refusable && isSlow()) {
                refuse();
                return;
            }
            OutboundFrame frame = enqueue(kind, payload, last, prepared);
            if (turn.sent(kind, owner, last, Thread.currentThread())) {
                failures = passTurn();
            }
            boolean write = handOver ? !writer.mayCorkAsync(frame.remaining()) && writer.beginLater()
                    : !writer.mayCork(frame.remaining()) && writer.begin();
            if (!write || handOver) {
                frame.detach();
            }
            if (!write) {
                return;
            }
        } finally {
            lock.unlock();
            report(failures);
        }
        if (handOver) {
            writer.writeLater();
        } else {
            writer.write();
            writer.requireUnbroken();
        }
    }

    /** See {@link Connection#sendAsync}. */
    void sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos, Completion completion) {
        sendAsync(kind, payload, last, owner, timeoutNanos, completion, null);
    }

    /** See {@link Connection#sendAsync(SharedMessage, long, Completion)}. */
    void sendAsync(SharedMessage message, long timeoutNanos, Completion completion) {
        sendAsync(kind(message), null, true, null, timeoutNanos, completion, message);
    }

    /** See {@link Connection#offer}. */
    boolean offer(SharedMessage message) {
        return sendAsync(kind(message), null, true, null, 0, NOBODY, message);
    }

    /** @return whether the message was taken; if not, the completion has been told */
    private boolean sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos,
            Completion completion, SharedMessage prepared) {
        IOException refused;
        boolean write = false;
        Failures failures = null;
        lock.lock();
        try {
            requireOpen();
            refused = isSlow() && overflow.mayRefuse(kind, last, owner) ? overflow.refuse() : isFull() ? queueIsFull() : null;
            if (refused != null) {
                failures = new Failures(completion, refused, null);
            } else if (turn.hasDeferred() || !turn.isFree(kind, owner)) {
                turn.defer(new MessageTurn.Deferred(kind, copy(prepared == null ? payload : prepared.payload()), last, owner,
                        Thread.currentThread(), timed(timeoutNanos, completion)));
            } else {
                OutboundFrame frame = enqueue(kind, payload, last, prepared);
                frame.attach(timed(timeoutNanos, completion));
                if (turn.sent(kind, owner, last, Thread.currentThread())) {
                    failures = passTurn();
                }
                write = !writer.mayCorkAsync(frame.remaining()) && writer.beginLater();
                if (!write || transport.blocksOnWrite()) {
                    frame.detach();
                }
            }
        } finally {
            lock.unlock();
        }
        if (refused != null && overflow.closes()) {
            watcher.overflowed();
        }
        report(failures);
        if (write) {
            writer.writeLater();
        }
        return refused == null;
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        return ByteBuffer.allocate(payload.remaining()).put(payload).flip();
    }

    /** See {@link Connection#ping}. */
    void ping(ByteBuffer payload, Completion completion) {
        boolean write;
        lock.lock();
        try {
            engine.sendPing(payload);
            writer.addUrgent().attach(completion);
            write = writer.beginLater();
        } finally {
            lock.unlock();
        }
        if (write) {
            writer.writeLater();
        }
    }

    private OutboundFrame enqueue(Kind kind, ByteBuffer payload, boolean last, SharedMessage prepared) {
        if (prepared != null) {
            engine.sendPrepared(prepared);
            return writer.add();
        }
        switch (kind) {
            case PLAIN_TEXT -> engine.sendPlain(true, payload, last);
            case PLAIN_BINARY -> engine.sendPlain(false, payload, last);
            case TEXT -> engine.sendText(payload, last);
            case BINARY -> engine.sendBinary(payload, last);
            case PING -> engine.sendPing(payload);
            case PONG -> engine.sendPong(payload);
        }
        return writer.add();
    }

    private Completion timed(long timeoutNanos, Completion completion) {
        return timeoutNanos > 0
                ? new TimedCompletion(completion, timer, timeoutNanos, this::ifHeldUp, watcher::outputFailed) : completion;
    }

    /**
     * Runs an action on the drainer, possibly later, where something waits to leave because the peer does not take it, or because this
     * side holds it back: not where threads that are to write it have just not come to it.
     */
    private void ifHeldUp(Runnable action) {
        boolean offered;
        boolean heldBack;
        lock.lock();
        try {
            offered = writer.isOffered();
            heldBack = !writer.isWriting() && (!writer.isIdle() || turn.hasDeferred());
        } finally {
            lock.unlock();
        }
        if (offered) {
            transport.ifHeldUp(() -> drainer.execute(action));
        } else if (heldBack) {
            drainer.execute(action);
        }
    }

    // ---- Turns -------------------------------------------------------------------------------------------------------

    /** Sends what waited for the end of another message, as far as it can go. @return what could not be sent */
    private Failures passTurn() {
        writer.signalChange();
        Failures failures = null;
        for (MessageTurn.Deferred send = turn.takeDeferred(); send != null; send = turn.takeDeferred()) {
            try {
                enqueue(send.kind(), send.payload(), send.last(), null).attach(send.completion());
                turn.sent(send.kind(), send.owner(), send.last(), send.thread());
            } catch (IllegalStateException e) {
                failures = new Failures(send.completion(), e, failures);
            }
        }
        return failures;
    }

    private void report(Failures failures) {
        if (failures != null) {
            Failures.tell(failures);
            watcher.sendRefused();
        }
    }

    /** No further message can be begun: whoever waits for a turn is told, on the drainer, and whoever waits for a drain. */
    void endTurns() {
        Queue<MessageTurn.Deferred> dropped;
        List<Runnable> drained;
        lock.lock();
        try {
            dropped = turn.dropDeferred();
            drained = drained();
            writer.signalChange();
        } finally {
            lock.unlock();
        }
        if (dropped != null) {
            IOException ended = new IOException("the connection ended before the message could be sent");
            drainer.execute(() -> dropped.forEach(send -> send.completion().done(ended)));
        }
        if (drained != null) {
            drained.forEach(drainer::execute);
        }
    }

    // ---- Overflow ----------------------------------------------------------------------------------------------------

    /** Whether it is the peer that makes no room: what this side holds back itself is no sign of that. */
    private boolean isSlow() {
        return !hasRoom() && writer.isWriting();
    }

    /** Under the lock: what becomes of a message for which the peer makes no room. */
    private void refuse() throws IOException {
        requireOpen();
        IOException refused = overflow.refuse();
        if (overflow.closes()) {
            unlocked(watcher::overflowed);
            throw refused;
        }
    }

    /** See {@link Connection#droppedMessages}. */
    long droppedMessages() {
        lock.lock();
        try {
            return overflow.dropped();
        } finally {
            lock.unlock();
        }
    }

    // ---- Drain -------------------------------------------------------------------------------------------------------

    /** See {@link Connection#onDrain}. */
    void onDrain(long lowWaterBytes, Runnable action) {
        lock.lock();
        try {
            if (!writer.isBroken() && buffered() > lowWaterBytes) {
                drains = drains == null ? new Drains() : drains;
                drains.add(lowWaterBytes, action);
                return;
            }
        } finally {
            lock.unlock();
        }
        drainer.execute(action);
    }

    /** Under the lock: see {@link Watcher#drained}. */
    List<Runnable> drained() {
        return drains == null ? null : drains.take(writer.isBroken() ? 0 : buffered());
    }

    private long buffered() {
        return writer.pendingBytes() + turn.deferredBytes();
    }

    // ---- Room --------------------------------------------------------------------------------------------------------

    private boolean hasRoom() {
        return writer.pendingBytes() < settings.highWaterBytes();
    }

    private boolean isFull() {
        return writer.heldBytes() + turn.heldBytes() >= settings.maxQueuedBytes();
    }

    private IOException queueIsFull() {
        return new IOException("more than " + settings.maxQueuedBytes() + " bytes are queued for the peer");
    }

    /** @param refusable whether the message does not wait for room, only for its turn */
    private boolean hasToWait(Kind kind, Object owner, boolean refusable) {
        return refusable ? !isSlow() && !turn.isFree(kind, owner) : !hasRoom() || !turn.isFree(kind, owner);
    }

    /** Under the lock, which is free meanwhile: waits for room and for the end of another's message. */
    private void awaitRoom(Kind kind, Object owner, boolean refusable) throws IOException {
        requireOpen();
        if (!transport.mayWait()) {
            requireNoWait(kind, owner);
            return;
        }
        if (refusable ? writer.beginLater() : writer.begin()) {
            // What fills the queue is held back by batching or by this very thread.
            unlocked(refusable ? writer::writeLater : writer::write);
        }
        long left = settings.sendTimeout().toNanos();
        try {
            while (canSend() && hasToWait(kind, owner, refusable)) {
                if (left <= 0) {
                    throw late(refusable);
                }
                left = writer.awaitChange(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for room to send");
        }
        if (!canSend()) {
            writer.requireUnbroken();
            throw new IOException("the connection ended while the message waited to be sent");
        }
    }

    private void requireNoWait(Kind kind, Object owner) throws IOException {
        if (isFull()) {
            throw queueIsFull();
        }
        if (!turn.isFree(kind, owner)) {
            throw new IOException("another message is under way, and an I/O thread does not wait for its end");
        }
    }

    /** A peer that does not make room is cut; a message of our own that does not end is no fault of the peer. */
    private IOException late(boolean refusable) {
        if (refusable || hasRoom()) {
            return new IOException("the message that " + turn.holder() + " sends in parts did not end within "
                    + settings.sendTimeout());
        }
        IOException late = new IOException("there was no room to send within " + settings.sendTimeout());
        unlocked(() -> watcher.outputFailed(late));
        return late;
    }

    private void unlocked(Runnable action) {
        lock.unlock();
        try {
            action.run();
        } finally {
            lock.lock();
        }
    }

    // ---- State -------------------------------------------------------------------------------------------------------

    /** Bytes accepted and not yet written. */
    long bufferedAmount() {
        lock.lock();
        try {
            return buffered();
        } finally {
            lock.unlock();
        }
    }

    private boolean canSend() {
        return !writer.isBroken() && engine.readyState().canSend();
    }

    private void requireOpen() {
        if (!engine.readyState().canSend()) {
            throw new IllegalStateException("the connection is closing or closed");
        }
    }
}
