package dev.bosphorus.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.tck.webapp.JettyServer;
import dev.bosphorus.tck.webapp.ServletServer;
import dev.bosphorus.tck.webapp.TomcatServer;
import dev.bosphorus.tck.webapp.WebApplication;
import dev.bosphorus.tck.wire.cases.Catalogue;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.report.Expectation;
import dev.bosphorus.tck.wire.report.JsonReport;
import dev.bosphorus.tck.wire.run.ClientRun;
import dev.bosphorus.tck.wire.run.Progress;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.ServerRun;
import example.echo.Echo;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the wire suite on all that is ours: the results are those that are committed, neither worse nor better. */
@Timeout(180)
class OursWireTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARALLEL = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("transports")
    void embeddedServer(TransportKind transport) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().port(0).transport(transport).endpoints(Echo.class).start()) {
            assertAsExpected("embedded", "Bosphorus, " + transport.name().toLowerCase(Locale.ROOT).replace('_', ' '), server.port());
        }
    }

    static Stream<TransportKind> transports() {
        return Stream.of(TransportKind.VIRTUAL_THREADS, TransportKind.EVENT_LOOP, TransportKind.IO_URING)
                .filter(TransportKind::isAvailable);
    }

    @Test
    void tomcat() throws Exception {
        try (ServletServer server = TomcatServer.start(application())) {
            assertAsExpected("tomcat", "Bosphorus in Tomcat", server.port());
        }
    }

    @Test
    void jetty() throws Exception {
        try (ServletServer server = JettyServer.start(application())) {
            assertAsExpected("jetty", "Bosphorus in Jetty", server.port());
        }
    }

    @Test
    void client() throws Exception {
        try (ClientRun run = new ClientRun(InetAddress.getLoopbackAddress(), 0, Catalogue.of(Subject.CLIENT), PATIENCE, Progress.NONE)) {
            Process driver = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                    "-Dextension=permessage-deflate; client_max_window_bits", "drivers/JakartaClient.java", "ws://localhost:" + run.port())
                    .redirectErrorStream(true).redirectOutput(Path.of("target", "wire-client.log").toFile()).start();
            try {
                assertThat(driver.waitFor(150, TimeUnit.SECONDS)).isTrue();
            } finally {
                driver.destroyForcibly();
            }
            run.awaitReport();
            assertAsExpected("client", run.result("Bosphorus, client"));
        }
    }

    private WebApplication application() throws Exception {
        Path war = folder.resolve("echo.war");
        ShrinkWrap.create(WebArchive.class).addClass(Echo.class).as(ZipExporter.class).exportTo(war.toFile());
        return new WebApplication("127.0.0.1", 0, "", war, Files.createDirectory(folder.resolve("container")));
    }

    private static void assertAsExpected(String target, String name, int port) throws Exception {
        ServerRun run = new ServerRun(URI.create("ws://127.0.0.1:" + port + "/echo"), null, PATIENCE, PARALLEL);
        RunResult result = run.run(name, Catalogue.of(Subject.SERVER), Progress.NONE);
        assertAsExpected(target, result);
    }

    private static void assertAsExpected(String target, RunResult result) throws Exception {
        Path report = Path.of("target", "wire-" + result.name().toLowerCase(Locale.ROOT).replaceAll("\\W+", "-") + ".json");
        JsonReport.write(report, result);
        assertThat(Expectation.read(Path.of("src/test/resources/expected", target + ".txt")).differences(result))
                .as("what went over the wire is in " + report).isEmpty();
    }
}
