package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.SessionException;
import jakarta.websocket.server.ServerContainer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Session}, on both sides of a connection. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class SessionApiTest {

    /** A close code of an application. */
    private enum OwnCode implements CloseReason.CloseCode {
        ENOUGH;

        @Override
        public int getCode() {
            return 4321;
        }
    }

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> { });

    // ---- What is known -------------------------------------------------------------------------------------------

    @Test
    void itsContainerIsTheOneThatItIsPartOf() throws Exception {
        Pair pair = deployed.pair();
        assertThat(pair.server().session().getContainer()).isInstanceOf(ServerContainer.class);
        assertThat(pair.client().session().getContainer()).isSameAs(deployed.client());
    }

    @Test
    void itsIdIsUniqueAndStays() throws Exception {
        Pair one = deployed.pair();
        Pair two = deployed.pair();
        List<String> ids = Stream.of(one, two).flatMap(pair -> pair.sides().stream()).map(side -> side.session().getId()).toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        one.bothWays((side, peer) -> assertThat(side.session().getId()).isEqualTo(side.session().getId()));
    }

    @Test
    void theProtocolVersionIs13() throws Exception {
        deployed.pair().bothWays((side, peer) -> assertThat(side.session().getProtocolVersion()).isEqualTo("13"));
    }

    @Test
    void theUriIsAbsoluteFromSchemeToQuery() throws Exception {
        Pair pair = deployed.pair("/pair/r%20s?x=1&x=2");
        pair.bothWays((side, peer) ->
                assertThat(side.session().getRequestURI()).isEqualTo(deployed.uri("/pair/r%20s?x=1&x=2")));
        assertThat(pair.server().session().getRequestURI().getScheme()).isEqualTo("ws");
    }

    @Test
    void theQueryAndItsParametersAreThoseOfTheRequest() throws Exception {
        deployed.pair("/pair/a?x=1&y=%C3%BC&x=2").bothWays((side, peer) -> {
            assertThat(side.session().getQueryString()).isEqualTo("x=1&y=%C3%BC&x=2");
            Map<String, List<String>> parameters = side.session().getRequestParameterMap();
            assertThat(parameters).containsOnly(Map.entry("x", List.of("1", "2")), Map.entry("y", List.of("\u00fc")));
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> parameters.remove("x"));
        });
    }

    @Test
    void withoutAQueryThereAreNoParameters() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            assertThat(side.session().getQueryString()).isNull();
            assertThat(side.session().getRequestParameterMap()).isEmpty();
        });
    }

    @Test
    void pathParametersAreDecodedAndUnmodifiable() throws Exception {
        Pair pair = deployed.pair("/pair/b%C3%BCcher");
        Map<String, String> parameters = pair.server().session().getPathParameters();
        assertThat(parameters).containsExactly(Map.entry("room", "b\u00fccher"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> parameters.remove("room"));
        assertThat(pair.client().session().getPathParameters()).isEmpty();
    }

    @Test
    void aPlainConnectionIsNotSecureAndHasNoUser() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            assertThat(side.session().isSecure()).isFalse();
            assertThat(side.session().getUserPrincipal()).isNull();
        });
    }

    @Test
    void withoutASubprotocolThereIsTheEmptyString() throws Exception {
        deployed.pair().bothWays((side, peer) -> assertThat(side.session().getNegotiatedSubprotocol()).isEmpty());
    }

    @Test
    void theExtensionsInUseAreNamed() throws Exception {
        deployed.pair().bothWays((side, peer) -> assertThat(side.session().getNegotiatedExtensions())
                .singleElement().satisfies(extension -> assertThat(extension.getName()).isEqualTo("permessage-deflate")));
    }

    @Test
    void openSessionsAreThoseOfTheSameEndpoint() throws Exception {
        Pair one = deployed.pair();
        Pair two = deployed.pair();
        assertThat(one.server().session().getOpenSessions())
                .containsExactlyInAnyOrder(one.server().session(), two.server().session());
        assertThat(one.client().session().getOpenSessions())
                .containsExactlyInAnyOrder(one.client().session(), two.client().session());
        one.client().session().close();
        one.server().closed();
        assertThat(two.server().session().getOpenSessions()).containsExactly(two.server().session());
    }

    @Test
    void userPropertiesAreEachSessionsOwnAndLastThroughOnClose() throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put("configured", "yes");
        Pair one = deployed.pair("/pair/a", config);
        Pair two = deployed.pair("/pair/a", config);
        assertThat(one.client().session().getUserProperties()).containsExactly(Map.entry("configured", "yes"));
        one.bothWays((side, peer) -> side.session().getUserProperties().put("own", "value"));
        two.bothWays((side, peer) -> assertThat(side.session().getUserProperties()).doesNotContainKey("own"));
        CompletableFuture<Object> seen = new CompletableFuture<>();
        one.server().onClose = session -> seen.complete(session.getUserProperties().get("own"));
        one.client().session().close();
        one.server().closed();
        assertThat(seen).isCompletedWithValue("value");
    }

    // ---- Settings ------------------------------------------------------------------------------------------------

    @Test
    void anIdleSessionIsClosedWith1006() throws Exception {
        for (boolean ofServer : new boolean[] {true, false}) {
            Pair pair = deployed.pair();
            Side idle = ofServer ? pair.server() : pair.client();
            Side peer = ofServer ? pair.client() : pair.server();
            assertThat(idle.session().getMaxIdleTimeout()).isZero();
            idle.session().setMaxIdleTimeout(10);
            assertThat(idle.session().getMaxIdleTimeout()).isEqualTo(10);
            assertThat(idle.closed().getCloseCode()).isEqualTo(CloseCodes.CLOSED_ABNORMALLY);
            assertThat(peer.closed().getCloseCode()).isEqualTo(CloseCodes.GOING_AWAY);
        }
    }

    @Test
    void aTextMessageAboveTheBufferSizeClosesWith1009() throws Exception {
        Pair pair = deployed.pair();
        pair.client().collecting().session().setMaxTextMessageBufferSize(4);
        assertThat(pair.client().session().getMaxTextMessageBufferSize()).isEqualTo(4);
        pair.server().session().getBasicRemote().sendText("four");
        assertThat(pair.client().next()).isEqualTo("four");
        pair.server().session().getBasicRemote().sendText("f\u00fcnf");
        assertThat(pair.server().closed().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(pair.client().closed().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(pair.client().nextError()).isInstanceOf(SessionException.class).hasMessageContaining("4 bytes");
    }

    @Test
    void aBinaryMessageAboveTheBufferSizeClosesWith1009() throws Exception {
        Pair pair = deployed.pair();
        pair.server().collecting().session().setMaxBinaryMessageBufferSize(4);
        assertThat(pair.server().session().getMaxBinaryMessageBufferSize()).isEqualTo(4);
        pair.client().session().getBasicRemote().sendBinary(ByteBuffer.allocate(4));
        assertThat(pair.server().next()).isEqualTo(ByteBuffer.allocate(4));
        pair.client().session().getBasicRemote().sendBinary(ByteBuffer.allocate(5));
        assertThat(pair.client().closed().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(pair.server().nextError()).isInstanceOf(SessionException.class).hasMessageContaining("4 bytes");
    }

    // ---- Message handlers ----------------------------------------------------------------------------------------

    @Test
    void handlersAreAddedByTheirClassOrWithATypeAndRemoved() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            MessageHandler.Whole<String> anonymous = new MessageHandler.Whole<>() {
                @Override
                public void onMessage(String text) {
                    side.got("first " + text);
                }
            };
            MessageHandler.Partial<ByteBuffer> typed = (part, last) -> side.got(last);
            side.session().addMessageHandler(anonymous);
            side.session().addMessageHandler(ByteBuffer.class, typed);
            assertThat(side.session().getMessageHandlers()).containsExactlyInAnyOrder(anonymous, typed);
            peer.session().getBasicRemote().sendText("x");
            peer.session().getBasicRemote().sendBinary(ByteBuffer.allocate(1));
            assertThat(side.next()).isEqualTo("first x");
            assertThat(side.next()).isEqualTo(true);
            side.session().removeMessageHandler(anonymous);
            assertThat(side.session().getMessageHandlers()).containsExactly(typed);
            side.session().addMessageHandler(String.class, text -> side.got("second " + text));
            peer.session().getBasicRemote().sendText("y");
            assertThat(side.next()).isEqualTo("second y");
        });
    }

    @Test
    void aSecondHandlerForAKindOfMessageIsRefused() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.collecting();
            assertThatIllegalStateException().isThrownBy(() -> side.session().addMessageHandler(String.class, text -> { }));
            assertThatIllegalStateException().isThrownBy(() ->
                    side.session().addMessageHandler(byte[].class, (MessageHandler.Partial<byte[]>) (part, last) -> { }));
            assertThat(side.session().getMessageHandlers()).hasSize(3);
        });
    }

    @Test
    void theSetOfHandlersIsAnUnmodifiableCopy() throws Exception {
        deployed.pair().bothWays((side, peer) -> assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> side.collecting().session().getMessageHandlers().clear()));
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    @Test
    void closeIsNormalAndReachesBothSides() throws Exception {
        for (boolean byServer : new boolean[] {true, false}) {
            Pair pair = deployed.pair();
            (byServer ? pair.server() : pair.client()).session().close();
            pair.bothWays((side, peer) -> {
                assertThat(side.closed().getCloseCode()).isEqualTo(CloseCodes.NORMAL_CLOSURE);
                assertThat(side.closed().getReasonPhrase()).isEmpty();
            });
        }
    }

    @Test
    void closeWithAReasonReachesBothSides() throws Exception {
        Pair pair = deployed.pair();
        CloseReason reason = new CloseReason(OwnCode.ENOUGH, "en\u00f6ugh");
        pair.server().session().close(reason);
        assertThat(pair.server().closed()).as("with the application's own code").isSameAs(reason);
        assertThat(pair.client().closed().getCloseCode().getCode()).isEqualTo(4321);
        assertThat(pair.client().closed().getReasonPhrase()).isEqualTo("en\u00f6ugh");
    }

    @Test
    void aReasonSaysWhatItIs() throws Exception {
        Pair pair = deployed.pair();
        pair.server().session().close(new CloseReason(CloseCodes.valueOf("TRY_AGAIN_LATER"), "busy"));
        assertThat(pair.client().closed()).hasToString("CloseReason[1013,busy]");
        assertThat(CloseCodes.values()).allSatisfy(code ->
                assertThat(CloseCodes.getCloseCode(code.getCode())).isSameAs(code));
    }

    @Test
    void aSessionIsOpenUntilOnCloseHasReturned() throws Exception {
        Pair pair = deployed.pair();
        CompletableFuture<Boolean> within = new CompletableFuture<>();
        pair.server().onClose = session -> within.complete(session.isOpen());
        assertThat(pair.server().session().isOpen()).isTrue();
        pair.client().session().close();
        pair.server().closed();
        assertThat(within).isCompletedWithValue(true);
    }

    @Test
    void afterTheEndOnlyIdOpennessAndCloseAreLeft() throws Exception {
        Session session = deployed.pair().client().session();
        String id = session.getId();
        // Which waits for the end.
        deployed.client().close();
        assertThat(session.isOpen()).isFalse();
        assertThat(session.getId()).isEqualTo(id);
        session.close();
        session.close(new CloseReason(CloseCodes.GOING_AWAY, ""));
        List<ThrowingCallable> others = List.of(session::getContainer, session::getMessageHandlers, session::getProtocolVersion,
                session::getNegotiatedSubprotocol, session::getNegotiatedExtensions, session::isSecure,
                session::getMaxIdleTimeout, () -> session.setMaxIdleTimeout(1), session::getMaxBinaryMessageBufferSize,
                () -> session.setMaxBinaryMessageBufferSize(1), session::getMaxTextMessageBufferSize,
                () -> session.setMaxTextMessageBufferSize(1), session::getAsyncRemote, session::getBasicRemote,
                session::getRequestURI, session::getRequestParameterMap, session::getQueryString, session::getPathParameters,
                session::getUserProperties, session::getUserPrincipal, session::getOpenSessions,
                () -> session.addMessageHandler(String.class, text -> { }), () -> session.removeMessageHandler(null));
        assertThat(others).allSatisfy(call -> assertThatIllegalStateException().isThrownBy(call));
    }
}
