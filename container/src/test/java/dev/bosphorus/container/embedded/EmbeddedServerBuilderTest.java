package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.blocking.VirtualThreads;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alone, since it looks at the threads of the process. */
@Isolated
class EmbeddedServerBuilderTest {

    @ServerEndpoint("/one/{part}")
    public static class One {
        @OnMessage
        public String text(String text) {
            return text;
        }
    }

    @ServerEndpoint("/two")
    public static class Two extends One {
        @Override
        @OnMessage
        public String text(String text) {
            return text;
        }
    }

    @ServerEndpoint("/bad")
    public static class Bad {
        @OnMessage
        public void text(Thread nonsense) {
            throw new UnsupportedOperationException();
        }
    }

    private static void rejects(String sentence, Consumer<EmbeddedServerBuilder> option) {
        assertThatIllegalArgumentException().isThrownBy(() -> option.accept(EmbeddedServer.builder()))
                .withMessage(sentence);
    }

    /** The threads that belong to a server. */
    private static List<Thread> threads() {
        // Those of clients are shared by all of the process, and end by themselves.
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bosphorus-") && !thread.getName().startsWith("bosphorus-client"))
                .toList();
    }

    /** Those of them that do not end by themselves: one that has told that it ends may still be about to. */
    private static List<Thread> threadsThatStay() throws InterruptedException {
        for (Thread thread : threads()) {
            thread.join(5_000);
        }
        return threads();
    }

    static Stream<TransportKind> kinds() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS, TransportKind.IO_URING)
                .filter(TransportKind::isAvailable);
    }

    // ---- Bad options ---------------------------------------------------------------------------------------------

    @Test
    void portHasToBeAPort() {
        rejects("the port must be 0 to 65535, not -1", options -> options.port(-1));
        rejects("the port must be 0 to 65535, not 65536", options -> options.port(65_536));
    }

    @Test
    void hostHasToBeThere() {
        rejects("the host must not be empty", options -> options.host(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "app", "/app/", "/a//b", "/a b", "/{a}", "/a?b", "//"})
    void contextPathHasToBeNamesAfterSlashes(String path) {
        rejects("the context path must be empty, or names that each follow a slash, not " + path,
                options -> options.contextPath(path));
    }

    @Test
    void timesHaveToBePositive() {
        rejects("sendTimeout must be positive, not PT0S", options -> options.sendTimeout(Duration.ZERO));
        rejects("closeTimeout must be positive, not PT-1S", options -> options.closeTimeout(Duration.ofSeconds(-1)));
        rejects("headTimeout must be positive, not PT0S", options -> options.headTimeout(Duration.ZERO));
    }

    @Test
    void numbersHaveToBePositive() {
        rejects("maxConnections must be at least 1, not 0", options -> options.maxConnections(0));
        rejects("workerThreads must be at least 1, not 0", options -> options.workerThreads(0));
        rejects("the high-water mark must be at least 1, not 0", options -> options.outboundQueue(0, 1));
        rejects("the queue must hold at least the high-water mark 2, not 1", options -> options.outboundQueue(2, 1));
    }

    @Test
    void originHasToBeAnOrigin() {
        rejects("an origin is scheme://host[:port], not example.org", options -> options.allowedOrigins("example.org"));
    }

    @Test
    void staticFilesHaveToBeAFolder(@TempDir Path folder) {
        Path nothing = folder.resolve("nothing");
        rejects(nothing + " is no folder", options -> options.staticFiles(nothing));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtualThreadsNeedAJdkThatHasThem() {
        rejects("VIRTUAL_THREADS needs JDK 21 or later; this is JDK 17",
                options -> options.transport(TransportKind.VIRTUAL_THREADS));
    }

    // ---- What is started -----------------------------------------------------------------------------------------

    @Test
    void automaticTransportIsTheBestOfThisJdk() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().start()) {
            assertThat(server.transport()).isEqualTo(
                    VirtualThreads.areSupported() ? TransportKind.VIRTUAL_THREADS : TransportKind.EVENT_LOOP);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void serverSaysWhereItIs(TransportKind kind) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().transport(kind).contextPath("/app")
                .endpoint(ServerEndpointConfig.Builder.create(Two.class, "/configured").build())
                .application(List.of(One.class, Two.class)).start()) {
            assertThat(server.port()).isPositive();
            assertThat(server.uri()).hasToString("ws://localhost:" + server.port() + "/app");
            assertThat(server.paths()).containsExactly("/app/configured", "/app/one/{part}", "/app/two");
            server.container().addEndpoint(ServerEndpointConfig.Builder.create(Two.class, "/late").build());
            assertThat(server.paths()).contains("/app/late");
        }
    }

    @Test
    void secureServerSaysSo() throws Exception {
        TestCertificates certificates = TestCertificates.shared();
        try (EmbeddedServer server = EmbeddedServer.builder()
                .tls(new Tls.KeyStoreFile(certificates.keyStore, TestCertificates.PASSWORD)).start()) {
            assertThat(server.uri()).hasToString("wss://localhost:" + server.port());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void serverThatHasStoppedLeavesNoThread(TransportKind kind) throws Exception {
        EmbeddedServer server = EmbeddedServer.builder().transport(kind).endpoints(Two.class).start();
        try (RawClient client = new RawClient(server).upgrade("/two").send(RawClient.text("hello"))) {
            assertThat(client.frame().text()).isEqualTo("hello");
            assertThat(threads()).isNotEmpty();
            server.stop(Duration.ZERO);
        }
        assertThat(threadsThatStay()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void portThatIsTakenIsNamedAndNothingIsLeftBehind(TransportKind kind) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedServer.builder().transport(kind).port(port).start())
                    .isInstanceOf(IOException.class).hasMessageStartingWith("cannot listen on localhost:" + port + ": ");
        }
        assertThat(threadsThatStay()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = TransportKind.class, names = {"AUTO", "EVENT_LOOP"})
    void hostThatIsUnknownIsNamedAndNothingIsLeftBehind(TransportKind kind) throws Exception {
        assertThatThrownBy(() -> EmbeddedServer.builder().transport(kind).host("no.such.host.invalid").port(80).start())
                .isInstanceOf(IOException.class).hasMessage("cannot listen on no.such.host.invalid:80: unknown host");
        assertThat(threadsThatStay()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void badEndpointIsReportedAndNothingIsLeftBehind(TransportKind kind) throws Exception {
        assertThatThrownBy(() -> EmbeddedServer.builder().transport(kind).endpoints(Two.class, Bad.class).start())
                .isInstanceOf(DeploymentException.class).hasMessageContaining(Bad.class.getSimpleName());
        assertThat(threadsThatStay()).isEmpty();
    }

    @Test
    void deadlineHasToBeOne() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().start()) {
            assertThatIllegalArgumentException().isThrownBy(() -> server.stop(Duration.ofSeconds(-1)))
                    .withMessage("the deadline must not be negative: PT-1S");
        }
    }
}
