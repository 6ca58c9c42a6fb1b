package dev.bosphorus.container.client;

import dev.bosphorus.container.transport.Timer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A timer whose tasks run when a test says so. */
final class TestTimer implements Timer {

    /** What was scheduled. */
    record Task(Runnable action, Duration delay, AtomicBoolean cancelled) {
        void run() {
            action.run();
        }
    }

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Handle schedule(Runnable action, long delayNanos) {
        Task task = new Task(action, Duration.ofNanos(delayNanos), new AtomicBoolean());
        tasks.add(task);
        return () -> task.cancelled().set(true);
    }

    /** The next task with a delay in that range, those before it left out; {@code null} where none comes. */
    Task next(Duration least, Duration most) throws InterruptedException {
        Task task;
        do {
            task = tasks.poll(10, TimeUnit.SECONDS);
        } while (task != null && (task.delay().compareTo(least) < 0 || task.delay().compareTo(most) > 0));
        return task;
    }
}
