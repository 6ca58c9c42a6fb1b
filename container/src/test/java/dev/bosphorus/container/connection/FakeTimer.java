package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that goes when it is told to. */
final class FakeTimer implements Timer {

    private final class Task implements Handle {
        private final Runnable task;
        private final long at;

        Task(Runnable task, long at) {
            this.task = task;
            this.at = at;
        }

        @Override
        public void cancel() {
            tasks.remove(this);
        }
    }

    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private volatile long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Handle schedule(Runnable task, long delayNanos) {
        Task scheduled = new Task(task, now + Math.max(0, delayNanos));
        tasks.add(scheduled);
        return scheduled;
    }

    int pending() {
        return tasks.size();
    }

    void advanceMillis(long millis) {
        long end = now + millis * 1_000_000;
        while (true) {
            Task next = tasks.stream().filter(task -> task.at <= end).min(Comparator.comparingLong(task -> task.at)).orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            now = Math.max(now, next.at);
            tasks.remove(next);
            next.task.run();
        }
    }
}
