package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the callbacks of one connection send to others, held back until all that had come at once has been delivered: what a
 * broadcast of each of them adds leaves in one write for each receiver.
 *
 * <p>Belongs to the thread that delivers, save for {@link #expire}: a callback that blocks holds others up for a moment only.
 */
final class Gathering {

    /** How much is held back in all. */
    private static final long MAX_BYTES = 1 << 20;

    private static final ThreadLocal<Gathering> CURRENT = new ThreadLocal<>();

    private final Timer timer;
    /** Whether another callback is sure to come. */
    private boolean more = true;

    // All that follows belongs to the lock on this object, under which no other is taken.

    private List<OutboundWriter> held;
    private long bytes;
    private Timer.Handle alarm;

    private Gathering(Timer timer) {
        this.timer = timer;
    }

    /** From now on, what this thread sends to other connections is held back. */
    static Gathering begin(Timer timer) {
        Gathering begun = new Gathering(timer);
        CURRENT.set(begun);
        return begun;
    }

    /** Whether another callback follows the one that is about to come: what the last one sends leaves at once. */
    void setMore(boolean whether) {
        more = whether;
    }

    /**
     * Under the lock of the writer's connection: whether its output waits for the end of this thread's callbacks.
     *
     * @param added the bytes that have come to it
     */
    static boolean hold(OutboundWriter writer, long added) {
        Gathering current = CURRENT.get();
        return current != null && current.more && current.add(writer, added);
    }

    private synchronized boolean add(OutboundWriter writer, long added) {
        if (bytes + added > MAX_BYTES) {
            return false;
        }
        bytes += added;
        if (held == null) {
            held = new ArrayList<>();
            alarm = timer.schedule(this::expire, Deadlines.CORK_NANOS);
        }
        if (!writer.isHeld()) {
            writer.setHeld();
            held.add(writer);
        }
        return true;
    }

    /** Writes what has been held back, on this thread, which holds back nothing more. */
    void end() {
        CURRENT.set(null);
        List<OutboundWriter> writers = take();
        if (writers != null) {
            writers.forEach(OutboundWriter::release);
        }
    }

    /** The callbacks take too long. */
    private void expire() {
        List<OutboundWriter> writers = take();
        if (writers != null) {
            writers.forEach(OutboundWriter::uncork);
        }
    }

    /** What is held back, no longer; {@code null} for nothing. */
    private synchronized List<OutboundWriter> take() {
        List<OutboundWriter> writers = held;
        if (writers != null) {
            alarm.cancel();
            held = null;
            bytes = 0;
        }
        return writers;
    }
}
