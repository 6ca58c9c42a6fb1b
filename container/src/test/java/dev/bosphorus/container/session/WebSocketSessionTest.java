package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.SessionException;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketSessionTest {

    @ServerEndpoint("/sized")
    public static class Sized {
        private Session session;

        @OnOpen
        public void open(Session opened) {
            session = opened;
        }

        @OnMessage(maxMessageSize = 10)
        public void text(String text) {
            throw new AssertionError(text);
        }
    }

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();

    private MemoryPeer connect() {
        server.deploy(probe, "/a/{room}");
        return server.connect("/a/b%20c?x=1&x=2", "Sec-WebSocket-Extensions", "permessage-deflate");
    }

    // ---- What is known -------------------------------------------------------------------------------------------

    @Test
    void tellsWhatTheHandshakeSettled() {
        server.deploy(probe, "/a/{room}");
        server.connect("/a/b%20c?x=1&x=2");
        Session session = probe.session;
        assertThat(session.getRequestURI()).hasToString("ws://example.com:8080/a/b%20c?x=1&x=2");
        assertThat(session.getQueryString()).isEqualTo("x=1&x=2");
        assertThat(session.getRequestParameterMap()).containsExactly(Map.entry("x", List.of("1", "2")));
        assertThat(session.getPathParameters()).containsExactly(Map.entry("room", "b c"));
        assertThat(session.getProtocolVersion()).isEqualTo("13");
        assertThat(session.getNegotiatedSubprotocol()).isEmpty();
        assertThat(session.getNegotiatedExtensions()).isEmpty();
        assertThat(session.isSecure()).isFalse();
        assertThat(session.getUserPrincipal().getName()).isEqualTo("somebody");
        assertThat(session.getContainer()).isSameAs(server.runtime);
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void namesTheExtensionsAgreedOn() {
        connect();
        assertThat(probe.session.getNegotiatedExtensions()).singleElement()
                .satisfies(extension -> assertThat(extension.getName()).isEqualTo("permessage-deflate"));
    }

    @Test
    void idsAreUniqueAndStay() {
        server.deploy(probe, "/a");
        server.connect("/a");
        Session first = probe.session;
        server.connect("/a");
        assertThat(probe.session.getId()).isNotEqualTo(first.getId());
        assertThat(first.getId()).isEqualTo(first.getId()).isNotEmpty();
        assertThat(first).hasToString("session " + first.getId() + " of ws://example.com:8080/a");
    }

    @Test
    void openSessionsAreThoseOfTheSameEndpoint() {
        Probe other = new Probe();
        server.deploy(probe, "/a");
        server.deploy(other, "/b");
        MemoryPeer first = server.connect("/a");
        Session one = probe.session;
        server.connect("/a");
        Session two = probe.session;
        server.connect("/b");
        assertThat(one.getOpenSessions()).containsExactlyInAnyOrder(one, two).isEqualTo(two.getOpenSessions());
        assertThat(other.session.getOpenSessions()).containsExactly(other.session);
        first.close(1000, "");
        assertThat(two.getOpenSessions()).containsExactly(two);
    }

    @Test
    void openSessionsIncludeTheSessionFromOnOpenOn() {
        List<Set<Session>> seen = new ArrayList<>();
        server.deploy(new Probe(session -> seen.add(session.getOpenSessions())), "/a");
        server.connect("/a");
        assertThat(seen.get(0)).hasSize(1);
    }

    @Test
    void openSessionsCostNothingWhileNobodyComesOrGoes() {
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        server.connect("/a");
        Set<Session> before = probe.session.getOpenSessions();
        assertThat(probe.session.getOpenSessions()).isSameAs(before);
        peer.close(1000, "");
        assertThat(before).hasSize(2);
        assertThat(probe.session.getOpenSessions()).hasSize(1);
    }

    // ---- User properties -----------------------------------------------------------------------------------------

    @Test
    void userPropertiesAreEachSessionsOwn() {
        server.deploy(probe, "/a");
        server.connect("/a");
        Session one = probe.session;
        server.connect("/a");
        one.getUserProperties().put("k", "v");
        assertThat(one.getUserProperties()).containsExactly(Map.entry("k", "v"));
        assertThat(probe.session.getUserProperties()).isEmpty();
    }

    @Test
    void userPropertiesDoNotFollowTheConfigurationAfterTheHandshake() {
        server.deploy(probe, "/a");
        server.connect("/a");
        probe.config.getUserProperties().put("later", "no");
        assertThat(probe.session.getUserProperties()).isEmpty();
    }

    // ---- Message handlers ----------------------------------------------------------------------------------------

    @Test
    void oneHandlerForEachKindOfMessage() {
        MemoryPeer peer = connect();
        List<Object> got = new ArrayList<>();
        probe.session.addMessageHandler(String.class, text -> got.add(text));
        probe.session.addMessageHandler(ByteBuffer.class, bytes -> got.add(bytes));
        probe.session.addMessageHandler(PongMessage.class, pong -> got.add(pong.getApplicationData()));
        peer.text("t");
        peer.binary(new byte[] {7}, true);
        peer.pong("p");
        assertThat(got).containsExactly("t", ByteBuffer.wrap(new byte[] {7}), ByteBuffer.wrap(new byte[] {'p'}));
    }

    @Test
    void secondHandlerOfAKindIsRefusedAndChangesNothing() {
        connect();
        MessageHandler.Whole<String> first = text -> { };
        probe.session.addMessageHandler(String.class, first);
        assertThatIllegalStateException().isThrownBy(() -> probe.session.addMessageHandler(
                java.io.Reader.class, reader -> { }));
        assertThatIllegalStateException().isThrownBy(() -> probe.session.addMessageHandler(
                String.class, (MessageHandler.Partial<String>) (text, last) -> { }));
        assertThat(probe.session.getMessageHandlers()).containsExactly(first);
    }

    @Test
    void handlerBesidesAnAnnotatedMethodOfItsKindIsRefused() {
        Echo echo = new Echo();
        server.deploy(echo, "/echo");
        server.connect("/echo").text("x");
        assertThatIllegalStateException().isThrownBy(() -> echo.session.addMessageHandler(String.class, text -> { }));
        echo.session.addMessageHandler(byte[].class, bytes -> { });
        assertThat(echo.session.getMessageHandlers()).hasSize(1);
    }

    @Test
    void anonymousHandlersTellTheirTypeThemselves() {
        MemoryPeer peer = connect();
        List<String> got = new ArrayList<>();
        probe.session.addMessageHandler(new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String text) {
                got.add(text);
            }
        });
        peer.text("t");
        assertThat(got).containsExactly("t");
    }

    @Test
    void removedHandlerGetsNothingMoreAndMakesRoom() {
        MemoryPeer peer = connect();
        List<String> got = new ArrayList<>();
        MessageHandler.Whole<String> handler = got::add;
        probe.session.addMessageHandler(String.class, handler);
        probe.session.removeMessageHandler(handler);
        peer.text("lost");
        assertThat(probe.session.getMessageHandlers()).isEmpty();
        probe.session.addMessageHandler(String.class, text -> got.add("second " + text));
        peer.text("t");
        assertThat(got).containsExactly("second t");
    }

    @Test
    void messageStaysWithTheHandlerItBeganWith() {
        MemoryPeer peer = connect();
        List<String> got = new ArrayList<>();
        MessageHandler.Whole<String> first = text -> got.add("first " + text);
        probe.session.addMessageHandler(String.class, first);
        peer.textPart(new byte[] {'a'}, false);
        probe.session.removeMessageHandler(first);
        probe.session.addMessageHandler(String.class, text -> got.add("second " + text));
        peer.textPart(new byte[] {'b'}, true);
        peer.text("c");
        assertThat(got).containsExactly("first ab", "second c");
    }

    @Test
    void messagesNobodyTakesAreDropped() {
        MemoryPeer peer = connect();
        peer.text("t");
        peer.binary(new byte[100], true);
        peer.pong("p");
        assertThat(probe.log).containsExactly("open");
        assertThat(probe.session.isOpen()).isTrue();
    }

    @Test
    void nullIsNoHandler() {
        connect();
        assertThatIllegalArgumentException().isThrownBy(() -> probe.session.addMessageHandler(null));
        assertThatIllegalArgumentException().isThrownBy(
                () -> probe.session.addMessageHandler(String.class, (MessageHandler.Whole<String>) null));
    }

    @Test
    void handlerSetIsAnUnmodifiableCopy() {
        connect();
        Set<MessageHandler> before = probe.session.getMessageHandlers();
        probe.session.addMessageHandler(String.class, text -> { });
        assertThat(before).isEmpty();
        assertThat(probe.session.getMessageHandlers()).hasSize(1).isUnmodifiable();
    }

    // ---- Sizes ---------------------------------------------------------------------------------------------------

    @Test
    void messageOverTheSessionsLimitClosesWith1009AndTellsOnError() {
        MemoryPeer peer = connect();
        probe.session.addMessageHandler(String.class, text -> { });
        probe.session.setMaxTextMessageBufferSize(5);
        peer.text("12345");
        peer.text("123456");
        assertThat(peer.received).singleElement().asString().startsWith("close:1009 ");
        assertThat(probe.log.subList(1, 3).get(1)).startsWith("close 1009");
        assertThat(probe.failures).singleElement().satisfies(e -> assertThat(e.getMessage()).contains("5 bytes"));
    }

    @Test
    void limitBoundsTheMessageWhateverItsFragments() {
        MemoryPeer peer = connect();
        probe.session.addMessageHandler(byte[].class, bytes -> { });
        probe.session.setMaxBinaryMessageBufferSize(5);
        peer.binary(new byte[3], false);
        peer.binary(new byte[3], true);
        assertThat(peer.received).singleElement().asString().startsWith("close:1009 ");
    }

    @Test
    void handlersAddedLaterKeepTheSessionsLimit() {
        MemoryPeer peer = connect();
        probe.session.setMaxTextMessageBufferSize(5);
        probe.session.addMessageHandler(String.class, text -> { });
        peer.text("123456");
        assertThat(peer.received).singleElement().asString().startsWith("close:1009 ");
    }

    @Test
    void annotatedMaxMessageSizeReplacesTheDefault() {
        Echo echo = new Echo();
        server.runtime.setDefaultMaxTextMessageBufferSize(2);
        server.deploy(echo, "/echo");
        MemoryPeer peer = server.connect("/echo");
        peer.text("12345678");
        peer.text("123456789");
        assertThat(peer.received.get(0)).isEqualTo("text:12345678");
        assertThat(peer.received.get(1)).startsWith("close:1009 ");
    }

    @Test
    void theSizeOfAMethodGoesBeforeTheSessionsWhicheverComesLast() {
        Sized sized = new Sized();
        server.deploy(sized, "/sized");
        MemoryPeer peer = server.connect("/sized");
        sized.session.setMaxTextMessageBufferSize(100);
        peer.text("x".repeat(11));
        assertThat(peer.received).singleElement().asString().startsWith("close:1009 ");
    }

    @Test
    void partsHaveNoLimitWhicheverComesLast() {
        MemoryPeer peer = connect();
        List<String> got = new ArrayList<>();
        MessageHandler.Partial<String> handler = (part, last) -> got.add(part);
        probe.session.addMessageHandler(String.class, handler);
        probe.session.setMaxTextMessageBufferSize(10);
        peer.text("x".repeat(11));
        assertThat(String.join("", got)).isEqualTo("x".repeat(11));
        probe.session.removeMessageHandler(handler);
        peer.text("x".repeat(11));
        assertThat(peer.received).singleElement().asString().startsWith("close:1009 ");
    }

    @Test
    void oneObjectMayHandleMessagesOfSeveralKinds() {
        MemoryPeer peer = connect();
        List<Object> got = new ArrayList<>();
        MessageHandler.Whole<Object> all = got::add;
        addFor(String.class, all);
        addFor(byte[].class, all);
        peer.text("t");
        peer.binary(new byte[1], true);
        assertThat(got).hasSize(2);
        assertThat(probe.session.getMessageHandlers()).containsExactly(all);
        probe.session.removeMessageHandler(all);
        peer.text("t");
        peer.binary(new byte[1], true);
        assertThat(got).hasSize(2);
    }

    @SuppressWarnings("unchecked") // A handler of any object takes these, too.
    private <T> void addFor(Class<T> type, MessageHandler.Whole<Object> handler) {
        probe.session.addMessageHandler(type, (MessageHandler.Whole<T>) (MessageHandler.Whole<?>) handler);
    }

    @Test
    void containersDefaultsAreTheSessionsBeginning() {
        server.runtime.setDefaultMaxTextMessageBufferSize(11);
        server.runtime.setDefaultMaxBinaryMessageBufferSize(12);
        server.runtime.setDefaultMaxSessionIdleTimeout(13_000);
        server.runtime.setAsyncSendTimeout(14_000);
        connect();
        assertThat(probe.session.getMaxTextMessageBufferSize()).isEqualTo(11);
        assertThat(probe.session.getMaxBinaryMessageBufferSize()).isEqualTo(12);
        assertThat(probe.session.getMaxIdleTimeout()).isEqualTo(13_000);
        assertThat(probe.session.getAsyncRemote().getSendTimeout()).isEqualTo(14_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void sizesAreAtLeastOne(int bytes) {
        connect();
        assertThatIllegalArgumentException().isThrownBy(() -> probe.session.setMaxTextMessageBufferSize(bytes));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.session.setMaxBinaryMessageBufferSize(bytes));
        assertThat(probe.session.getMaxTextMessageBufferSize()).isEqualTo(65_536);
    }

    // ---- Idle timeout --------------------------------------------------------------------------------------------

    @Test
    void idleSessionIsClosedWith1001OnTheWireAnd1006Locally() {
        MemoryPeer peer = connect();
        probe.session.setMaxIdleTimeout(1_000);
        server.timer.advance(Duration.ofMillis(1_001));
        server.settle();
        assertThat(peer.received).singleElement().asString().startsWith("close:1001 ");
        assertThat(probe.log.get(probe.log.size() - 1)).startsWith("close 1006");
        assertThat(probe.log).filteredOn(line -> line.startsWith("close")).hasSize(1);
    }

    @Test
    void trafficPostponesTheIdleTimeout() {
        MemoryPeer peer = connect();
        probe.session.setMaxIdleTimeout(1_000);
        server.timer.advance(Duration.ofMillis(900));
        peer.text("still here");
        server.timer.advance(Duration.ofMillis(900));
        server.settle();
        assertThat(probe.session.isOpen()).isTrue();
    }

    @Test
    void zeroIdleTimeoutIsNone() {
        connect();
        probe.session.setMaxIdleTimeout(1_000);
        probe.session.setMaxIdleTimeout(0);
        server.timer.advance(Duration.ofDays(1));
        server.settle();
        assertThat(probe.session.isOpen()).isTrue();
    }

    // ---- Closing -------------------------------------------------------------------------------------------------

    @Test
    void closeSends1000() throws IOException {
        MemoryPeer peer = connect();
        probe.session.close();
        server.settle();
        assertThat(peer.received).containsExactly("close:1000 ");
        assertThat(probe.log).containsExactly("open", "close 1000");
    }

    @Test
    void localOnCloseGetsTheReasonTheSessionWasClosedFor() throws IOException {
        MemoryPeer peer = connect();
        probe.session.close(new CloseReason(CloseCodes.getCloseCode(4001), "my own"));
        server.settle();
        assertThat(peer.received).containsExactly("close:4001 my own");
        assertThat(probe.log).containsExactly("open", "close 4001 my own");
    }

    @Test
    void peersCloseReachesOnClose() {
        MemoryPeer peer = connect();
        peer.close(4002, "the peer's own");
        assertThat(probe.log).containsExactly("open", "close 4002 the peer's own");
        assertThat(peer.received).containsExactly("close:4002 the peer's own");
    }

    @Test
    void closeWithoutStatusIs1005Locally() {
        MemoryPeer peer = connect();
        peer.close(1005, "");
        assertThat(probe.log).containsExactly("open", "close 1005");
        assertThat(peer.received).containsExactly("close:1005 ");
    }

    @Test
    void noStatusCodeSendsACloseWithoutABody() throws IOException {
        MemoryPeer peer = connect();
        probe.session.close(new CloseReason(CloseCodes.NO_STATUS_CODE, ""));
        server.settle();
        assertThat(peer.received).containsExactly("close:1005 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1004, 1006, 1015, 1016, 2999})
    void codesThatMayNotBeSentAreRefusedAndCloseNothing(int code) {
        connect();
        assertThatIllegalArgumentException().isThrownBy(
                () -> probe.session.close(new CloseReason(CloseCodes.getCloseCode(code), "")));
        assertThat(probe.session.isOpen()).isTrue();
    }

    @Test
    void closeNeedsAReasonOrNone() {
        connect();
        assertThatIllegalArgumentException().isThrownBy(() -> probe.session.close(null));
    }

    @Test
    void closingAgainHasNoEffect() throws IOException {
        MemoryPeer peer = connect();
        probe.session.close(new CloseReason(CloseCodes.GOING_AWAY, "first"));
        probe.session.close();
        server.settle();
        probe.session.close();
        server.settle();
        assertThat(peer.received).containsExactly("close:1001 first");
        assertThat(probe.log).containsExactly("open", "close 1001 first");
    }

    @Test
    void connectionLostWithoutCloseIs1006() {
        MemoryPeer peer = connect();
        peer.vanish();
        assertThat(probe.log).last().isEqualTo("close 1006");
    }

    @Test
    void peerThatNeverAnswersOurCloseIsCut() throws IOException {
        MemoryPeer peer = connect();
        peer.holding = false;
        peer.deaf = true;
        probe.session.close();
        server.settle();
        assertThat(probe.log).containsExactly("open");
        server.timer.advance(Duration.ofSeconds(6));
        server.settle();
        assertThat(peer.aborted).isTrue();
        assertThat(probe.log).containsExactly("open", "close 1006 the peer has not closed within 5000 ms");
    }

    @Test
    void protocolErrorReachesOnErrorThenOnClose() {
        MemoryPeer peer = connect();
        peer.raw(0xC1, 0x80, 0, 0, 0, 0, 0xF1, 0x80, 0, 0, 0, 0);
        assertThat(probe.log.get(1)).isEqualTo("error SessionException");
        assertThat(probe.log.get(2)).startsWith("close 1002");
        assertThat(probe.log).hasSize(3);
    }

    /** {@code Endpoint.onError}: connection problems "are modeled as SessionExceptions". */
    @Test
    void connectionProblemsNameTheirSessionAndTheirCause() {
        MemoryPeer peer = connect();
        peer.raw(0xF1, 0x80, 0, 0, 0, 0);
        assertThat(probe.failures).singleElement().isInstanceOfSatisfying(SessionException.class, failure -> {
            assertThat(failure.getSession()).isSameAs(probe.session);
            assertThat(failure).hasMessage(failure.getCause().getMessage()).hasCauseInstanceOf(ProtocolException.class);
        });
    }

    @Test
    void invalidUtf8ClosesWith1007() {
        MemoryPeer peer = connect();
        probe.session.addMessageHandler(String.class, text -> probe.log.add(text));
        peer.raw(0x81, 0x81, 0, 0, 0, 0, 0xFF);
        assertThat(peer.received).singleElement().asString().startsWith("close:1007 ");
        assertThat(probe.log.get(2)).startsWith("close 1007");
    }

    @Test
    void nothingAfterCloseIsDelivered() {
        MemoryPeer peer = connect();
        probe.session.addMessageHandler(String.class, text -> probe.log.add(text));
        peer.raw(0x88, 0x80, 0, 0, 0, 0, 0x81, 0x81, 0, 0, 0, 0, 'x');
        assertThat(probe.log).containsExactly("open", "close 1005");
    }

    @Test
    void sessionIsUsableInOnClose() {
        server.deploy(probe, "/a");
        probe.onClose = session -> probe.log.add(session.getQueryString() + session.isOpen()
                + session.getUserProperties().get("k") + session.getOpenSessions().size());
        MemoryPeer peer = server.connect("/a?q");
        probe.session.getUserProperties().put("k", "v");
        peer.close(1000, "");
        assertThat(probe.log).containsExactly("open", "close 1000", "qtruev0");
        assertThat(probe.session.isOpen()).isFalse();
    }

    static Stream<java.util.function.Consumer<Session>> methods() {
        return Stream.of(Session::getContainer, Session::getMessageHandlers, Session::getProtocolVersion,
                Session::getNegotiatedSubprotocol, Session::getNegotiatedExtensions, Session::isSecure,
                Session::getMaxIdleTimeout, session -> session.setMaxIdleTimeout(1), Session::getMaxTextMessageBufferSize,
                Session::getMaxBinaryMessageBufferSize, session -> session.setMaxTextMessageBufferSize(1),
                session -> session.setMaxBinaryMessageBufferSize(1), Session::getAsyncRemote, Session::getBasicRemote,
                Session::getRequestURI, Session::getRequestParameterMap, Session::getQueryString, Session::getPathParameters,
                Session::getUserProperties, Session::getUserPrincipal, Session::getOpenSessions,
                session -> session.addMessageHandler(String.class, text -> { }),
                session -> session.removeMessageHandler(null));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void methodsAfterTheEndAreRefused(java.util.function.Consumer<Session> method) {
        MemoryPeer peer = connect();
        peer.close(1000, "");
        ThrowingCallable call = () -> method.accept(probe.session);
        assertThatIllegalStateException().isThrownBy(call).withMessageContaining("closed");
    }

    @Test
    void idOpennessAndCloseOutliveTheSession() throws IOException {
        MemoryPeer peer = connect();
        String id = probe.session.getId();
        peer.close(1000, "");
        probe.session.close();
        probe.session.close(new CloseReason(CloseCodes.GOING_AWAY, ""));
        assertThat(probe.session.isOpen()).isFalse();
        assertThat(probe.session.getId()).isEqualTo(id);
    }

    /** Sends back up to eight bytes. */
    @ServerEndpoint("/ignored")
    public static class Echo {
        volatile Session session;

        @OnMessage(maxMessageSize = 8)
        public String echo(String text, Session its) {
            session = its;
            return text;
        }
    }
}
