package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import dev.bosphorus.extra.ExtendedSession;
import jakarta.websocket.PongMessage;
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
    void theTimeToTheAnswerIsTheLatency() {
        server.timer.advance(MINUTE);
        server.timer.advance(Duration.ofMillis(30));
        server.settle();
        assertThat(session.latency()).contains(Duration.ofMillis(30));
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
    void badTimesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(TEN_SECONDS, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> session.setPing(MINUTE.negated(), TEN_SECONDS));
    }
}
