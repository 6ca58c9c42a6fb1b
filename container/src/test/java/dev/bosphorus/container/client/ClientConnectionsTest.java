package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import dev.bosphorus.container.embedded.TestCertificates;
import dev.bosphorus.container.embedded.Tls;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to a server and what becomes of sessions, on both transports: TLS, proxies, reconnecting, threads. */
@Isolated("counts the threads of the process")
class ClientConnectionsTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    /** Closes with the code that it is sent. */
    @ServerEndpoint("/close")
    public static class Closing {
        @OnMessage
        public void close(int code, Session session) throws IOException {
            session.close(new CloseReason(CloseCodes.getCloseCode(code), "as told"));
        }
    }

    @ServerEndpoint("/connect")
    @NonBlocking
    public static class Connecting {
        @OnMessage
        public String connect(String uri, Session session) {
            return String.valueOf(catchThrowable(() -> session.getContainer().connectToServer(Collecting.class,
                    ClientEndpointConfig.Builder.create().build(), URI.create(uri))));
        }
    }

    /** Collects what it is sent. */
    public static class Collecting extends Endpoint {
        final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, messages::add);
            sessions.add(session);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closes.add(reason.getCloseCode().getCode());
        }
    }

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    static Stream<TransportKind> kinds() {
        return WebSocketClientTest.kinds();
    }

    private static EmbeddedServerBuilder server() {
        return EmbeddedServer.builder().endpoints(Echo.class, Closing.class, Connecting.class);
    }

    private static EmbeddedServerBuilder tlsServer() {
        return server().tls(new Tls.Pem(CERTIFICATES.certificate, CERTIFICATES.privateKey));
    }

    private static URI uri(EmbeddedServer server, String path) {
        return URI.create(server.uri() + path);
    }

    private static ClientEndpointConfig trusting() {
        return ClientEndpointConfig.Builder.create().sslContext(CERTIFICATES.client()).build();
    }

    private static String echo(WebSocketClient client, ClientEndpointConfig config, URI uri) throws Exception {
        Collecting endpoint = new Collecting();
        Session session = client.connectToServer(endpoint, config, uri);
        session.getBasicRemote().sendText("hello");
        String reply = endpoint.messages.poll(10, TimeUnit.SECONDS);
        session.close();
        return reply;
    }

    // ---- TLS -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("kinds")
    void theConfigurationsTlsContextIsUsed(TransportKind kind) throws Exception {
        try (EmbeddedServer server = tlsServer().start(); WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
            assertThat(echo(client, trusting(), uri(server, "/echo"))).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theClientsTlsContextIsUsedWhereTheConfigurationHasNone(TransportKind kind) throws Exception {
        try (EmbeddedServer server = tlsServer().start();
                WebSocketClient client = WebSocketClient.builder().transport(kind).tls(CERTIFICATES.client()).build()) {
            assertThat(echo(client, ClientEndpointConfig.Builder.create().build(), uri(server, "/echo"))).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCertificateThatNobodyTrustsIsRefused(TransportKind kind) throws Exception {
        try (EmbeddedServer server = tlsServer().start(); WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> echo(client, ClientEndpointConfig.Builder.create().build(), uri(server, "/echo")))
                    .withMessageContaining("certif");
        }
    }

    /** RFC 6455, 4.1, item 5; RFC 9110, 4.3.4. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aCertificateOfAnotherHostIsRefused(TransportKind kind) throws Exception {
        try (EmbeddedServer server = tlsServer().host("127.0.0.2").start();
                WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> echo(client, trusting(), uri(server, "/echo")))
                    .withMessageContaining("127.0.0.2");
        }
    }

    // ---- Proxies -------------------------------------------------------------------------------------------------

    static Stream<Arguments> proxies() {
        return kinds().flatMap(kind -> Stream.of(false, true).flatMap(socks -> Stream.of(false, true)
                .flatMap(guarded -> Stream.of(false, true).map(tls -> Arguments.of(kind, socks, guarded, tls)))));
    }

    private static WebSocketClient.Builder through(TestProxy proxy, boolean socks, String password) {
        WebSocketClient.Builder builder = WebSocketClient.builder();
        if (password == null) {
            return socks ? builder.socksProxy("localhost", proxy.port()) : builder.httpProxy("localhost", proxy.port());
        }
        return socks ? builder.socksProxy("localhost", proxy.port(), "user", password)
                : builder.httpProxy("localhost", proxy.port(), "user", password);
    }

    @ParameterizedTest(name = "{0}, SOCKS {1}, credentials {2}, TLS {3}")
    @MethodSource("proxies")
    void aProxyOpensATunnel(TransportKind kind, boolean socks, boolean guarded, boolean tls) throws Exception {
        try (EmbeddedServer server = (tls ? tlsServer() : server()).start(); TestProxy proxy = new TestProxy(socks, guarded);
                WebSocketClient client = through(proxy, socks, guarded ? "secret" : null).transport(kind).build()) {
            assertThat(echo(client, trusting(), uri(server, "/echo"))).isEqualTo("hello");
            assertThat(proxy.tunnels).containsExactly("localhost:" + server.port());
        }
    }

    @ParameterizedTest(name = "{0}, SOCKS {1}")
    @MethodSource("proxies")
    void aProxyThatRefusesIsNamed(TransportKind kind, boolean socks, boolean guarded, boolean withPassword) throws Exception {
        try (EmbeddedServer server = server().start(); TestProxy proxy = new TestProxy(socks, true);
                WebSocketClient client = through(proxy, socks, withPassword ? "wrong" : null).transport(kind).build()) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> echo(client, trusting(), uri(server, "/echo")))
                    .withMessageContaining("proxy").havingCause().isInstanceOfSatisfying(HandshakeException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(socks ? 0 : 407));
            assertThat(proxy.tunnels).isEmpty();
        }
    }

    // ---- Reconnecting --------------------------------------------------------------------------------------------

    private static final Reconnect SOON = Reconnect.backoff(Duration.ofMillis(1), Duration.ofMillis(10));

    @ParameterizedTest
    @MethodSource("kinds")
    void aSessionThatEndedAgainstOurWillIsOpenedAnew(TransportKind kind) throws Exception {
        Collecting endpoint = new Collecting();
        try (EmbeddedServer server = server().start();
                WebSocketClient client = WebSocketClient.builder().transport(kind).reconnect(SOON).build()) {
            Session first = client.connectToServer(endpoint, trusting(), uri(server, "/close"));
            assertThat(endpoint.sessions.poll(10, TimeUnit.SECONDS)).isSameAs(first);
            first.getBasicRemote().sendText("1012");
            Session second = endpoint.sessions.poll(10, TimeUnit.SECONDS);
            assertThat(second).isNotNull().isNotSameAs(first);
            assertThat(second.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSessionThatWasClosedOnPurposeIsNotOpenedAnew(TransportKind kind) throws Exception {
        Collecting endpoint = new Collecting();
        try (EmbeddedServer server = server().start();
                WebSocketClient client = WebSocketClient.builder().transport(kind).reconnect(SOON).build()) {
            client.connectToServer(endpoint, trusting(), uri(server, "/close")).close();
            client.connectToServer(endpoint, trusting(), uri(server, "/close")).getBasicRemote().sendText("1000");
            assertThat(endpoint.closes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(endpoint.closes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
            // Whatever was to follow would be there when a third session has come and gone.
            client.connectToServer(endpoint, trusting(), uri(server, "/close")).close();
            assertThat(endpoint.closes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(endpoint.sessions).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void reconnectingOutlivesAServerThatIsAwayForAWhile(TransportKind kind) throws Exception {
        Collecting endpoint = new Collecting();
        EmbeddedServer server = server().start();
        int port = server.port();
        try (WebSocketClient client = WebSocketClient.builder().transport(kind).reconnect(SOON).build()) {
            client.connectToServer(endpoint, trusting(), uri(server, "/echo"));
            endpoint.sessions.remove();
            server.close();
            assertThat(endpoint.closes.poll(10, TimeUnit.SECONDS)).isEqualTo(1001);
            try (EmbeddedServer again = server().port(port).start()) {
                assertThat(endpoint.sessions.poll(10, TimeUnit.SECONDS)).isNotNull();
                assertThat(again.port()).isEqualTo(port);
            }
        }
    }

    // ---- Threads -------------------------------------------------------------------------------------------------

    @Test
    void anIoThreadDoesNotWaitForAConnection() throws Exception {
        try (EmbeddedServer server = server().transport(TransportKind.EVENT_LOOP).start();
                WebSocketClient client = WebSocketClient.builder().build()) {
            Collecting endpoint = new Collecting();
            Session session = client.connectToServer(endpoint, trusting(), uri(server, "/connect"));
            session.getBasicRemote().sendText(uri(server, "/echo").toString());
            String thrown = endpoint.messages.poll(10, TimeUnit.SECONDS);
            assertThat(thrown).contains("IllegalStateException", "connectAsync");
        }
    }

    /** All but the workers that run callbacks where there are no virtual threads: of these, there are as many as run at a time. */
    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("bosphorus-client") && !name.contains("worker")).count();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aThousandTlsSessionsAddNoMoreThreadsThanCores(TransportKind kind) throws Exception {
        try (EmbeddedServer server = tlsServer().start(); WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
            Collecting endpoint = new Collecting();
            ClientEndpointConfig config = trusting();
            client.connectToServer(endpoint, config, uri(server, "/echo"));
            long withOne = ioThreads();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                sessions.add(client.connectToServer(endpoint, config, uri(server, "/echo")));
            }
            assertThat(sessions).allMatch(Session::isOpen);
            assertThat(ioThreads() - withOne).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    /** The program of {@link #aMainThatOnlyUsesAClientEndsWithItsSessions}: its arguments are a URI and a transport. */
    public static final class Main {
        public static void main(String[] args) throws Exception {
            WebSocketClient client = WebSocketClient.builder().transport(TransportKind.valueOf(args[1])).build();
            client.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                    session.addMessageHandler(String.class, text -> {
                        System.out.println(text);
                        try {
                            session.close();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    session.getAsyncRemote().sendText("alive");
                }
            }, ClientEndpointConfig.Builder.create().build(), URI.create(args[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMainThatOnlyUsesAClientEndsWithItsSessions(TransportKind kind) throws Exception {
        try (EmbeddedServer server = server().start()) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp", System.getProperty("java.class.path"), Main.class.getName(), uri(server, "/echo").toString(), kind.name())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).as("it stays for its session").isEqualTo("alive");
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void closingTheClientClosesItsSessionsWith1001(TransportKind kind) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        try (EmbeddedServer server = server().start()) {
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                }

                @Override
                public void onClose(Session session, CloseReason reason) {
                    code.complete(reason.getCloseCode().getCode());
                }
            };
            try (WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
                client.connectToServer(endpoint, trusting(), uri(server, "/echo"));
            }
            assertThat(code).isCompletedWithValue(1001);
        }
    }

    @Test
    void asynchronousFailuresAreTheSameExceptions() throws Exception {
        try (EmbeddedServer server = server().start(); WebSocketClient client = WebSocketClient.builder().build()) {
            assertThatThrownBy(() -> client.connectAsync(Collecting.class, null, uri(server, "/nowhere")).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(DeploymentException.class);
        }
    }
}
