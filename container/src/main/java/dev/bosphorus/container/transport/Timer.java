package dev.bosphorus.container.transport;

/** A steady clock that calls back. Safe from any thread. */
public interface Timer {

    /** Nanoseconds since some fixed point. */
    long nanoTime();

    /** Runs a short task that does not block, once, after at least {@code delayNanos}. */
    Handle schedule(Runnable task, long delayNanos);

    interface Handle {
        /** The task will not run, if it has not begun. */
        void cancel();
    }
}
