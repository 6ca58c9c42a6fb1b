package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The first of end and expiry is told, and only that. */
class TimedCompletionTest {

    private final FakeTimer timer = new FakeTimer();
    private final List<Throwable> told = new ArrayList<>();
    private final List<IOException> expired = new ArrayList<>();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final TimedCompletion completion =
            new TimedCompletion(told::add, timer, 5_000_000, this::ifHeldUp, expired::add);
    private boolean heldUp = true;

    private void ifHeldUp(Runnable action) {
        if (heldUp) {
            executor.add(action);
        }
    }

    private void runAll() {
        for (Runnable task = executor.poll(); task != null; task = executor.poll()) {
            task.run();
        }
    }

    @Test
    void endInTimeIsToldAndTheTimerGivenBack() {
        completion.done(null);
        assertThat(timer.pending()).isZero();
        timer.advanceMillis(5);
        runAll();
        assertThat(told).containsExactly((Throwable) null);
        assertThat(expired).isEmpty();
    }

    @Test
    void failureIsTold() {
        IOException failure = new IOException("reset");
        completion.done(failure);
        assertThat(told).containsExactly(failure);
    }

    @Test
    void expiryIsToldByTheExecutorAndThenReported() {
        timer.advanceMillis(5);
        assertThat(told).as("on the timer's thread").isEmpty();
        runAll();
        completion.done(new IOException("the end that comes too late"));
        assertThat(told).singleElement().asString().contains("not written in time");
        assertThat(expired).hasSize(1);
    }

    @Test
    void endBetweenExpiryAndItsReportIsWhatCounts() {
        timer.advanceMillis(5);
        completion.done(null);
        runAll();
        assertThat(told).containsExactly((Throwable) null);
        assertThat(expired).isEmpty();
    }

    @Test
    void timeInWhichNothingHoldsTheMessageUpDoesNotCount() {
        heldUp = false;
        timer.advanceMillis(20);
        runAll();
        assertThat(told).isEmpty();
        heldUp = true;
        timer.advanceMillis(5);
        runAll();
        assertThat(told).hasSize(1);
        assertThat(timer.pending()).isZero();
    }
}
