package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Timer;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what must not block its caller: a thread a task. Writes that block share threads, though, since most of them do not wait for
 * their peer: a few threads write for all connections, one after the other. One that makes no progress loses its place to another, and
 * the peer that held it up gets a thread of its own for its next writes.
 *
 * <p>One for all connections of a runtime. Safe from any thread.
 */
public final class Drainer implements Executor {

    /** A write that takes longer waits for its peer. */
    static final long STALL_NANOS = 2_000_000;
    /** For so many waiting writers one thread will do. */
    static final int SHARE = 16;

    private final Executor threads;
    private final Timer timer;
    private final int most;
    private final Queue<OutboundWriter> waiting = new ConcurrentLinkedQueue<>();
    /** How many wait; for a moment less than that. */
    private final AtomicInteger length = new AtomicInteger();
    /** Those that have begun or will, and have not been replaced. */
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    /** How many those are; counted before they are. */
    private final AtomicInteger running = new AtomicInteger();
    /** Whether the timer is going to look after them. */
    private final AtomicBoolean watched = new AtomicBoolean();

    /** @param threads gives each task a thread, at once; once it refuses them, callers run their tasks themselves */
    public Drainer(Executor threads, Timer timer) {
        this(threads, timer, Runtime.getRuntime().availableProcessors());
    }

    /** @param most how many threads write at the same time, those not counted that wait for a peer */
    Drainer(Executor threads, Timer timer, int most) {
        this.threads = threads;
        this.timer = timer;
        this.most = most;
    }

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is gone; what remains is done here.
            task.run();
        }
    }

    /** Has a writer write what it has claimed; it is not handed over again before it has. */
    void write(OutboundWriter writer) {
        if (writer.isSlow()) {
            execute(() -> writeAlone(writer));
            return;
        }
        waiting.add(writer);
        length.incrementAndGet();
        begin();
    }

    private void writeAlone(OutboundWriter writer) {
        long begun = timer.nanoTime();
        writer.writeClaimed();
        writer.setSlow(timer.nanoTime() - begun >= STALL_NANOS);
    }

    /** Has another thread begin where there is too much for those that are at it. */
    private void begin() {
        int now = running.get();
        while (now < most && length.get() > now * SHARE) {
            if (running.compareAndSet(now, now + 1)) {
                Turn turn = new Turn();
                turns.add(turn);
                watch();
                execute(turn);
                return;
            }
            now = running.get();
        }
    }

    private void watch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            timer.schedule(this::look, STALL_NANOS);
        }
    }

    private void look() {
        turns.forEach(Turn::look);
        watched.set(false);
        if (running.get() > 0) {
            watch();
        }
    }

    /** One thread that writes until there is nothing left, or another has taken its place. */
    private final class Turn implements Runnable {

        private final AtomicBoolean replaced = new AtomicBoolean();
        /** Whose writes it is at; {@code null} before the first. */
        private volatile OutboundWriter current;
        /** How many writers it has come to. */
        private volatile int count;
        /** The count at the last look. Belongs to the timer. */
        private int seen;

        @Override
        public void run() {
            try {
                while (!replaced.get() && next()) {
                    current.writeClaimed();
                }
            } finally {
                leave();
            }
        }

        private boolean next() {
            OutboundWriter writer = waiting.poll();
            if (writer == null) {
                return false;
            }
            length.decrementAndGet();
            current = writer;
            count++;
            return true;
        }

        /** On the timer's thread: whether it is still at the writer that it was at. */
        void look() {
            OutboundWriter writer = current;
            if (writer != null && count == seen && leave()) {
                writer.setSlow(true);
            }
            seen = count;
        }

        /** Makes room for another. @return whether nobody has done so before */
        private boolean leave() {
            if (!replaced.compareAndSet(false, true)) {
                return false;
            }
            turns.remove(this);
            running.decrementAndGet();
            begin();
            return true;
        }
    }
}
