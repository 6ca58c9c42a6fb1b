package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client container against the embedded server. */
class WebSocketClientTest {

    @ServerEndpoint(value = "/echo", subprotocols = {"two", "three"})
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnMessage
        public byte[] echo(byte[] bytes) {
            return bytes;
        }
    }

    @ServerEndpoint("/bye")
    public static class Bye {
        @OnOpen
        public void open(Session session) throws Exception {
            session.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "later"));
        }
    }

    @ClientEndpoint(subprotocols = {"one", "two"})
    public static class Client {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(Session session) {
            seen.add("open " + session.getNegotiatedSubprotocol());
        }

        @OnMessage
        public void text(String text) {
            seen.add(text);
        }

        @OnMessage
        public void bytes(byte[] bytes) {
            seen.add(bytes);
        }

        @OnClose
        public void close(CloseReason reason) {
            seen.add(reason.getCloseCode());
        }

        Object next() throws InterruptedException {
            return seen.poll(10, TimeUnit.SECONDS);
        }
    }

    private final EmbeddedServer server;

    WebSocketClientTest() throws Exception {
        server = EmbeddedServer.builder().contextPath("/app").endpoints(Echo.class, Bye.class).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<TransportKind> kinds() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS, TransportKind.IO_URING)
                .filter(TransportKind::isAvailable);
    }

    private URI uri(String path) {
        return URI.create(server.uri() + path);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anAnnotatedEndpointTalks(TransportKind kind) throws Exception {
        try (WebSocketClient container = WebSocketClient.builder().transport(kind).build()) {
            Client client = new Client();
            Session session = container.connectToServer(client, uri("/echo?a=b"));
            assertThat(client.next()).isEqualTo("open two");
            session.getBasicRemote().sendText("hello");
            assertThat(client.next()).isEqualTo("hello");
            session.getBasicRemote().sendBinary(java.nio.ByteBuffer.wrap(new byte[60_000]));
            assertThat(client.next()).isEqualTo(new byte[60_000]);
            assertThat(session.getNegotiatedExtensions()).extracting("name").containsExactly("permessage-deflate");
            assertThat(session.getRequestParameterMap()).containsEntry("a", List.of("b"));
            session.close();
            assertThat(client.next()).isEqualTo(CloseReason.CloseCodes.NORMAL_CLOSURE);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProgrammaticEndpointTalks(TransportKind kind) throws Exception {
        CompletableFuture<String> reply = new CompletableFuture<>();
        CompletableFuture<Map<String, List<String>>> answer = new CompletableFuture<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void afterResponse(HandshakeResponse response) {
                        answer.complete(response.getHeaders());
                    }
                }).build();
        try (WebSocketClient container = WebSocketClient.builder().transport(kind).build()) {
            Session session = container.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session opened, EndpointConfig given) {
                    opened.addMessageHandler(String.class, reply::complete);
                }
            }, config, uri("/echo"));
            session.getBasicRemote().sendText("hello");
            assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(answer.get(10, TimeUnit.SECONDS)).containsKey("sec-websocket-accept");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theReasonOfTheServerArrives(TransportKind kind) throws Exception {
        try (WebSocketClient container = WebSocketClient.builder().transport(kind).build()) {
            Client client = new Client();
            container.connectToServer(client, uri("/bye"));
            assertThat(client.next()).isEqualTo("open ");
            assertThat(client.next()).isEqualTo(CloseReason.CloseCodes.TRY_AGAIN_LATER);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRefusalIsADeploymentExceptionWithTheAnswer(TransportKind kind) throws Exception {
        try (WebSocketClient container = WebSocketClient.builder().transport(kind).build()) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> container.connectToServer(Client.class, uri("/nowhere")))
                    .havingCause().isInstanceOfSatisfying(HandshakeException.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(404);
                        assertThat(refusal.headers()).containsKey("content-type");
                        assertThat(refusal.bodyText()).isNotBlank();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nobodyListening(TransportKind kind) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (WebSocketClient container = WebSocketClient.builder().transport(kind).build()) {
            assertThatExceptionOfType(java.io.IOException.class)
                    .isThrownBy(() -> container.connectToServer(Client.class, URI.create("ws://localhost:" + port + "/")))
                    .withCauseInstanceOf(ConnectException.class);
        }
    }

    @Test
    void theProviderOfThePlatformIsOurs() throws Exception {
        Client client = new Client();
        Session session = ContainerProvider.getWebSocketContainer().connectToServer(client, uri("/echo"));
        assertThat(session.isOpen()).isTrue();
        session.close();
    }

    @Test
    void theServersContainerConnectsToo() throws Exception {
        Session session = server.container().connectToServer(Client.class, uri("/echo"));
        assertThat(session.isOpen()).isTrue();
    }
}
