package dev.bosphorus.container.netty;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread of an event loop, known by its class: on it, nobody may wait for a peer. */
final class LoopThread extends FastThreadLocalThread {

    private LoopThread(Runnable task, String name, boolean daemon) {
        super(task, name);
        setDaemon(daemon);
        // Not the one of the application that happens to be first.
        setContextClassLoader(LoopThread.class.getClassLoader());
    }

    static ThreadFactory factory(String name, boolean daemon) {
        AtomicInteger number = new AtomicInteger();
        return task -> new LoopThread(task, name + "-" + number.incrementAndGet(), daemon);
    }
}
