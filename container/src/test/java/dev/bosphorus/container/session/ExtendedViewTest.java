package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.PreparedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExtendedViewTest {

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();
    private final MemoryPeer peer;
    private final ExtendedSession session;
    private final List<Object> told = new ArrayList<>();

    ExtendedViewTest() {
        server.deploy(probe, "/a");
        peer = server.connect(false, "/a");
        session = ExtendedSession.of(probe.session);
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    @Test
    void whoWantsToKnowIsToldOfTheEndOnceAndBeforeOnClose() {
        Consumer<ExtendedSession> listener = ended -> {
            told.add(ended);
            probe.log.add("told");
        };
        assertThat(session.addEndListener(listener)).isTrue();
        assertThat(session.addEndListener(listener)).isTrue();
        peer.close(1000, "");
        assertThat(told).containsExactly(session);
        assertThat(probe.log).containsSubsequence("open", "told", "close 1000");
    }

    @Test
    void whoNoLongerWantsToKnowIsNotTold() {
        Consumer<ExtendedSession> listener = told::add;
        session.removeEndListener(listener);
        session.addEndListener(listener);
        session.removeEndListener(listener);
        peer.close(1000, "");
        assertThat(told).isEmpty();
    }

    @Test
    void afterTheEndNobodyIsTold() {
        peer.close(1000, "");
        assertThat(session.addEndListener(told::add)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void whatAListenerThrowsGoesToOnErrorAndHoldsUpNobody() {
        IllegalStateException thrown = new IllegalStateException("thrown by a listener");
        session.addEndListener(ended -> {
            throw thrown;
        });
        session.addEndListener(told::add);
        peer.close(1000, "");
        assertThat(told).containsExactly(session);
        assertThat(probe.failures).containsExactly(thrown);
        assertThat(probe.log).contains("close 1000");
    }

    // ---- Drain ---------------------------------------------------------------------------------------------------

    @Test
    void anActionRunsLikeACallbackOfTheEndpoint() {
        IllegalStateException thrown = new IllegalStateException("thrown by an action");
        session.onDrain(0, () -> {
            told.add(Thread.currentThread().getContextClassLoader());
            throw thrown;
        });
        assertThat(told).as("never from within the call").isEmpty();
        server.settle();
        assertThat(told).containsExactly(MemoryServer.LOADER);
        assertThat(probe.failures).containsExactly(thrown);
    }

    @Test
    void lessThanNothingIsNeverBuffered() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.onDrain(-1, () -> { }));
        assertThatIllegalArgumentException().isThrownBy(() -> session.onDrain(0, null));
    }

    // ---- Flow ----------------------------------------------------------------------------------------------------

    @Test
    void aSuspendedSessionStillHasAnIdleTimeout() {
        session.setMaxIdleTimeout(1000);
        session.suspend();
        server.timer.advance(Duration.ofSeconds(2));
        server.settle();
        assertThat(probe.log).anyMatch(event -> event.startsWith("close 1006"));
    }

    @Test
    void whatCameToASuspendedSessionIsDeliveredInOrderAfterwards() {
        session.addMessageHandler(String.class, text -> told.add(text));
        session.suspend();
        peer.text("a");
        peer.text("b");
        assertThat(told).isEmpty();
        session.resume();
        assertThat(told).as("never from within the call").isEmpty();
        server.settle();
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void aCallbackThatSuspendsIsTheLastForNow() {
        session.addMessageHandler(String.class, text -> {
            told.add(text);
            session.suspend();
        });
        // Two messages in one read.
        peer.raw(0x81, 0x81, 0, 0, 0, 0, 'a', 0x81, 0x81, 0, 0, 0, 0, 'b');
        assertThat(told).containsExactly("a");
        session.resume();
        server.settle();
        assertThat(told).containsExactly("a", "b");
    }

    // ---- Messages ------------------------------------------------------------------------------------------------

    @Test
    void afterTheEndMessagesCanBePreparedButNotSent() {
        peer.close(1000, "");
        PreparedMessage message = session.prepareText("text");
        assertThat(session.offer(message)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> session.send(message));
        assertThatIllegalStateException().isThrownBy(() -> session.send(message, result -> { }));
        assertThatIllegalStateException().isThrownBy(() -> session.sendUncompressed("text"));
        assertThatIllegalStateException().isThrownBy(session::bufferedAmount);
        assertThatIllegalStateException().isThrownBy(session::droppedMessages);
        assertThatIllegalStateException().isThrownBy(session::suspend);
        assertThatIllegalStateException().isThrownBy(session::resume);
        assertThatIllegalStateException().isThrownBy(session::latency);
        assertThatIllegalStateException().isThrownBy(() -> session.onDrain(0, () -> { }));
        assertThatIllegalStateException().isThrownBy(() -> session.setPing(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void nothingIsPreparedOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> session.prepareText(null));
        assertThatIllegalArgumentException().isThrownBy(() -> session.prepareBinary(null));
        assertThatIllegalArgumentException().isThrownBy(() -> session.offer(null));
    }
}
