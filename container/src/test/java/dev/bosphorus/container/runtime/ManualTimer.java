package dev.bosphorus.container.runtime;

import dev.bosphorus.container.transport.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that stands still until a test moves it. */
public final class ManualTimer implements Timer {

    private record Task(Runnable action, long at) {
    }

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000L;
    /** Whether tasks have begun by the time they are cancelled, as they may with threads. */
    public boolean cancelsTooLate;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Handle schedule(Runnable action, long delayNanos) {
        Task task = new Task(action, now + delayNanos);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                if (!cancelsTooLate) {
                    tasks.remove(task);
                }
            }
        };
    }

    /** Moves on and runs what is due, in order, on the calling thread. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Task next = due(end); next != null; next = due(end)) {
            next.action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Task due(long end) {
        Task next = tasks.stream().filter(task -> task.at() <= end).min(Comparator.comparingLong(Task::at)).orElse(null);
        if (next != null) {
            tasks.remove(next);
            now = Math.max(now, next.at());
        }
        return next;
    }
}
