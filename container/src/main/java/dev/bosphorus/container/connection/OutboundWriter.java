package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time, which takes with it all that has piled up; and what may wait for company before it leaves.
 *
 * <p>Shares the connection's lock. Methods whose description says so are called under it, all others without it. It is the
 * completion of its own writes.
 */
final class OutboundWriter implements Completion {

    /** How much output is held back for one gathered write. */
    private static final int CORK_BYTES = 64 * 1024;
    /** How much the deliverer of a blocking transport holds back to write it itself, after its callback. */
    private static final int OWN_CORK_BYTES = 4 * CORK_BYTES;

    private final ReentrantLock lock;
    private final WebSocketEngine engine;
    private final Transport transport;
    private final Drainer drainer;
    private final Deadlines deadlines;
    private final Watcher watcher;
    private final long highWaterBytes;

    // All that follows belongs to the lock; of the queue, the batch belongs to whoever writes.

    private final OutboundQueue queue = new OutboundQueue();
    /** Signalled when a sender that waits may go on, or never will; created by the first that waits. */
    private Condition change;
    /** Whether somebody is to write, or does. */
    private boolean writing;
    /** Whether the batch has been taken, which is then written at once. */
    private boolean taken;
    private boolean batching;
    /** Whether something waits that batching does not hold back. */
    private boolean urgent;
    /** Who delivers events at present, if anybody does: its output may wait for company. */
    private Thread deliverer;
    /** Whether a {@link Gathering} holds output back. */
    private boolean held;
    /** Why nothing can be written any more; {@code null} while it can. Read without the lock, too. */
    private volatile Throwable broken;
    /** Whether the peer has held up a write, when it was last seen. Does not belong to the lock. */
    private volatile boolean slow;

    OutboundWriter(ReentrantLock lock, WebSocketEngine engine, Transport transport, Drainer drainer, Deadlines deadlines,
            Watcher watcher, long highWaterBytes) {
        this.lock = lock;
        this.engine = engine;
        this.transport = transport;
        this.drainer = drainer;
        this.deadlines = deadlines;
        this.watcher = watcher;
        this.highWaterBytes = highWaterBytes;
    }

    // ---- What waits --------------------------------------------------------------------------------------------------

    /** Under the lock: takes the message that the engine has been given. @return its frame */
    OutboundFrame add() {
        queue.collect(engine);
        return queue.last();
    }

    /** Under the lock: as {@link #add}, for what batching does not hold back. */
    OutboundFrame addUrgent() {
        urgent = true;
        return add();
    }

    /**
     * Under the lock: takes what the engine has to say of its own accord. During a write it stays in the engine, which
     * does not let Pongs pile up.
     */
    void collect() {
        if (!writing && queue.collect(engine)) {
            urgent = true;
            deadlines.corked();
        }
    }

    /** Under the lock: from now on that thread delivers events; {@code null} for nobody. */
    void deliveredBy(Thread thread) {
        deliverer = thread;
    }

    /**
     * Under the lock: whether this thread has more to deliver, of this connection or another, before it can block; then its
     * output waits for company.
     *
     * @param added the bytes of the last message
     */
    boolean mayCork(long added) {
        if (queue.waitingBytes() >= CORK_BYTES) {
            return false;
        } else if (deliverer == Thread.currentThread()) {
            return mayCorkOwn();
        }
        return !writing && !batching && Gathering.hold(this, added);
    }

    private boolean mayCorkOwn() {
        boolean may = engine.hasInput();
        if (may) {
            cork();
        }
        return may;
    }

    /** Under the lock: as {@link #mayCork}, for a caller that must not block and need not know when its message leaves. */
    boolean mayCorkAsync(long added) {
        if (!transport.blocksOnWrite()) {
            return mayCork(added);
        } else if (deliverer != Thread.currentThread()) {
            return false;
        } else if (queue.waitingBytes() < OWN_CORK_BYTES) {
            // This thread will write itself when its callback has returned: nothing to hand over.
            cork();
            return true;
        }
        return queue.waitingBytes() < CORK_BYTES && mayCorkOwn();
    }

    /** Has waiting output leave soon in any case, though a callback may block. */
    private void cork() {
        if (!writing && !batching) {
            deadlines.corked();
        }
    }

    // ---- Leaving -----------------------------------------------------------------------------------------------------

    /**
     * Under the lock: takes a batch, unless there is none, somebody is writing, or batching holds it back.
     *
     * @return whether the caller now has to {@link #write} it
     */
    boolean begin() {
        if (!claim()) {
            return false;
        }
        takeBatch();
        return true;
    }

    /** Under the lock: as {@link #begin}, for a caller that has it written by {@link #writeLater}. */
    boolean beginLater() {
        return transport.blocksOnWrite() ? claim() : begin();
    }

    private boolean claim() {
        if (writing || queue.isEmpty() || broken != null
                || batching && !urgent && queue.waitingBytes() < highWaterBytes) {
            return false;
        }
        writing = true;
        return true;
    }

    private void takeBatch() {
        urgent = false;
        taken = true;
        queue.takeBatch(watcher.endsOutput());
        deadlines.writeBegins();
    }

