package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** The threads that keep the process alive for clients made since this was made. */
final class KeepAlive {

    private final Set<Thread> before = threads();

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("bosphorus-client"));
        return threads;
    }

    private Set<Thread> begun() {
        Set<Thread> threads = threads();
        threads.removeAll(before);
        return threads;
    }

    void assertKept() {
        assertThat(begun()).hasSize(1).noneMatch(Thread::isDaemon);
    }

    void assertEnded() throws InterruptedException {
        for (Thread thread : begun()) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as("the process is kept alive for nothing").isFalse();
        }
    }
}
