package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import dev.bosphorus.container.embedded.TestCertificates;
import dev.bosphorus.container.embedded.Tls;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through proxies of each kind, on both transports (RFC 9110, 9.3.6; RFC 1928; RFC 1929). */
class ClientProxiesTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private static final class Collecting extends Endpoint {
        final CompletableFuture<String> message = new CompletableFuture<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, message::complete);
        }
    }

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    static Stream<Arguments> ways() {
        return WebSocketClientTest.kinds()
                .flatMap(kind -> Stream.of(TestProxy.Kind.values()).map(proxy -> Arguments.of(kind, proxy)));
    }

    static Stream<Arguments> guardedWays() {
        return ways().filter(way -> ((TestProxy.Kind) way.get()[1]).isGuarded());
    }

    static Stream<TransportKind> kinds() {
        return WebSocketClientTest.kinds();
    }

    private static EmbeddedServerBuilder server() {
        return EmbeddedServer.builder().endpoints(Echo.class);
    }

    private static WebSocketClient through(TestProxy.Kind kind, int port, String password, TransportKind transport) {
        WebSocketClient.Builder builder = WebSocketClient.builder().transport(transport).credentials("me", "mine");
        if (password == null) {
            builder = kind.isHttp() ? builder.httpProxy("localhost", port) : builder.socksProxy("localhost", port);
        } else {
            builder = kind.isHttp() ? builder.httpProxy("localhost", port, "user", password)
                    : builder.socksProxy("localhost", port, "user", password);
        }
        return builder.build();
    }

    private static WebSocketClient through(TestProxy.Kind kind, TestProxy proxy, TransportKind transport) {
        return through(kind, proxy.port(), kind.isGuarded() ? "secret" : null, transport);
    }

    private static String echo(WebSocketClient client, String uri) throws Exception {
        Collecting endpoint = new Collecting();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().sslContext(CERTIFICATES.client()).build();
        try (Session session = client.connectToServer(endpoint, config, URI.create(uri))) {
            session.getBasicRemote().sendText("hello");
            return endpoint.message.get(10, TimeUnit.SECONDS);
        }
    }

    private static HandshakeException refusal(WebSocketClient client, String uri) {
        Throwable failure = catchThrowable(() -> echo(client, uri));
        assertThat(failure).isInstanceOf(DeploymentException.class).hasMessageContaining("proxy")
                .hasCauseInstanceOf(HandshakeException.class);
        return (HandshakeException) failure.getCause();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aProxyOpensATunnel(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (EmbeddedServer server = server().start(); TestProxy proxy = new TestProxy(kind);
                WebSocketClient client = through(kind, proxy, transport)) {
            assertThat(echo(client, server.uri() + "/echo")).isEqualTo("hello");
            assertThat(proxy.tunnels).containsExactly("localhost:" + server.port());
        }
    }

    /** RFC 6455, 4.1, item 5: TLS is with the server, whose certificate it is that counts. */
    @ParameterizedTest
    @MethodSource("ways")
    void aTunnelCarriesTls(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (EmbeddedServer server = server().tls(new Tls.Pem(CERTIFICATES.certificate, CERTIFICATES.privateKey)).start();
                TestProxy proxy = new TestProxy(kind); WebSocketClient client = through(kind, proxy, transport)) {
            assertThat(echo(client, server.uri() + "/echo")).isEqualTo("hello");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> echo(client, "wss://server.invalid:" + server.port() + "/echo"))
                    .withMessageContaining("server.invalid");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theProxyResolvesNames(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (EmbeddedServer server = server().start(); TestProxy proxy = new TestProxy(kind);
                WebSocketClient client = through(kind, proxy, transport)) {
            assertThat(echo(client, "ws://server.invalid:" + server.port() + "/echo")).isEqualTo("hello");
            assertThat(proxy.tunnels).containsExactly("server.invalid:" + server.port());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void addressesGoAsAddresses(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (EmbeddedServer server = server().host("127.0.0.1").start(); EmbeddedServer other = server().host("::1").start();
                TestProxy proxy = new TestProxy(kind); WebSocketClient client = through(kind, proxy, transport)) {
            assertThat(echo(client, "ws://127.0.0.1:" + server.port() + "/echo")).isEqualTo("hello");
            assertThat(echo(client, "ws://[::1]:" + other.port() + "/echo")).isEqualTo("hello");
            assertThat(proxy.tunnels.get(0)).isEqualTo("127.0.0.1:" + server.port());
            assertThat(proxy.tunnels.get(1)).startsWith("[").endsWith(":1]:" + other.port());
        }
    }

    @ParameterizedTest
    @MethodSource("guardedWays")
    void credentialsThatTheProxyDoesNotKnowAreRefused(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (TestProxy proxy = new TestProxy(kind); WebSocketClient wrong = through(kind, proxy.port(), "wrong", transport);
                WebSocketClient none = through(kind, proxy.port(), null, transport)) {
            assertThat(refusal(wrong, "ws://server.invalid/").status()).isEqualTo(kind.isHttp() ? 407 : 0);
            assertThat(refusal(none, "ws://server.invalid/").status()).isEqualTo(kind.isHttp() ? 407 : 0);
            assertThat(proxy.tunnels).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusalSaysWhy(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (TestProxy proxy = new TestProxy(kind); WebSocketClient client = through(kind, proxy, transport)) {
            HandshakeException refusal = refusal(client, "ws://forbidden.invalid/");
            if (kind.isHttp()) {
                assertThat(refusal.status()).isEqualTo(403);
                assertThat(refusal.bodyText()).isEqualTo("not there");
            } else {
                assertThat(refusal).hasMessageContaining("rules do not allow");
                assertThat(refusal.headers()).isEmpty();
            }
        }
    }

    /** Each of the two asks for credentials, and gets its own. */
    @ParameterizedTest
    @MethodSource("ways")
    void proxyAndServerAskForCredentials(TransportKind transport, TestProxy.Kind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> String.valueOf(ScriptedServer.field(head, "Authorization"))
                .startsWith("Digest username=\"me\"") ? ScriptedServer.upgrade(head)
                : ScriptedServer.refusal(401, "WWW-Authenticate: Digest realm=x, nonce=n, qop=auth"));
                TestProxy proxy = new TestProxy(kind); WebSocketClient client = through(kind, proxy, transport)) {
            client.connectToServer(new Collecting(), null, server.uri("/"));
            assertThat(server.nextHead()).doesNotContain("Authorization");
            assertThat(server.nextHead()).contains("\r\nAuthorization: ").doesNotContain("Proxy-Authorization");
            assertThat(proxy.tunnels).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProxyMustNotSpeakForTheServer(TransportKind transport) throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(head -> "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 101 Now\r\n\r\n");
                WebSocketClient client = through(TestProxy.Kind.HTTP, proxy.uri("/").getPort(), null, transport)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> echo(client, "ws://server.invalid/"))
                    .withMessageContaining("more than its answer");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNoProxyIsNamed(TransportKind transport) throws Exception {
        try (ScriptedServer proxy = new ScriptedServer(head -> "SSH-2.0-x\r\n\r\n");
                WebSocketClient client = through(TestProxy.Kind.HTTP, proxy.uri("/").getPort(), null, transport)) {
            assertThat(refusal(client, "ws://server.invalid/")).hasMessageContaining("malformed");
        }
    }

    @Test
    void badProxiesAreRefusedAtOnce() {
        WebSocketClient.Builder builder = WebSocketClient.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.httpProxy("", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.httpProxy("a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.socksProxy("a", 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.socksProxy("a", 1, "user", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.socksProxy("a", 1, "u".repeat(256), "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.httpProxy("a", 1, "", "x"));
    }
}