    /** Writes the batch taken, on this thread, which may block; what piles up meanwhile is left to others. */
    void write() {
        transport.write(queue, this);
    }

    /** Has what {@link #beginLater} has begun written without blocking this thread. */
    void writeLater() {
        if (transport.blocksOnWrite()) {
            drainer.write(this);
        } else {
            write();
        }
    }

    /** On a thread of the drainer: writes what has piled up since it was claimed, too. */
    void writeClaimed() {
        boolean write;
        lock.lock();
        try {
            write = !queue.isEmpty();
            if (write) {
                takeBatch();
            }
        } finally {
            lock.unlock();
        }
        if (write) {
            write();
        } else {
            // The connection was broken off meanwhile.
            done(broken);
        }
    }

    /** The batch has been written, or not. */
    @Override
    public void done(Throwable failure) {
        boolean more;
        OutboundFrame done;
        Watcher.Step step;
        List<Runnable> drained;
        lock.lock();
        try {
            done = queue.endBatch();
            taken = false;
            deadlines.writeEnds();
            queue.collect(engine);
            more = failure == null && broken == null && !queue.isEmpty();
            writing = more;
            if (more && !transport.blocksOnWrite()) {
                takeBatch();
            }
            if (queue.pendingBytes() < highWaterBytes) {
                signalChange();
            }
            drained = watcher.drained();
            step = watcher.next();
        } finally {
            lock.unlock();
        }
        if (drained != null) {
            drained.forEach(drainer::execute);
        }
        if (more && transport.blocksOnWrite()) {
            // Before anybody is told, who might wait on this thread for just that.
            writeLater();
        }
        tell(done, failure);
        if (more && !transport.blocksOnWrite()) {
            write();
        }
        if (failure != null) {
            watcher.outputFailed(failure);
        }
        watcher.take(step);
    }

    /** Tells those whose frames these are. */
    static void tell(OutboundFrame frames, Throwable failure) {
        for (OutboundFrame frame = frames; frame != null; frame = frame.next()) {
            if (frame.attachment() instanceof Completion completion) {
                frame.attach(null);
                completion.done(failure);
            }
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
        if (beginHeldBack(false)) {
            write();
            requireUnbroken();
        }
    }

    /** Has written what is held back, without blocking this thread. */
    void flushLater() {
        if (beginHeldBack(true)) {
            writeLater();
        }
    }

    private boolean beginHeldBack(boolean later) {
        lock.lock();
        try {
            urgent = !queue.isEmpty();
            return later ? beginLater() : begin();
        } finally {
            lock.unlock();
        }
    }

    /** Has written what waits for company, but not what batching holds back. */
    void uncork() {
        boolean begun;
        lock.lock();
        try {
            held = false;
            begun = beginLater();
        } finally {
            lock.unlock();
        }
        if (begun) {
            writeLater();
        }
    }

    /** Writes what a {@link Gathering} has held back, on this thread. */
    void release() {
        boolean begun;
        lock.lock();
        try {
            held = false;
            begun = begin();
        } finally {
            lock.unlock();
        }
        if (begun) {
            write();
        }
    }

    /** Under the lock. */
    boolean isHeld() {
        return held;
    }

    /** Under the lock. */
    void setHeld() {
        held = true;
    }

    // ---- Waiting for it ------------------------------------------------------------------------------------------------

    /** Under the lock, which is free meanwhile: waits until a sender that waits may go on. @return nanoseconds left */
    long awaitChange(long nanos) throws InterruptedException {
        if (change == null) {
            change = lock.newCondition();
        }
        return change.awaitNanos(nanos);
    }

    /** Under the lock. */
    void signalChange() {
        if (change != null) {
            change.signalAll();
        }
    }

    // ---- State -------------------------------------------------------------------------------------------------------

    /** Under the lock: whether everything has left. */
    boolean isIdle() {
        return !writing && queue.isEmpty();
    }

    /** Under the lock: whether a write is under way, or about to be. */
    boolean isWriting() {
        return writing;
    }

    /** Under the lock: whether output has been given to the transport, or just will be, which has not told its end. */
    boolean isOffered() {
        return taken;
    }

    /** Whether a write of its own is likely to wait for the peer. */
    boolean isSlow() {
        return slow;
    }

    void setSlow(boolean whether) {
        slow = whether;
    }

    /** Under the lock: bytes accepted and not yet written. */
    long pendingBytes() {
        return queue.pendingBytes();
    }

    /** Under the lock: what they take up in memory, at least. */
    long heldBytes() {
        return queue.heldBytes();
    }

    /** Under the lock: nothing can be written any more. @return the frames that will not leave, for {@link #tell} */
    OutboundFrame breakOff(Throwable cause) {
        broken = cause;
        signalChange();
        return queue.clear();
    }

    boolean isBroken() {
        return broken != null;
    }

    /** @throws IOException where nothing can be written any more */
    void requireUnbroken() throws IOException {
        if (broken != null) {
            throw new IOException("the connection is broken", broken);
        }
    }
}
