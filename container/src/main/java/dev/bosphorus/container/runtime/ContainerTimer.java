package dev.bosphorus.container.runtime;

import dev.bosphorus.container.transport.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread for all deadlines of a container; it ends while there are none. */
public final class ContainerTimer implements Timer {

    private static final Logger LOG = System.getLogger(ContainerTimer.class.getName());

    private final DaemonThreads threads;
    private final ScheduledThreadPoolExecutor executor;

    /** @param name of its thread, which begins with the first deadline */
    public ContainerTimer(String name) {
        threads = new DaemonThreads(name);
        executor = new ScheduledThreadPoolExecutor(1, threads, new ThreadPoolExecutor.DiscardPolicy());
        // Most deadlines are never reached: what is cancelled must not stay in memory until then.
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Handle schedule(Runnable task, long delayNanos) {
        Future<?> future = executor.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a deadline's task failed", e);
        }
    }

    /** Nothing that is scheduled runs any more, nor what will be. Waits at most that long for the thread. */
    public void stop(long patienceNanos) throws InterruptedException {
        executor.shutdownNow();
        executor.awaitTermination(patienceNanos, TimeUnit.NANOSECONDS);
        threads.join(patienceNanos);
    }
}
