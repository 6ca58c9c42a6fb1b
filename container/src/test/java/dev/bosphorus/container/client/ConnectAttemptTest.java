package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.Credentials;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.runtime.Connector;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts without a network: the test says what comes back. */
@Isolated("counts the threads of the process")
class ConnectAttemptTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final URI SERVER = URI.create("ws://server/x");

    /** Does nothing. */
    public static class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
        }
    }

    private record Dialled(Connector.Route route, Connector.Opening opening, AtomicBoolean cut) {

        /** What is sent to the proxy. */
        String connect() {
            return new String(route.tunnel().takeOutput(), StandardCharsets.US_ASCII);
        }

        void proxyRefuses(String head) {
            route.tunnel().feed(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            assertThat(route.tunnel().state()).isEqualTo(ProxyTunnel.State.REFUSED);
            opening.refused(route.tunnel(), new byte[0]);
        }

        void refuse(int status, String name, String value) throws Exception {
            ResponseHead head = head(status, name, value);
            assertThat(opening.answered(head)).isNull();
            opening.refused(head, new byte[0]);
        }
    }

    private static ResponseHead head(int status, String name, String value) {
        return new ResponseHead(status, "", new HeaderFields.Builder().add(name, value).build());
    }

    private final KeepAlive alive = new KeepAlive();
    private final TestTimer timer = new TestTimer();
    private final Deque<Dialled> dialled = new ArrayDeque<>();

    private ClientRuntime client(Proxy proxy, Credentials credentials) {
        Connector connector = (route, opening) -> {
            Dialled connection = new Dialled(route, opening, new AtomicBoolean());
            dialled.add(connection);
            return () -> connection.cut().set(true);
        };
        return new ClientRuntime(new ClientThreads(timer, Runnable::run, connector),
                new ClientOptions(TIMEOUT, proxy, credentials, 0, null, null, true), ProtocolLimits.DEFAULTS,
                ConnectionSettings.DEFAULTS, List.of(), getClass().getClassLoader());
    }

    private static ClientEndpointConfig config(ClientEndpointConfig.Configurator configurator) {
        return ClientEndpointConfig.Builder.create().configurator(configurator).build();
    }

    private static Throwable failure(CompletableFuture<Session> attempt) {
        assertThat(attempt).isCompletedExceptionally();
        return attempt.handle((session, failure) -> failure).join();
    }

    // ---- Time ----------------------------------------------------------------------------------------------------

    @Test
    void withoutAnAnswerTheDeadlineEndsTheAttempt() throws Exception {
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), null, SERVER);
        alive.assertKept();
        timer.next(TIMEOUT, TIMEOUT).run();
        assertThat(failure(attempt)).isInstanceOf(SocketTimeoutException.class).hasMessageContaining("ws://server/x", "PT20S");
        assertThat(dialled.remove().cut()).isTrue();
        alive.assertEnded();
    }

    @Test
    void aRefusalWhoseBodyDoesNotEndInTimeIsStillARefusal() throws Exception {
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), null, SERVER);
        assertThat(dialled.peek().opening().answered(head(503, "Retry-After", "7"))).isNull();
        timer.next(TIMEOUT, TIMEOUT).run();
        assertThat(failure(attempt)).isInstanceOf(DeploymentException.class).cause()
                .isInstanceOfSatisfying(HandshakeException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.headers()).containsEntry("retry-after", List.of("7"));
                    assertThat(refusal.body()).isEmpty();
                });
        assertThat(dialled.remove().cut()).isTrue();
    }

    @Test
    void cancellingCutsTheConnectionAndEndsTheDeadline() throws Exception {
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), null, SERVER);
        attempt.cancel(false);
        assertThat(dialled.remove().cut()).isTrue();
        assertThat(timer.next(TIMEOUT, TIMEOUT).cancelled()).isTrue();
        alive.assertEnded();
    }

    @Test
    void closingTheClientCancels() throws Exception {
        ClientRuntime client = client(null, null);
        CompletableFuture<Session> attempt = client.connectAsync(new Silent(), null, SERVER);
        client.close(Duration.ZERO);
        assertThat(failure(attempt)).isInstanceOf(CancellationException.class);
        alive.assertEnded();
    }

    // ---- What the application brings -----------------------------------------------------------------------------

    @Test
    void aTlsContextThatIsNotReadyFailsTheAttempt() throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().sslContext(SSLContext.getInstance("TLS")).build();
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), config, URI.create("wss://server/"));
        assertThat(failure(attempt)).isInstanceOf(DeploymentException.class).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(dialled).isEmpty();
        alive.assertEnded();
    }

    @Test
    void whatBeforeRequestThrowsFailsTheAttempt() throws Exception {
        ClientEndpointConfig config = config(new ClientEndpointConfig.Configurator() {
            @Override
            public void beforeRequest(Map<String, List<String>> headers) {
                throw new NoClassDefFoundError("missing");
            }
        });
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), config, SERVER);
        assertThat(failure(attempt)).isInstanceOf(DeploymentException.class).hasRootCauseInstanceOf(NoClassDefFoundError.class);
        alive.assertEnded();
    }

    @Test
    void whatAfterResponseThrowsDoesNotHideTheRefusal() throws Exception {
        ClientEndpointConfig config = config(new ClientEndpointConfig.Configurator() {
            @Override
            public void afterResponse(HandshakeResponse response) {
                throw new NoClassDefFoundError("missing");
            }
        });
        CompletableFuture<Session> attempt = client(null, null).connectAsync(new Silent(), config, SERVER);
        dialled.remove().refuse(403, "X", "y");
        assertThat(failure(attempt).getCause()).isInstanceOfSatisfying(HandshakeException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.getSuppressed()).singleElement()
                    .satisfies(suppressed -> assertThat(suppressed).hasRootCauseInstanceOf(NoClassDefFoundError.class));
        });
        alive.assertEnded();
    }

    // ---- Proxies -------------------------------------------------------------------------------------------------

    private static final Proxy PROXY = new Proxy(Proxy.Kind.HTTP, "proxy", 3128, new Credentials("user", "secret"));
    private static final String DIGEST = "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Digest realm=\"p\", nonce=\"n\", qop=\"auth\"\r\n\r\n";
    private static final String BASIC = "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n";

    @Test
    void aHostThatSocksCannotNameFailsTheAttempt() throws Exception {
        Proxy socks = new Proxy(Proxy.Kind.SOCKS5, "proxy", 1080, null);
        URI uri = URI.create("ws://" + "a".repeat(60) + ("." + "a".repeat(60)).repeat(4) + "/");
        CompletableFuture<Session> attempt = client(socks, null).connectAsync(new Silent(), null, uri);
        assertThat(failure(attempt)).isInstanceOf(DeploymentException.class).hasMessageContaining("1 to 255 bytes");
        alive.assertEnded();
    }

    /** An answer by Digest is for one request target and counts; what the server's answer leads to is another connection. */
    @ParameterizedTest
    @CsvSource({"Digest, false", "Basic, true"})
    void aProxyIsToldBasicOnEveryConnectionButDigestOnlyWhenItAsks(String scheme, boolean again) throws Exception {
        String refusal = scheme.equals("Digest") ? DIGEST : BASIC;
        CompletableFuture<Session> attempt =
                client(PROXY, new Credentials("me", "mine")).connectAsync(new Silent(), null, URI.create("ws://[::1]:81/x"));
        assertThat(dialled.peek().connect()).startsWith("CONNECT [::1]:81 HTTP/1.1\r\n").doesNotContain("Authorization");
        dialled.remove().proxyRefuses(refusal);
        assertThat(dialled.peek().connect()).contains("Proxy-Authorization: " + scheme);
        dialled.remove().refuse(401, "WWW-Authenticate", "Basic realm=x");
        assertThat(dialled.peek().connect().contains("Proxy-Authorization: ")).isEqualTo(again);
        dialled.remove().proxyRefuses(refusal);
        assertThat(dialled.peek().connect()).contains("Proxy-Authorization: " + scheme);
        dialled.remove().proxyRefuses(refusal);
        assertThat(dialled).as("refused credentials are not sent again").isEmpty();
        assertThat(failure(attempt)).hasMessageContaining("407");
    }

    @Test
    void theDigestForAProxyIsForTheAuthorityThatItIsAskedFor() {
        client(PROXY, null).connectAsync(new Silent(), null, URI.create("ws://[::1]/x"));
        dialled.remove().proxyRefuses(DIGEST);
        assertThat(dialled.remove().connect()).contains("uri=\"[::1]:80\"");
    }

    @Test
    void aProxysRefusalHasABody() throws Exception {
        CompletableFuture<Session> attempt = client(PROXY, null).connectAsync(new Silent(), null, SERVER);
        Dialled connection = dialled.remove();
        connection.route().tunnel().feed(ByteBuffer.wrap("HTTP/1.1 403 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        connection.opening().refused(connection.route().tunnel(), "not there".getBytes(StandardCharsets.US_ASCII));
        assertThat(failure(attempt).getCause()).isInstanceOfSatisfying(HandshakeException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.bodyText()).isEqualTo("not there");
        });
    }

    @Test
    void aSynchronousCallerGetsTheSameExceptions() throws Exception {
        ClientRuntime client = client(null, null);
        CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return client.connectToServer(new Silent(), null, SERVER);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        timer.next(TIMEOUT, TIMEOUT).run();
        assertThat(waiting).failsWithin(10, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(SocketTimeoutException.class);
    }
}
