package dev.bosphorus.container.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads that belong to no application, and can wait for their end: an executor counts as terminated a moment before its
 * threads have ended, and a servlet container that looks meanwhile takes them for a leak. Safe from any thread.
 */
public final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** @param name of the threads, before their number */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        // Not the one of the application that happens to be first: its callbacks bring their own.
        thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
        threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    /** Waits for the end of those that run, so many nanoseconds for each at most. */
    public void join(long nanos) throws InterruptedException {
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        }
    }
}
