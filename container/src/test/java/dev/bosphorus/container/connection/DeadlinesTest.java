package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.connection.Deadlines.Due;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One timer for all deadlines: 20 seconds to write, 5 to close, 10 milliseconds to hold back. */
class DeadlinesTest {

    private final FakeTimer timer = new FakeTimer();
    private final List<Due> alarms = new ArrayList<>();
    private final Deadlines deadlines = new Deadlines(timer, Rig.SETTINGS, this::alarm);

    private void alarm() {
        alarms.add(deadlines.due());
    }

    @Test
    void oneTimerServesAllDeadlines() {
        deadlines.setIdleTimeout(1_000_000_000);
        deadlines.writeBegins();
        deadlines.corked();
        deadlines.closeBegins();
        assertThat(timer.pending()).isEqualTo(1);
    }

    @Test
    void theEarliestDeadlineComesFirst() {
        deadlines.writeBegins();
        deadlines.closeBegins();
        deadlines.corked();
        timer.advanceMillis(10);
        assertThat(alarms).containsExactly(Due.CORK);
        timer.advanceMillis(4990);
        assertThat(alarms).containsExactly(Due.CORK, Due.CLOSE);
    }

    @Test
    void activityMovesTheIdleDeadlineButNotTheTimer() {
        deadlines.setIdleTimeout(100_000_000);
        timer.advanceMillis(60);
        deadlines.active(timer.nanoTime());
        timer.advanceMillis(40);
        assertThat(alarms).containsExactly(Due.NOTHING);
        timer.advanceMillis(59);
        assertThat(alarms).hasSize(1);
        timer.advanceMillis(1);
        assertThat(alarms).containsExactly(Due.NOTHING, Due.IDLE);
    }

    @Test
    void closingConnectionIsNotIdle() {
        deadlines.setIdleTimeout(1_000_000);
        deadlines.closeBegins();
        timer.advanceMillis(4999);
        assertThat(alarms).doesNotContain(Due.IDLE);
        timer.advanceMillis(1);
        assertThat(alarms).endsWith(Due.CLOSE);
    }

    @Test
    void writeThatEndedInTimeIsNotDue() {
        deadlines.writeBegins();
        timer.advanceMillis(19_999);
        deadlines.writeEnds();
        timer.advanceMillis(1);
        assertThat(alarms).containsExactly(Due.NOTHING);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void writeTakesAlongWhatIsHeldBack() {
        deadlines.corked();
        deadlines.writeBegins();
        deadlines.writeEnds();
        timer.advanceMillis(10);
        assertThat(alarms).containsExactly(Due.NOTHING);
    }

    @Test
    void whatExtensionsKeepIsShrunkenFiveSecondsAfterTheLastMessage() {
        deadlines.shrinkableSince(timer.nanoTime());
        timer.advanceMillis(3000);
        deadlines.shrinkableSince(timer.nanoTime());
        timer.advanceMillis(4999);
        assertThat(alarms).doesNotContain(Due.SHRINK);
        timer.advanceMillis(1);
        assertThat(alarms).endsWith(Due.SHRINK);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void otherDeadlinesAreWatchedAfterAShrink() {
        deadlines.setIdleTimeout(8_000_000_000L);
        deadlines.shrinkableSince(timer.nanoTime());
        timer.advanceMillis(5000);
        timer.advanceMillis(3000);
        assertThat(alarms).containsExactly(Due.SHRINK, Due.IDLE);
    }

    @Test
    void whereExtensionsKeepNothingThereIsNoTimer() {
        deadlines.shrinkableSince(WebSocketEngine.NEVER);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void nothingIsDueAfterTheEnd() {
        deadlines.writeBegins();
        deadlines.end();
        deadlines.closeBegins();
        assertThat(timer.pending()).isZero();
        assertThat(deadlines.due()).isEqualTo(Due.NOTHING);
    }
}
