package dev.bosphorus.container.netty;

import dev.bosphorus.container.runtime.DaemonThreads;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes pools of threads on which the application's code may block. */
public final class Workers {

    private Workers() {
    }

    /** Whether the calling thread may block: it is none of an event loop, of whatever server or client. */
    public static boolean mayBlock() {
        return !(Thread.currentThread() instanceof LoopThread);
    }

    /** How many threads a pool has without a wish: the application's code mostly waits. */
    public static int defaultThreads() {
        return Math.max(32, 8 * Runtime.getRuntime().availableProcessors());
    }

    /**
     * A pool of daemon threads, which end when they are idle. Its queue has no limit of its own: a connection has one
     * task in it at most.
     */
    public static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new TaskQueue(), new DaemonThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The same, but a thread is added only when all others are busy, and idle ones end soon: for a client that does little. */
    public static ThreadPoolExecutor growing(String name, int most) {
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>() {
            private static final long serialVersionUID = 1L;

            /** Only to a thread that waits for it. */
            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        return new ThreadPoolExecutor(0, most, 1, TimeUnit.SECONDS, queue, new DaemonThreads(name), (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the pool has ended");
            }
            // All threads are there and busy.
            queue.put(task);
        });
    }

    /** Ends a pool when it has done what it has to do. Waits at most that long for its threads, twice. */
    public static void end(ThreadPoolExecutor pool, long nanos) throws InterruptedException {
        pool.shutdown();
        if (pool.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
            ((DaemonThreads) pool.getThreadFactory()).join(nanos);
        }
    }
}
