package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.ReadyState;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Timer;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The receiving side of a connection: one thread at a time takes events from the engine and calls the listener.
 *
 * <p>Shares the connection's lock. Methods whose description says so are called under it; all others take it themselves.
 */
final class InboundPump {

    private final ReentrantLock lock;
    private final WebSocketEngine engine;
    private final Connection.Listener listener;
    private final Timer timer;
    private final Deadlines deadlines;
    private final OutboundWriter writer;
    private final Watcher watcher;
    private final long highWaterBytes;
    /** Whether the transport has a thread for this connection alone. */
    private final boolean ownThread;

    // All that follows belongs to the lock.

    /** Whether somebody is delivering events; whoever is polls once more before it stops. */
    private boolean delivering;
    /** Who the callbacks are as a {@link Sender}: the connection's own thread, where it has one. */
    private Object callbacks = this;
    /** While more than one event has come at once; belongs to whoever delivers them. */
    private Gathering gathering;
    private boolean suspended;
    /** Whether the transport has been asked for input that has not come yet. */
    private boolean demanded;
    /** Whether the transport has ended, why, and whether the engine knows. */
    private boolean ended;
    private Throwable endCause;
    private boolean endKnown;
    /** Whether Close frames went both ways. */
    private boolean closedCleanly;

    InboundPump(ReentrantLock lock, WebSocketEngine engine, Connection.Listener listener, Timer timer, Deadlines deadlines,
            OutboundWriter writer, Watcher watcher, long highWaterBytes, boolean ownThread) {
        this.lock = lock;
        this.engine = engine;
        this.listener = listener;
        this.timer = timer;
        this.deadlines = deadlines;
        this.writer = writer;
        this.watcher = watcher;
        this.highWaterBytes = highWaterBytes;
        this.ownThread = ownThread;
    }

    // ---- What the transport brings ---------------------------------------------------------------------------------

    void open() {
        lock.lock();
        try {
            callbacks = ownThread ? Thread.currentThread() : this;
            begin();
        } finally {
            lock.unlock();
        }
        try {
            listener.onOpen();
        } catch (RuntimeException | Error e) {
            watcher.listenerFailed(e);
        }
        deliver();
    }

    void receive(ByteBuffer bytes, long now) {
        lock.lock();
        try {
            demanded = false;
            deadlines.active(now);
            engine.receive(bytes, now);
            // In one go with receive: nobody else may come upon a buffer that this thread's caller reuses.
            if (!begin()) {
                engine.detachInput();
                return;
            }
        } finally {
            lock.unlock();
        }
        deliver();
    }

    void end(Throwable cause) {
        lock.lock();
        try {
            demanded = false;
            ended = true;
            endCause = cause;
        } finally {
            lock.unlock();
        }
        deliverWaiting();
    }

    // ---- Delivery ----------------------------------------------------------------------------------------------------

    /** Delivers what there is, unless somebody is at it already. */
    void deliverWaiting() {
        lock.lock();
        try {
            if (!begin()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        deliver();
    }

    private boolean begin() {
        if (delivering) {
            return false;
        }
        delivering = true;
        writer.deliveredBy(Thread.currentThread());
        Sender.enter(callbacks);
        return true;
    }

    private void deliver() {
        for (Event event = next(); event != null; event = next()) {
            if (event instanceof Event.Closed) {
                watcher.ending();
            }
            try {
                listener.onEvent(event);
            } catch (RuntimeException | Error e) {
                watcher.listenerFailed(e);
            }
        }
    }

    /** The next event; {@code null} where there is none now: then this thread no longer delivers. */
    private Event next() {
        boolean write;
        Gathering gathered;
        Watcher.Step step;
        lock.lock();
        try {
            Event event = poll();
            writer.collect();
            if (event != null) {
                closedCleanly = event instanceof Event.Closed closed && closed.clean();
                gather(engine.hasInput());
                return event;
            }
            engine.detachInput();
            deadlines.shrinkableSince(engine.shrinkableSince());
            delivering = false;
            writer.deliveredBy(null);
            Sender.leave(callbacks);
            gathered = gathering;
            gathering = null;
            write = writer.begin();
            step = watcher.next();
        } finally {
            lock.unlock();
        }
        if (gathered != null) {
            gathered.end();
        }
        if (write) {
            writer.write();
        }
        watcher.take(step);
        return null;
    }

    private void gather(boolean more) {
        if (gathering != null) {
            gathering.setMore(more);
        } else if (more) {
            gathering = Gathering.begin(timer);
        }
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

    // ---- Back-pressure -----------------------------------------------------------------------------------------------

    /** Under the lock: whether the transport is to be asked for more; if so, that is noted as done. */
    boolean wantsInput() {
        boolean held = suspended && engine.readyState() != ReadyState.CLOSED;
        if (delivering || demanded || ended || held || engine.hasInput() || writer.pendingBytes() >= highWaterBytes) {
            return false;
        }
        demanded = true;
        return true;
    }

    void suspend() {
        lock.lock();
        try {
            suspended = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the transport waits for input, and nothing stands between that and the listener. */
    boolean isListening() {
        lock.lock();
        try {
            return demanded && !suspended;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether somebody has to {@link #deliverWaiting} */
    boolean resume() {
        lock.lock();
        try {
            boolean wake = suspended && !demanded;
            suspended = false;
            return wake;
        } finally {
            lock.unlock();
        }
    }

    // ---- State -------------------------------------------------------------------------------------------------------

    /** Under the lock. */
    boolean isDelivering() {
        return delivering;
    }

    /** Under the lock: whether the transport brings nothing any more. */
    boolean hasEnded() {
        return ended;
    }

    /** Under the lock: whether Close frames went both ways. */
    boolean isClosedCleanly() {
        return closedCleanly;
    }
}
