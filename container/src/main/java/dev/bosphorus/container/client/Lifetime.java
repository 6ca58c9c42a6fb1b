package dev.bosphorus.container.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long something is done for one target: attempts, sessions, and delays between them. Keeps the client's threads meanwhile.
 * Safe from any thread.
 */
final class Lifetime {

    private final ClientThreads threads;
    private final Runnable end;
    private final AtomicInteger users = new AtomicInteger();

    /** @param end called when nothing is done any more; must not block */
    Lifetime(ClientThreads threads, Runnable end) {
        this.threads = threads;
        this.end = end;
    }

    /** Something begins, before what it follows has ended. */
    void begin() {
        users.incrementAndGet();
        threads.begin();
    }

    /** Something has ended. */
    void end() {
        try {
            if (users.decrementAndGet() == 0) {
                end.run();
            }
        } finally {
            threads.end();
        }
    }
}
