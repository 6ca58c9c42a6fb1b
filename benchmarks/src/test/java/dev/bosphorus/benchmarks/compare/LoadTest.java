package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bosphorus.benchmarks.results.Cell;
import dev.bosphorus.container.embedded.EmbeddedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads against a server in this process: that they count what comes and see what is wrong. */
class LoadTest {

    private static final Duration MEASURED = Duration.ofMillis(200);

    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = CompareServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Outcome run(Load load) throws IOException {
        return MessageLoad.run(load, server.port(), new Meter(ProcessHandle.current()), Duration.ZERO, MEASURED);
    }

    private static Load load(Load.Mode mode, String path, int connections, int depth, int bytes, Content content) {
        return new Load(Cell.BIN16_C64_D1, mode, path, connections, depth, bytes, content);
    }

    static Stream<Load> loads() {
        return Stream.of(
                load(Load.Mode.ECHO, "/echo", 8, 16, 16, Content.BINARY),
                load(Load.Mode.ECHO, "/echo", 2, 1, 1 << 20, Content.BINARY),
                load(Load.Mode.ECHO, "/echo", 4, 2, 1024, Content.ASCII),
                load(Load.Mode.ECHO, "/echo", 4, 1, 1024, Content.MULTI_BYTE),
                load(Load.Mode.ECHO, "/echo", 4, 4, 1024, Content.DEFLATED_JSON),
                load(Load.Mode.BROADCAST, "/broadcast", 20, 4, 128, Content.BINARY));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void repliesAreCountedAndRight(Load load) throws Exception {
        Outcome outcome = run(load);
        assertThat(outcome.count()).isPositive().isEqualTo(outcome.latency().total());
        assertThat(outcome.bytes()).isGreaterThan(outcome.count());
        assertThat(outcome).extracting(Outcome::bad, Outcome::stalled, Outcome::closed).containsExactly(0L, 0L, 0L);
    }

    @Test
    void handshakesAreCounted() throws Exception {
        Outcome outcome = HandshakeLoad.run(load(Load.Mode.HANDSHAKE, "/echo", 4, 1, 16, Content.BINARY), server.port(),
                new Meter(ProcessHandle.current()), Duration.ZERO, MEASURED);
        assertThat(outcome.count()).isPositive();
        assertThat(outcome).extracting(Outcome::stalled, Outcome::closed).containsExactly(0L, 0L);
    }

    @Test
    void anotherMessageOfTheSameLengthIsSeen() throws Exception {
        assertThat(run(load(Load.Mode.ECHO, "/zeros", 1, 1, 16, Content.BINARY)).bad()).isPositive();
    }

    @Test
    void connectionsThatTheServerClosesAreCounted() throws Exception {
        assertThat(run(load(Load.Mode.ECHO, "/closing", 3, 1, 16, Content.BINARY)).closed()).isEqualTo(3);
    }

    @Test
    void connectionsWithoutRepliesAreStalled() throws Exception {
        assertThat(run(load(Load.Mode.ECHO, "/silent", 3, 1, 16, Content.BINARY)).stalled()).isEqualTo(3);
    }

    @Test
    void aPathWithoutAnEndpointFails() {
        assertThatIOException().isThrownBy(() -> run(load(Load.Mode.ECHO, "/nothing", 1, 1, 16, Content.BINARY)))
                .withMessageStartingWith("not upgraded as asked for: HTTP/1.1 404");
    }
}
