package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.CLOSE;
import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static dev.bosphorus.container.protocol.engine.Wire.close;
import static dev.bosphorus.container.protocol.engine.Wire.engine;
import static dev.bosphorus.container.protocol.engine.Wire.feed;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static dev.bosphorus.container.protocol.engine.Wire.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455, section 7: every way in which a connection ends. */
class ClosingHandshakeTest {

    // ---- The peer begins -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeReceivedIsAnsweredWithTheSameCodeAndReason(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, close(role, 4000, "because"))).containsExactly("closed 4000 clean");
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 4000, "because"));
        assertThat(engine.readyState()).isEqualTo(ReadyState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void statusReportedHasThePeersReason(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(close(role, 1001, "b\u00fce")), 0);
        assertThat(engine.poll()).isEqualTo(new Event.Closed(new CloseStatus(1001, "b\u00fce"), true, null));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void emptyCloseReceivedIsAnsweredEmptyAndIs1005(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, frame(role, FIN | CLOSE, ""))).containsExactly("closed 1005 clean");
        assertThat(output(engine)).isEqualTo(frame(peerOf(role), FIN | CLOSE, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeReceivedInsideAFragmentedMessageEndsIt(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, frame(role, TEXT, "half"), close(role, 1000, ""), frame(role, FIN | CONT, "late")))
                .containsExactly("text half+", "closed 1000 clean");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeIsReceivedInPieces(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, close(role, 1000, "x".repeat(123)), 1)).containsExactly("closed 1000 clean");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatIsQueuedLeavesBeforeTheAnswer(Role role) {
        WebSocketEngine engine = engine(role);
        engine.sendText(ByteBuffer.wrap(new byte[] {'a'}), true);
        feed(engine, close(role, 1000, ""));
        assertThat(output(engine))
                .isEqualTo(Wire.bytes(frame(peerOf(role), FIN | TEXT, "a"), close(peerOf(role), 1000, "")));
    }

    // ---- We begin --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void statusReportedIsThePeersWhereItAnswersWithAnother(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1001));
        assertThat(feed(engine, close(role, 4999, "mine"))).containsExactly("closed 4999 clean");
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1001, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeWithNoStatusIsEmpty(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.NO_STATUS);
        assertThat(output(engine)).isEqualTo(frame(peerOf(role), FIN | CLOSE, ""));
        assertThat(feed(engine, frame(role, FIN | CLOSE, ""))).containsExactly("closed 1005 clean");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void messagesAreStillReceivedUntilThePeersClose(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        assertThat(feed(engine, frame(role, TEXT, "a"), frame(role, FIN | CONT, "b"), close(role, 1000, "")))
                .containsExactly("text a+", "text b.", "closed 1000 clean");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void noPongGoesAfterOurClose(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        assertThat(feed(engine, frame(role, FIN | PING, "p"))).containsExactly("ping p");
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1000, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeInsideOurOwnFragmentedMessageGoesOut(Role role) {
        WebSocketEngine engine = engine(role);
        engine.sendText(ByteBuffer.allocate(0), false);
        engine.close(CloseStatus.of(1000));
        assertThatIllegalStateException().isThrownBy(() -> engine.sendText(ByteBuffer.allocate(0), true));
        assertThat(output(engine)).isEqualTo(Wire.bytes(frame(peerOf(role), TEXT, ""), close(peerOf(role), 1000, "")));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void secondCloseIsWithoutEffect(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        engine.close(CloseStatus.of(1001));
        feed(engine, close(role, 1000, ""));
        engine.close(CloseStatus.of(1001));
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1000, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closesThatCrossNeedNoAnswer(Role role) {
        WebSocketEngine engine = engine(role);
        WebSocketEngine peer = engine(peerOf(role));
        engine.close(CloseStatus.of(4001));
        peer.close(CloseStatus.of(4002));
        byte[] ours = output(engine);
        byte[] theirs = output(peer);
        assertThat(feed(engine, theirs)).containsExactly("closed 4002 clean");
        assertThat(feed(peer, ours)).containsExactly("closed 4001 clean");
        assertThat(output(engine)).isEmpty();
        assertThat(output(peer)).isEmpty();
    }

    // ---- It fails --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void violationAfterOurCloseSendsNoSecondClose(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        assertThat(feed(engine, frame(role, FIN | 3, ""))).containsExactly("closed 1002 failed");
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1000, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void violationIsReportedWithItsCause(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(frame(role, FIN | 3, "")), 0);
        Event.Closed closed = (Event.Closed) engine.poll();
        assertThat(closed.failure()).isInstanceOf(ProtocolException.class).hasMessage(closed.status().reason());
        assertThat(closed.clean()).isFalse();
        assertThat(engine.readyState()).isEqualTo(ReadyState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void bytesBehindAViolationAreConsumedUnread(Role role) {
        WebSocketEngine engine = engine(role);
        ByteBuffer bytes = ByteBuffer.wrap(Wire.bytes(frame(role, FIN | 3, ""), frame(role, FIN | TEXT, "late")));
        engine.receive(bytes, 0);
        assertThat(Wire.describe(engine.poll())).isEqualTo("closed 1002 failed");
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(engine.hasInput()).isFalse();
        ByteBuffer more = ByteBuffer.wrap(frame(role, FIN | TEXT, "more"));
        engine.receive(more, 0);
        assertThat(more.hasRemaining()).isFalse();
        assertThat(engine.poll()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void failureEndsAtOnceAndReportsWhatItIsTold(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(frame(role, FIN | TEXT, "unread")), 0);
        IOException cause = new IOException("why");
        engine.fail(new CloseStatus(1001, "idle"), CloseStatus.ABNORMAL, cause);
        assertThat(engine.readyState()).isEqualTo(ReadyState.CLOSED);
        assertThat(engine.hasInput()).isTrue();
        assertThat(engine.poll()).isEqualTo(new Event.Closed(CloseStatus.ABNORMAL, false, cause));
        assertThat(engine.hasInput()).isFalse();
        assertThat(engine.poll()).isNull();
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1001, "idle"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void failureAfterOurCloseSendsNoSecondClose(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        engine.fail(CloseStatus.of(1011), CloseStatus.of(1011), null);
        assertThat(events(engine)).containsExactly("closed 1011");
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1000, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void failureAfterTheEndIsWithoutEffect(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, close(role, 1000, ""))).containsExactly("closed 1000 clean");
        output(engine);
        engine.fail(CloseStatus.of(1011), CloseStatus.of(1011), null);
        assertThat(events(engine)).isEmpty();
        assertThat(output(engine)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void failureWithACodeThatMayNotBeSentIsTheCallersMistake(Role role) {
        WebSocketEngine engine = engine(role);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.fail(CloseStatus.ABNORMAL, CloseStatus.ABNORMAL, null));
        assertThat(engine.readyState()).isEqualTo(ReadyState.OPEN);
    }

    // ---- The stream ends -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void endOfStreamWithoutCloseIs1006(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receiveEnd(null);
        assertThat(events(engine)).containsExactly("closed 1006");
        assertThat(output(engine)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> engine.sendPing(ByteBuffer.allocate(0)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void endOfStreamAnywhereInAFrameIs1006(Role role) {
        byte[] bytes = frame(role, FIN | PING, "ping");
        for (int length = 1; length < bytes.length; length++) {
            WebSocketEngine engine = engine(role);
            assertThat(feed(engine, Arrays.copyOf(bytes, length))).isEmpty();
            engine.receiveEnd(null);
            assertThat(events(engine)).containsExactly("closed 1006");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void endOfStreamBeforeTheAnswerToOurCloseIs1006(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(CloseStatus.of(1000));
        IOException cause = new IOException("connection reset");
        engine.receiveEnd(cause);
        assertThat(engine.poll()).isEqualTo(new Event.Closed(CloseStatus.ABNORMAL, false, cause, CloseStatus.of(1000)));
        assertThat(engine.poll()).isNull();
        assertThat(output(engine)).isEqualTo(close(peerOf(role), 1000, ""));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void endOfStreamAfterTheHandshakeIsNothingMore(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, close(role, 1000, ""))).hasSize(1);
        engine.receiveEnd(new IOException("late"));
        assertThat(events(engine)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void releaseWithoutAnEndIs1006(Role role) {
        WebSocketEngine engine = engine(role);
        engine.release();
        assertThat(events(engine)).containsExactly("closed 1006");
        assertThatIllegalStateException().isThrownBy(() -> engine.sendPing(ByteBuffer.allocate(0)));
    }

    private static Role peerOf(Role role) {
        return role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
    }

    private static List<String> events(WebSocketEngine engine) {
        List<String> events = new ArrayList<>();
        Wire.drain(engine, events);
        return events;
    }
}
