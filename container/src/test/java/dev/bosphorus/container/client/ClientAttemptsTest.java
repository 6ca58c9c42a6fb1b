package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Endpoints of each kind, futures, and what is left of attempts that fail, on both transports. */
class ClientAttemptsTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

    @ClientEndpoint
    public static class Annotated {
        @OnOpen
        public void open(Session session) {
            session.getAsyncRemote().sendText("annotated " + session.isOpen());
        }

        @OnMessage
        public void message(String text) {
            SEEN.add(text);
        }
    }

    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, SEEN::add);
            session.getAsyncRemote().sendText("programmatic " + session.isOpen());
        }
    }

    public static class Unmakeable extends Programmatic {
        public Unmakeable(int number) {
            SEEN.add("made " + number);
        }
    }

    private final EmbeddedServer server;

    ClientAttemptsTest() throws Exception {
        server = EmbeddedServer.builder().endpoints(Echo.class).start();
    }

    @BeforeEach
    void nothingIsSeenYet() {
        SEEN.clear();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private URI echo() {
        return URI.create(server.uri() + "/echo");
    }

    private static WebSocketClient.Builder client(TransportKind kind) {
        return WebSocketClient.builder().transport(kind);
    }

    private static String next() throws InterruptedException {
        return SEEN.poll(10, TimeUnit.SECONDS);
    }

    static Stream<TransportKind> kinds() {
        return WebSocketClientTest.kinds();
    }

    // ---- Endpoints -----------------------------------------------------------------------------------------------

    private interface Connecting {
        void connect(WebSocketClient client, URI uri) throws Exception;
    }

    private static Arguments way(String says, Connecting connecting) {
        return Arguments.of(says, connecting);
    }

    static Stream<Arguments> ways() {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        return kinds().flatMap(kind -> Stream.of(
                way("annotated true", (client, uri) -> client.connectToServer(new Annotated(), uri)),
                way("annotated true", (client, uri) -> client.connectToServer(Annotated.class, uri)),
                way("programmatic true", (client, uri) -> client.connectToServer(new Programmatic(), config, uri)),
                way("programmatic true", (client, uri) -> client.connectToServer(Programmatic.class, config, uri)),
                way("programmatic true", (client, uri) -> client.connectToServer(Programmatic.class, null, uri)),
                way("annotated true", (client, uri) -> client.connectAsync(new Annotated(), uri).get(10, TimeUnit.SECONDS)),
                way("annotated true", (client, uri) -> client.connectAsync(Annotated.class, uri).get(10, TimeUnit.SECONDS)),
                way("programmatic true",
                        (client, uri) -> client.connectAsync(new Programmatic(), config, uri).get(10, TimeUnit.SECONDS)),
                way("programmatic true",
                        (client, uri) -> client.connectAsync(Programmatic.class, null, uri).get(10, TimeUnit.SECONDS)))
                .map(way -> Arguments.of(kind, way.get()[0], way.get()[1])));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void eachKindOfEndpointConnects(TransportKind kind, String says, Connecting way) throws Exception {
        try (WebSocketClient client = client(kind).build()) {
            way.connect(client, echo());
            assertThat(next()).isEqualTo(says);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNoEndpointIsADeploymentException(TransportKind kind) {
        try (WebSocketClient client = client(kind).build()) {
            assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> client.connectToServer("a string", echo()));
            assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> client.connectToServer(Echo.class, echo()));
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> client.connectToServer(Unmakeable.class, null, echo()))
                    .withMessageContaining(Unmakeable.class.getName());
            assertThat(SEEN).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void addressesOfVersion6AreInBrackets(TransportKind kind) throws Exception {
        try (EmbeddedServer six = EmbeddedServer.builder().host("::1").endpoints(Echo.class).start();
                WebSocketClient client = client(kind).build()) {
            client.connectToServer(new Annotated(), URI.create("ws://[::1]:" + six.port() + "/echo"));
            assertThat(next()).isEqualTo("annotated true");
        }
    }

    // ---- Futures -------------------------------------------------------------------------------------------------

    /** On the session's own thread, it would wait for what that very thread is to deliver. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatDependsOnAFutureMayWaitForAMessage(TransportKind kind) throws Exception {
        try (WebSocketClient client = client(kind).build()) {
            CompletableFuture<String> reply = client.connectAsync(new Annotated(), echo()).thenApply(session -> {
                try {
                    return next();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("annotated true");
        }
    }

    /** All clients share the timer. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatDependsOnAFutureDoesNotRunOnTheTimer(TransportKind kind) throws Exception {
        try (ServerSocket mute = new ServerSocket(0);
                WebSocketClient client = client(kind).connectTimeout(Duration.ofMillis(200)).build()) {
            CompletableFuture<String> thread = client
                    .connectAsync(new Annotated(), URI.create("ws://localhost:" + mute.getLocalPort() + "/"))
                    .handle((session, failure) -> Thread.currentThread().getName());
            assertThat(thread.get(10, TimeUnit.SECONDS)).doesNotContain("timer");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void cancellingAfterwardsIsWithoutEffect(TransportKind kind) throws Exception {
        try (WebSocketClient client = client(kind).build()) {
            CompletableFuture<Session> connecting = client.connectAsync(new Annotated(), echo());
            Session session = connecting.get(10, TimeUnit.SECONDS);
            assertThat(connecting.cancel(true)).isFalse();
            assertThat(session.isOpen()).isTrue();
            assertThat(next()).isEqualTo("annotated true");
        }
    }

    // ---- What is left --------------------------------------------------------------------------------------------

    private static ClientEndpointConfig throwing() {
        return ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void afterResponse(HandshakeResponse response) {
                throw new AssertionError("not mine");
            }
        }).build();
    }

    static Stream<Arguments> failures() {
        ClientEndpointConfig plain = ClientEndpointConfig.Builder.create().build();
        return kinds().flatMap(kind -> Stream.of(
                failure(kind, "refused", plain, head -> ScriptedServer.refusal(403)),
                failure(kind, "a longer body than is kept", plain, head -> "HTTP/1.1 500 No\r\n\r\n" + "x".repeat(100_000)),
                failure(kind, "redirected", plain, head -> ScriptedServer.refusal(302, "Location: /other")),
                failure(kind, "guarded", plain, head -> ScriptedServer.refusal(401, "WWW-Authenticate: Basic realm=x")),
                failure(kind, "no HTTP", plain, head -> "SSH-2.0-x\r\n\r\n"),
                failure(kind, "a head without an end", plain, head -> "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)),
                failure(kind, "another version", plain, head -> "HTTP/2.0 200 OK\r\n\r\n"),
                failure(kind, "no accept", plain, head -> ScriptedServer.upgrade(head).replace("Accept", "Expect")),
                failure(kind, "afterResponse throws", throwing(), ScriptedServer::upgrade)));
    }

    private static Arguments failure(TransportKind kind, String name, ClientEndpointConfig config, ScriptedServer.Script script) {
        return Arguments.of(kind, name, config, script);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("failures")
    void noConnectionIsLeftOfAnAttemptThatFails(
            TransportKind kind, String name, ClientEndpointConfig config, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer scripted = ScriptedServer.thatStays(script); WebSocketClient client = client(kind).build()) {
            assertThat(catchThrowable(() -> client.connectToServer(new Programmatic(), config, scripted.uri("/"))))
                    .isInstanceOfAny(DeploymentException.class, IOException.class);
            assertThat(scripted.gone.await(10, TimeUnit.SECONDS)).as("the client has closed the connection").isTrue();
            assertThat(SEEN).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void badOptionsAreRefusedAtOnce(TransportKind kind) {
        WebSocketClient.Builder builder = client(kind);
        for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> builder.connectTimeout(bad)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("connectTimeout");
            assertThatThrownBy(() -> builder.sendTimeout(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.closeTimeout(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.followRedirects(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.outboundQueue(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.outboundQueue(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.limits(null)).isInstanceOf(NullPointerException.class).hasMessage("limits");
    }
}
