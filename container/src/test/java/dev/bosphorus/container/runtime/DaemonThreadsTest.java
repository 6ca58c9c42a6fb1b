package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    private final DaemonThreads threads = new DaemonThreads("name");

    @Test
    void threadsAreNumberedDaemonsOfNoApplication() {
        Thread first = threads.newThread(() -> { });
        Thread second = threads.newThread(() -> { });
        assertThat(first.getName()).isEqualTo("name-1");
        assertThat(second.getName()).isEqualTo("name-2");
        assertThat(first.isDaemon()).isTrue();
        assertThat(first.getContextClassLoader()).isEqualTo(DaemonThreads.class.getClassLoader());
    }

    @Test
    void joinWaitsForTheEndOfAll() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Thread[] started = new Thread[3];
        for (int i = 0; i < started.length; i++) {
            started[i] = threads.newThread(() -> await(go));
            started[i].start();
        }
        threads.join(1);
        assertThat(started).allMatch(Thread::isAlive);
        go.countDown();
        threads.join(TimeUnit.SECONDS.toNanos(20));
        assertThat(started).noneMatch(Thread::isAlive);
    }

    @Test
    void threadsThatWereNeverStartedAreNotWaitedFor() throws InterruptedException {
        Thread never = threads.newThread(() -> { });
        threads.join(TimeUnit.SECONDS.toNanos(20));
        assertThat(never.getState()).isEqualTo(Thread.State.NEW);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
