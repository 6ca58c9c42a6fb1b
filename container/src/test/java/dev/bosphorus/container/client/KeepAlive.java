package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread that keeps the process alive for a client of this test, known by its name. */
final class KeepAlive {

    private static final AtomicInteger COUNT = new AtomicInteger();

    final String name = "keep-alive-test-" + COUNT.incrementAndGet();

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).toList();
    }

    void assertKept() {
        assertThat(threads()).hasSize(1).noneMatch(Thread::isDaemon);
    }

    void assertEnded() throws InterruptedException {
        for (Thread thread : threads()) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as("the process is kept alive for nothing").isFalse();
        }
    }
}
