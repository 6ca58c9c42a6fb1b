package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bosphorus.benchmarks.client.EchoClient;
import dev.bosphorus.benchmarks.results.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, with this test's server for every peer. */
class CompareTest {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private String run(List<String> command, String... options) throws Exception {
        return run(peer -> command, options);
    }

    private String run(Function<Peer, List<String>> commands, String... options) throws Exception {
        new Compare(CompareOptions.parse(options), commands, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(String.join(" ", options));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void measuresPrintsAndDraws() throws Exception {
        String text = run(List.of(JAVA, "-classpath", System.getProperty("java.class.path"), CompareServer.class.getName()),
                "--peers", "tomcat,netty", "--cells", "txt1k_c64,handshake", "--rounds", "1", "--warm-up", "0", "--seconds", "1",
                "--out", folder.toString());
        assertThat(text).contains("round 1  Tomcat", "round 1  Netty", "opening handshakes").doesNotContain("failed", "FAULTS");
        assertThat(Files.readAllLines(folder.resolve("measurements.tsv"))).hasSize(5)
                .first().asString().startsWith("round\tpeer\tcell\trate\t");
        assertThat(folder.resolve("index.html")).content().startsWith("<!DOCTYPE html>")
                .contains("<svg", "--cells txt1k_c64,handshake", "1 KiB ASCII text, 64 connections").doesNotContain("http://localhost");
    }

    @Test
    void clientsAreMeasuredTheSameWay() throws Exception {
        String text = run(List.of(JAVA, "-classpath", System.getProperty("java.class.path"), EchoClient.class.getName()),
                "--clients", "--peers", "tomcat", "--cells", "client64_d1*", "--rounds", "1", "--warm-up", "0", "--seconds", "1",
                "--out", folder.toString());
        assertThat(text).contains("1 clients, 2 cells", "round 1  Tomcat", Cell.CLIENT64_D16.label()).doesNotContain("failed", "FAULTS");
        assertThat(Files.readAllLines(folder.resolve("measurements.tsv"))).hasSize(3)
                .anyMatch(line -> line.startsWith("1\ttomcat\tclient64_d16\t"));
        assertThat(folder.resolve("index.html")).content()
                .contains("<h1>WebSocket clients compared</h1>", "<th>messages per client CPU second</th>");
    }

    @Test
    void processesOfWhichNoneStartsAreSaid() {
        assertThatIOException().isThrownBy(() -> run(List.of(JAVA, "-version"), "--peers", "tomcat", "--out", folder.toString()))
                .withMessage("nothing could be measured, see " + folder);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("not measured: the process does not get ready, see ");
    }

    @Test
    void aProcessThatDoesNotStartIsSaidAndTheOthersAreMeasured() throws Exception {
        List<String> server = List.of(JAVA, "-classpath", System.getProperty("java.class.path"), CompareServer.class.getName());
        assertThat(run(peer -> peer.id().equals("tomcat") ? List.of(JAVA, "-version") : server,
                "--peers", "tomcat,netty", "--cells", "txt1k_c64", "--rounds", "1", "--warm-up", "0", "--seconds", "1",
                "--out", folder.toString())).contains("not measured: the process does not get ready, see ");
        assertThat(Files.readAllLines(folder.resolve("measurements.tsv"))).hasSize(2)
                .last().asString().startsWith("1\tnetty\ttxt1k_c64\t");
    }
}
