package dev.bosphorus.container.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon thread of an event loop, known by its class: on it, nobody may wait for a peer. */
final class LoopThread extends FastThreadLocalThread {

    private LoopThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
        // Not the one of the application that happens to be first.
        setContextClassLoader(LoopThread.class.getClassLoader());
    }

    static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> new LoopThread(task, name + "-" + number.incrementAndGet());
    }
}
