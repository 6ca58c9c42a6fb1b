package dev.bosphorus.container.netty;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes pools of threads on which the application's code may block. */
public final class Workers {

    private Workers() {
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
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
