package dev.bosphorus.container.client;

import static dev.bosphorus.container.client.ScriptedServer.field;
import static dev.bosphorus.container.client.ScriptedServer.refusal;
import static dev.bosphorus.container.client.ScriptedServer.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The opening handshake as the client conducts it (RFC 6455, 4.1; Jakarta WebSocket 2.2, 4.2 and 6.1), on both transports. */
class ClientHandshakesTest {

    /** Does nothing. */
    public static class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
        }
    }

    static Stream<TransportKind> kinds() {
        return WebSocketClientTest.kinds();
    }

    private static WebSocketClient.Builder client(TransportKind kind) {
        return WebSocketClient.builder().transport(kind);
    }

    private static ClientEndpointConfig plain() {
        return ClientEndpointConfig.Builder.create().build();
    }

    private static Session connect(WebSocketClient client, ClientEndpointConfig config, URI uri) throws Exception {
        return client.connectToServer(new Silent(), config, uri);
    }

    private static HandshakeException refused(WebSocketClient client, ClientEndpointConfig config, URI uri) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(() -> connect(client, config, uri));
        assertThat(failure).isInstanceOf(DeploymentException.class).hasCauseInstanceOf(HandshakeException.class);
        return (HandshakeException) failure.getCause();
    }

    private static final class Headers extends ClientEndpointConfig.Configurator {
        private final Map<String, String> added;
        final CompletableFuture<Map<String, List<String>>> answer = new CompletableFuture<>();

        Headers(Map<String, String> added) {
            this.added = added;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            assertThat(headers).containsKeys("host", "upgrade", "sec-websocket-key");
            added.forEach((name, value) -> headers.put(name, new ArrayList<>(List.of(value))));
        }

        @Override
        public void afterResponse(HandshakeResponse response) {
            answer.complete(response.getHeaders());
        }

        ClientEndpointConfig config() {
            return ClientEndpointConfig.Builder.create().configurator(this).build();
        }
    }

    // ---- The request ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    void theRequestIsWhatTheStandardWants(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade); WebSocketClient client = client(kind).build()) {
            connect(client, ClientEndpointConfig.Builder.create().preferredSubprotocols(List.of("b", "a")).build(),
                    server.uri("/x?y=z"));
            String head = server.nextHead();
            assertThat(head).startsWith("GET /x?y=z HTTP/1.1\r\n");
            assertThat(field(head, "Host")).isEqualTo("localhost:" + server.uri("/").getPort());
            assertThat(field(head, "Sec-WebSocket-Version")).isEqualTo("13");
            assertThat(field(head, "Sec-WebSocket-Protocol")).isEqualTo("b, a");
            assertThat(field(head, "Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theConfiguratorsHeadersAreSentButNotThoseOfTheHandshake(TransportKind kind) throws Exception {
        Headers headers = new Headers(Map.of("Cookie", "a=b", "X-Own", "1", "Sec-WebSocket-Version", "12", "Host", "evil"));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade); WebSocketClient client = client(kind).build()) {
            connect(client, headers.config(), server.uri("/"));
            String head = server.nextHead();
            assertThat(field(head, "Cookie")).isEqualTo("a=b");
            assertThat(field(head, "X-Own")).isEqualTo("1");
            assertThat(head).contains("Sec-WebSocket-Version: 13\r\n").doesNotContain("Version: 12", "evil");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aConfiguratorCannotSmuggleALine(TransportKind kind) throws Exception {
        Headers headers = new Headers(Map.of("X-Own", "1\r\nX-Other: 2"));
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade); WebSocketClient client = client(kind).build()) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> connect(client, headers.config(), server.uri("/"))).withMessageContaining("X-Own");
            assertThat(server.requests()).isZero();
        }
    }

    /** Jakarta WebSocket 2.2, 4.2: the endpoint's extensions are offered, installed or not. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theEndpointsExtensionsAreOffered(TransportKind kind) throws Exception {
        Extension own = new Extension() {
            @Override
            public String getName() {
                return "x-own";
            }

            @Override
            public List<Parameter> getParameters() {
                return List.of();
            }
        };
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().extensions(List.of(own)).build();
        try (ScriptedServer server = new ScriptedServer(head -> upgrade(head, "Sec-WebSocket-Extensions: x-own"));
                WebSocketClient client = client(kind).build()) {
            assertThat(refused(client, config, server.uri("/"))).hasMessageContaining("x-own");
            assertThat(field(server.nextHead(), "Sec-WebSocket-Extensions")).startsWith("x-own, permessage-deflate");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void onlyTheEndpointsExtensionsAreOfferedWhereTheInstalledAreNot(TransportKind kind) throws Exception {
        ClientEndpointConfig listing = ClientEndpointConfig.Builder.create()
                .extensions(WebSocketClient.builder().build().getInstalledExtensions().stream().toList()).build();
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade);
                WebSocketClient client = client(kind).offerInstalledExtensions(false).build()) {
            connect(client, ClientEndpointConfig.Builder.create().build(), server.uri("/"));
            assertThat(server.nextHead()).doesNotContain("Sec-WebSocket-Extensions");
            connect(client, listing, server.uri("/"));
            assertThat(field(server.nextHead(), "Sec-WebSocket-Extensions")).isEqualTo("permessage-deflate");
        }
    }

    // ---- The answer ----------------------------------------------------------------------------------------------

    static Stream<org.junit.jupiter.params.provider.Arguments> brokenAnswers() {
        return kinds().flatMap(kind -> Stream.<ScriptedServer.Script>of(
                        head -> upgrade(head, "Sec-WebSocket-Protocol: unasked"),
                        head -> upgrade(head, "Sec-WebSocket-Extensions: unasked"),
                        head -> upgrade(head).replace("Accept: ", "Accept: x"),
                        head -> upgrade(head).replace("Upgrade: websocket", "Upgrade: h2c"),
                        head -> upgrade(head).replace("Connection: Upgrade", "Connection: close"))
                .map(script -> org.junit.jupiter.params.provider.Arguments.of(kind, script)));
    }

    /** RFC 6455, 4.1: the client has to fail the connection. */
    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void anAnswerThatBreaksTheRulesFailsTheConnection(TransportKind kind, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script); WebSocketClient client = client(kind).build()) {
            assertThat(refused(client, plain(), server.uri("/")).status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void interimAnswersArePassedOver(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> "HTTP/1.1 103 Early Hints\r\n\r\n" + upgrade(head));
                WebSocketClient client = client(kind).build()) {
            assertThat(connect(client, plain(), server.uri("/"))).isNotNull();
        }
    }

    /** Jakarta WebSocket 2.3, {@code ClientEndpointConfig.Configurator.afterResponse}. */
    @ParameterizedTest
    @MethodSource("kinds")
    void theConfiguratorSeesARefusalToo(TransportKind kind) throws Exception {
        Headers headers = new Headers(Map.of());
        try (ScriptedServer server = new ScriptedServer(head -> "HTTP/1.1 403 No\r\nX-Why: so\r\nContent-Length: 5\r\n\r\nsorry");
                WebSocketClient client = client(kind).build()) {
            HandshakeException refusal = refused(client, headers.config(), server.uri("/"));
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.bodyText()).isEqualTo("sorry");
            assertThat(headers.answer.get(10, TimeUnit.SECONDS)).containsEntry("x-why", List.of("so"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noMoreOfABodyIsKeptThanItsCap(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> "HTTP/1.1 500 No\r\n\r\n" + "x".repeat(200_000));
                WebSocketClient client = client(kind).build()) {
            assertThat(refused(client, plain(), server.uri("/")).body()).hasSize(65_536);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aConnectionThatEndsWithoutAnAnswerIsAnIoException(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> ""); WebSocketClient client = client(kind).build()) {
            assertThatThrownBy(() -> connect(client, plain(), server.uri("/"))).isInstanceOf(java.io.IOException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void userPropertiesAreEachConnectionsOwn(TransportKind kind) throws Exception {
        ClientEndpointConfig config = plain();
        config.getUserProperties().put("shared", 1);
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade); WebSocketClient client = client(kind).build()) {
            CompletableFuture<Map<String, Object>> seen = new CompletableFuture<>();
            client.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig given) {
                    session.getUserProperties().put("own", 2);
                    seen.complete(Map.copyOf(session.getUserProperties()));
                }
            }, config, server.uri("/"));
            assertThat(seen.get(10, TimeUnit.SECONDS)).containsExactlyInAnyOrderEntriesOf(Map.of("shared", 1, "own", 2));
            assertThat(config.getUserProperties()).containsOnlyKeys("shared");
        }
    }

    // ---- Redirects -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    void redirectsAreNotFollowedUnlessAskedFor(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> refusal(302, "Location: /other"));
                WebSocketClient client = client(kind).build()) {
            assertThat(refused(client, plain(), server.uri("/")).status()).isEqualTo(302);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRedirectWithinAnOriginTakesEverythingAlong(TransportKind kind) throws Exception {
        Headers headers = new Headers(Map.of("Cookie", "a=b"));
        try (ScriptedServer server = new ScriptedServer(
                head -> head.startsWith("GET /here ") ? refusal(307, "Location: there?x=y") : upgrade(head));
                WebSocketClient client = client(kind).followRedirects(1).build()) {
            CompletableFuture<URI> opened = new CompletableFuture<>();
            client.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig given) {
                    opened.complete(session.getRequestURI());
                }
            }, headers.config(), server.uri("/here"));
            assertThat(opened.get(10, TimeUnit.SECONDS)).isEqualTo(server.uri("/there?x=y"));
            String first = server.nextHead();
            String second = server.nextHead();
            assertThat(second).startsWith("GET /there?x=y ");
            assertThat(field(second, "Cookie")).isEqualTo("a=b");
            assertThat(field(second, "Sec-WebSocket-Key")).isNotEqualTo(field(first, "Sec-WebSocket-Key"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRedirectToAnotherOriginTakesNoSecretsAlong(TransportKind kind) throws Exception {
        Headers headers = new Headers(Map.of("Cookie", "a=b", "Authorization", "Basic YTpi", "X-Own", "1"));
        try (ScriptedServer other = new ScriptedServer(
                head -> head.startsWith("GET /guarded ") ? refusal(401, "WWW-Authenticate: Basic realm=x") : upgrade(head));
                ScriptedServer server = new ScriptedServer(head -> refusal(301, "Location: " + other.uri(path(head))));
                WebSocketClient client = client(kind).followRedirects(3).credentials("user", "secret").build()) {
            connect(client, headers.config(), server.uri("/open"));
            String head = other.nextHead();
            assertThat(field(head, "X-Own")).isEqualTo("1");
            assertThat(head).doesNotContain("Cookie", "Authorization");
            assertThat(refused(client, plain(), server.uri("/guarded")).status()).isEqualTo(401);
            assertThat(other.nextHead()).doesNotContain("Authorization");
            assertThat(other.requests()).isZero();
        }
    }

    private static String path(String head) {
        return head.split(" ")[1];
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void redirectsHaveAnEnd(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> refusal(308, "Location: /round"));
                WebSocketClient client = client(kind).followRedirects(3).build()) {
            assertThat(refused(client, plain(), server.uri("/")).status()).isEqualTo(308);
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRedirectToNowhereSaysSo(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> refusal(302, "Location: ftp://x/"));
                WebSocketClient client = client(kind).followRedirects(3).build()) {
            assertThat(refused(client, plain(), server.uri("/"))).hasMessageContaining("ftp://x/");
        }
    }

    // ---- Credentials ---------------------------------------------------------------------------------------------

    private static ScriptedServer guarded(String challenge, String wanted) throws Exception {
        return new ScriptedServer(head -> {
            String value = field(head, "Authorization");
            return value != null && value.matches(wanted) ? upgrade(head) : refusal(401, "WWW-Authenticate: " + challenge);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void basicCredentials(TransportKind kind) throws Exception {
        try (ScriptedServer server = guarded("Basic realm=\"x\"", "Basic dXNlcjpzZWNyZXQ=");
                WebSocketClient client = client(kind).credentials("user", "secret").build()) {
            connect(client, plain(), server.uri("/"));
            assertThat(server.nextHead()).as("not before they were asked for").doesNotContain("Authorization");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void digestCredentials(TransportKind kind) throws Exception {
        try (ScriptedServer server = guarded("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
                "Digest username=\"user\".* uri=\"/a\\?b\".*");
                WebSocketClient client = client(kind).credentials("user", "secret").build()) {
            connect(client, plain(), server.uri("/a?b"));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusedCredentialsAreNotSentAgain(TransportKind kind) throws Exception {
        try (ScriptedServer server = guarded("Basic realm=\"x\"", "never");
                WebSocketClient client = client(kind).credentials("user", "wrong").build()) {
            assertThat(refused(client, plain(), server.uri("/")).status()).isEqualTo(401);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStaleNonceIsTriedOnceMore(TransportKind kind) throws Exception {
        try (ScriptedServer server = guarded("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", stale=true", "never");
                WebSocketClient client = client(kind).credentials("user", "secret").build()) {
            assertThat(refused(client, plain(), server.uri("/")).status()).isEqualTo(401);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    // ---- Ends ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    void cancellingTheFutureEndsTheConnection(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> null); WebSocketClient client = client(kind).build()) {
            CompletableFuture<Session> connecting = client.connectAsync(new Silent(), plain(), server.uri("/"));
            server.nextHead();
            connecting.cancel(false);
            assertThat(server.gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingTheClientEndsWhatIsBeingOpened(TransportKind kind) throws Exception {
        try (ScriptedServer server = new ScriptedServer(head -> null); WebSocketClient client = client(kind).build()) {
            CompletableFuture<Session> connecting = client.connectAsync(new Silent(), plain(), server.uri("/"));
            server.nextHead();
            client.close(java.time.Duration.ofSeconds(5));
            assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(server.gone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> connect(client, plain(), server.uri("/"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatTheConfiguratorThrowsFailsTheAttempt(TransportKind kind) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void afterResponse(HandshakeResponse response) {
                throw new IllegalStateException("not mine");
            }
        }).build();
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::upgrade); WebSocketClient client = client(kind).build()) {
            assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> connect(client, config, server.uri("/")))
                    .withStackTraceContaining("not mine");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNoWebSocketUriIsRefused(TransportKind kind) throws Exception {
        try (WebSocketClient client = client(kind).build()) {
            for (String uri : List.of("http://localhost/", "ws://localhost/#fragment", "/path", "ws:///x")) {
                assertThatExceptionOfType(DeploymentException.class)
                        .isThrownBy(() -> connect(client, plain(), URI.create(uri))).withMessageContaining(uri);
            }
        }
    }
}
