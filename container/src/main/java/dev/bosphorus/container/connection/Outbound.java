package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.OverflowPolicy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of a connection: who may send now, who waits, and for whom there is no room.
 *
 * <p>Shares the connection's lock, and takes it itself.
 */
final class Outbound {

    private final ReentrantLock lock;
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Timer timer;
    private final Executor drainer;
    private final ConnectionSettings settings;
    private final OutboundWriter writer;
    private final Watcher watcher;
    /** Belongs to the lock. */
    private final MessageTurn turn = new MessageTurn();
    /** How many messages the policy has dropped; belongs to the lock. */
    private long dropped;
    /** Who waits for room; belongs to the lock. {@code null} for nobody. */
    private List<Drain> drains;

    /** Somebody who waits until no more than so much is buffered. */
    private record Drain(long lowWaterBytes, Runnable action) {
    }

    Outbound(ReentrantLock lock, WebSocketEngine engine, Transport transport, Timer timer, Executor drainer,
            ConnectionSettings settings, OutboundWriter writer, Watcher watcher) {
        this.lock = lock;
        this.engine = engine;
        this.transport = transport;
        this.timer = timer;
        this.drainer = drainer;
        this.settings = settings;
        this.writer = writer;
        this.watcher = watcher;
    }

    /** See {@link Connection#send(Kind, ByteBuffer, boolean, Object)}. */
    void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
        send(kind, payload, last, owner, null);
    }

    /** See {@link Connection#send(SharedMessage)}. */
    void send(SharedMessage message) throws IOException {
        send(kind(message), message.payload(), true, null, message);
    }

    private static Kind kind(SharedMessage message) {
        return message.isText() ? Kind.TEXT : Kind.BINARY;
    }

    /** @param prepared the same message, where many connections share it; else {@code null} */
    private void send(Kind kind, ByteBuffer payload, boolean last, Object owner, SharedMessage prepared) throws IOException {
        Failures failures = null;
        lock.lock();
        try {
            if (overflows(kind, last, owner)) {
                if (settings.overflow() == OverflowPolicy.CLOSE) {
                    unlocked(watcher::overflowed);
                    throw tooSlow();
                }
                dropped++;
                return;
            }
            if (!hasRoom() || !turn.isFree(kind, owner)) {
                awaitRoom(kind, owner);
            }
            OutboundFrame frame = enqueue(kind, payload, last, prepared);
            if (turn.sent(kind, owner, last, Thread.currentThread())) {
                failures = passTurn();
            }
            if (writer.mayCork() || !writer.begin()) {
                frame.detach();
                return;
            }
        } finally {
            lock.unlock();
            report(failures);
        }
        writer.write();
        writer.requireUnbroken();
    }

    /** See {@link Connection#sendAsync}. */
    void sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos, Completion completion) {
        sendAsync(kind, payload, last, owner, timeoutNanos, completion, null);
    }

    /** See {@link Connection#sendAsync(SharedMessage, long, Completion)}. */
    void sendAsync(SharedMessage message, long timeoutNanos, Completion completion) {
        sendAsync(kind(message), message.payload(), true, null, timeoutNanos, completion, message);
    }

    private void sendAsync(Kind kind, ByteBuffer payload, boolean last, Object owner, long timeoutNanos, Completion completion,
            SharedMessage prepared) {
        boolean write = false;
        boolean overflowed = false;
        Failures failures = null;
        lock.lock();
        try {
            requireOpen();
            if (overflows(kind, last, owner)) {
                overflowed = settings.overflow() == OverflowPolicy.CLOSE;
                dropped += overflowed ? 0 : 1;
                failures = new Failures(completion, overflowed ? tooSlow() : new DroppedMessageException(), null);
            } else if (isFull()) {
                failures = new Failures(completion, queueIsFull(), null);
            } else if (turn.hasDeferred() || !turn.isFree(kind, owner)) {
                ByteBuffer copy = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
                turn.defer(new MessageTurn.Deferred(
                        kind, copy, last, owner, Thread.currentThread(), timed(timeoutNanos, completion)));
            } else {
                OutboundFrame frame = enqueue(kind, payload, last, prepared);
                frame.attach(timed(timeoutNanos, completion));
                if (turn.sent(kind, owner, last, Thread.currentThread())) {
                    failures = passTurn();
                }
                write = !writer.mayCorkAsync() && writer.begin();
                if (!write || transport.blocksOnWrite()) {
                    frame.detach();
                }
            }
        } finally {
            lock.unlock();
        }
        if (overflowed) {
            watcher.overflowed();
        }
        report(failures);
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
                ? new TimedCompletion(completion, timer, timeoutNanos, drainer, watcher::outputFailed) : completion;
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

    /** No further message can be begun: whoever waits for a turn is told, on the drainer. */
    void endTurns() {
        Queue<MessageTurn.Deferred> dropped;
        lock.lock();
        try {
            dropped = turn.dropDeferred();
            writer.signalChange();
        } finally {
            lock.unlock();
        }
        if (dropped != null) {
            IOException ended = new IOException("the connection ended before the message could be sent");
            drainer.execute(() -> dropped.forEach(send -> send.completion().done(ended)));
        }
    }

    // ---- Overflow and drain ------------------------------------------------------------------------------------------

    /** Whether the policy is to be applied to a message: not to a part of one that has begun, and not to control frames. */
    private boolean overflows(Kind kind, boolean last, Object owner) {
        return settings.overflow() != OverflowPolicy.BLOCK && !hasRoom() && canSend() && last && owner == null
                && kind != Kind.PING && kind != Kind.PONG;
    }

    private static IOException tooSlow() {
        return new IOException("the peer reads too slowly, so the connection is closed");
    }

    /** See {@link Connection#droppedMessages}. */
    long droppedMessages() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Connection#onDrain}. */
    void onDrain(long lowWaterBytes, Runnable action) {
        lock.lock();
        try {
            if (drains == null) {
                drains = new ArrayList<>(1);
            }
            drains.add(new Drain(lowWaterBytes, action));
            if (!writer.isBroken() && buffered() > lowWaterBytes) {
                return;
            }
        } finally {
            lock.unlock();
        }
        drainer.execute(this::runDrained);
    }

    private void runDrained() {
        Runnable drained;
        lock.lock();
        try {
            drained = drained();
        } finally {
            lock.unlock();
        }
        if (drained != null) {
            drained.run();
        }
    }

    /** The connection is broken: whoever waits for it to drain waits no longer. */
    void drainsEnd() {
        drainer.execute(this::runDrained);
    }

    /** Under the lock: see {@link Watcher#drained}. */
    Runnable drained() {
        if (drains == null) {
            return null;
        }
        long limit = writer.isBroken() ? 0 : buffered();
        List<Runnable> ready = new ArrayList<>(1);
        drains.removeIf(drain -> drain.lowWaterBytes() >= limit && ready.add(drain.action()));
        if (drains.isEmpty()) {
            drains = null;
        }
        return ready.isEmpty() ? null : () -> ready.forEach(Runnable::run);
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

    /** Under the lock, which is free meanwhile: waits for room and for the end of another's message. */
    private void awaitRoom(Kind kind, Object owner) throws IOException {
        requireOpen();
        if (!transport.mayWait()) {
            requireNoWait(kind, owner);
            return;
        }
        if (writer.begin()) {
            // What fills the queue is held back by batching or by this very thread.
            unlocked(writer::write);
        }
        long left = settings.sendTimeout().toNanos();
        try {
            while (canSend() && (!hasRoom() || !turn.isFree(kind, owner))) {
                if (left <= 0) {
                    throw late();
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
    private IOException late() {
        if (hasRoom()) {
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
