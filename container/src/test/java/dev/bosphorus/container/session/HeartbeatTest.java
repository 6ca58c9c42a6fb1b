package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import dev.bosphorus.extra.ExtendedSession;
import jakarta.websocket.PongMessage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pings of a session's own, with a clock that the test moves. */
class HeartbeatTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe(session -> session.addMessageHandler(PongMessage.class, pong -> note("pong")));
    private final MemoryPeer peer;
    private final ExtendedSession session;

    HeartbeatTest() {
        server.deploy(probe, "/a");
        peer = server.connect("/a");
        session = ExtendedSession.of(probe.session);
        session.setPing(MINUTE, TEN_SECONDS);
    }

    private void note(String event) {
        probe.log.add(event);
    }

    private long pings() {
        return peer.received.stream().filter(frame -> frame.startsWith("ping:")).count();
    }

    private void advance(Duration time) {
        server.timer.advance(time);
        server.settle();
    }

    @Test
    void pingsAreSentAsOftenAsWanted() {
        assertThat(session.latency()).isEmpty();
        advance(MINUTE);
        assertThat(pings()).isEqualTo(1);
        advance(MINUTE);
        assertThat(pings()).isEqualTo(2);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void theTimeFromTheWriteToTheAnswerIsTheLatency() {
        server.timer.advance(MINUTE);
        server.timer.advance(Duration.ofMillis(500));
        server.runTasks();
        server.timer.advance(Duration.ofMillis(30));
        server.settle();
        assertThat(session.latency()).contains(Duration.ofMillis(30));
    }

    @Test
    void aLateAnswerToAnEarlierPingIsNotTakenForThatToTheLast() {
        MemoryPeer other = server.connect(false, "/a");
        ExtendedSession its = ExtendedSession.of(probe.session);
        its.setPing(MINUTE, TEN_SECONDS);
        other.deaf = true;
        server.timer.advance(MINUTE);
        server.settle();
        its.setPing(MINUTE, TEN_SECONDS);
        other.deaf = false;
        other.pong("not one of ours");
        assertThat(its.latency()).isEmpty();
        assertThat(other.aborted).isFalse();
    }

    @Test
    void theApplicationSeesOnlyPongsThatAreNotOurs() {
        advance(MINUTE);
        peer.pong("own");
        assertThat(probe.log).containsOnlyOnce("pong");
    }

    @Test
    void aPeerThatDoesNotAnswerIsCutWith1006() {
        peer.deaf = true;
        advance(MINUTE);
        advance(TEN_SECONDS);
        assertThat(peer.aborted).isTrue();
        assertThat(probe.failures).singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("has not answered a Ping within 10000 ms"));
        assertThat(probe.log).anyMatch(event -> event.contains("1006"));
    }

    @Test
    void thePeersTimeRunsFromWhenThePingHasLeft() {
        MemoryPeer slow = server.connect(false, "/a");
        slow.holding = true;
        ExtendedSession its = ExtendedSession.of(probe.session);
        its.setPing(MINUTE, TEN_SECONDS);
        advance(MINUTE);
        advance(TEN_SECONDS);
        assertThat(slow.aborted).as("the Ping is still on its way").isFalse();
        slow.deaf = true;
        slow.release(null);
        advance(TEN_SECONDS.minusMillis(1));
        assertThat(slow.aborted).isFalse();
        advance(Duration.ofMillis(1));
        assertThat(slow.aborted).isTrue();
    }

    @Test
    void batchingDoesNotHoldBackThePing() throws IOException {
        session.getBasicRemote().setBatchingAllowed(true);
        session.getBasicRemote().sendText("batched");
        advance(MINUTE);
        assertThat(pings()).isEqualTo(1);
        assertThat(session.latency()).isPresent();
    }

    @Test
    void aLongCallbackIsNoFaultOfThePeer() {
        session.addMessageHandler(String.class, text -> {
            advance(MINUTE);
            advance(TEN_SECONDS);
            note("callback over, cut: " + peer.aborted);
        });
        peer.text("hello");
        assertThat(probe.log).contains("callback over, cut: false");
        assertThat(session.latency()).isPresent();
        advance(TEN_SECONDS);
        assertThat(peer.aborted).isFalse();
    }

    @Test
    void whoIsReadFromAgainGetsItsTimeAnew() {
        peer.deaf = true;
        advance(MINUTE);
        session.suspend();
        advance(TEN_SECONDS.minusMillis(1));
        session.resume();
        server.settle();
        advance(Duration.ofMillis(1));
        assertThat(peer.aborted).isFalse();
        advance(TEN_SECONDS);
        assertThat(peer.aborted).isTrue();
    }

    @Test
    void noPingIsSentWhileTheOneBeforeWaits() {
        peer.deaf = true;
        session.setPing(TEN_SECONDS, MINUTE);
        int before = peer.writes;
        advance(TEN_SECONDS.multipliedBy(3));
        assertThat(peer.writes).isEqualTo(before + 1);
        advance(MINUTE);
        assertThat(peer.aborted).isTrue();
    }

    @Test
    void settingItAgainBeginsAnew() {
        advance(MINUTE.minusMillis(1));
        session.setPing(MINUTE, TEN_SECONDS);
        advance(MINUTE.minusMillis(1));
        assertThat(pings()).isZero();
        advance(Duration.ofMillis(1));
        assertThat(pings()).isEqualTo(1);
        advance(MINUTE);
        assertThat(pings()).isEqualTo(2);
    }

    @Test
    void whatIsCancelledTooLateComesToNothing() {
        server.timer.cancelsTooLate = true;
        session.setPing(MINUTE.plusSeconds(1), MINUTE);
        advance(MINUTE);
        assertThat(pings()).as("the beat of before").isZero();
        advance(Duration.ofSeconds(1));
        assertThat(pings()).isEqualTo(1);
        session.setPing(MINUTE.minusSeconds(1), MINUTE);
        peer.deaf = true;
        int before = peer.writes;
        advance(MINUTE.minusSeconds(1));
        assertThat(peer.writes).isEqualTo(before + 1);
        advance(Duration.ofSeconds(1));
        assertThat(peer.aborted).as("the deadline of the first Ping, which was answered, comes while the second waits").isFalse();
        advance(MINUTE);
        assertThat(peer.aborted).isTrue();
    }

    @Test
    void aSuspendedSessionCannotHearAndIsNotCut() {
        session.suspend();
        advance(MINUTE);
        advance(TEN_SECONDS);
        assertThat(peer.aborted).isFalse();
    }

    @Test
    void zeroEndsIt() {
        session.setPing(Duration.ZERO, Duration.ZERO);
        advance(Duration.ofHours(1));
        assertThat(pings()).isZero();
    }

    @Test
    void theEndOfTheSessionEndsIt() {
        peer.close(1000, "");
        advance(Duration.ofHours(1));
        assertThat(pings()).isZero();
    }

    @Test
    void badTimesAreRefusedAndChangeNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE, TEN_SECONDS.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE.negated(), TEN_SECONDS));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(null, TEN_SECONDS));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE, null));
        advance(MINUTE);
        assertThat(pings()).isEqualTo(1);
    }
}
