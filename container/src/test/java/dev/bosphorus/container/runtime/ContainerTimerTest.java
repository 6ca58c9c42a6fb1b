package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.transport.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerTimerTest {

    private final ContainerTimer timer = new ContainerTimer("bosphorus-timer");

    @AfterEach
    public void stop() throws InterruptedException {
        timer.stop(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void taskRunsNoEarlierThanAsked() throws InterruptedException {
        long delay = Duration.ofMillis(20).toNanos();
        long[] ran = new long[1];
        CountDownLatch done = new CountDownLatch(1);
        long begun = timer.nanoTime();
        timer.schedule(() -> {
            ran[0] = timer.nanoTime();
            done.countDown();
        }, delay);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran[0] - begun).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void taskThatIsCancelledDoesNotRunAndTasksRunByTime() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        // On the timer's thread, so that none of them can run before all is said.
        timer.schedule(() -> {
            timer.schedule(() -> {
                ran.add("second");
                done.countDown();
            }, Duration.ofMillis(250).toNanos());
            Timer.Handle cancelled = timer.schedule(() -> ran.add("cancelled"), 0);
            timer.schedule(() -> ran.add("first"), 0);
            cancelled.cancel();
            cancelled.cancel();
        }, 0);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void taskThatFailsDoesNotEndTheTimer() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        timer.schedule(() -> {
            throw new IllegalStateException("a bug");
        }, 0);
        timer.schedule(done::countDown, 1);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterTheStopNothingRunsAndNothingFails() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        timer.schedule(() -> ran.add("before"), Duration.ofSeconds(60).toNanos());
        timer.stop(Duration.ofSeconds(30).toNanos());
        Timer.Handle late = timer.schedule(() -> ran.add("after"), 0);
        late.cancel();
        assertThat(ran).isEmpty();
    }
}
