package dev.bosphorus.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.examples.Servers;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients of other makes: 0 bytes to 16 MiB of text and binary, whole and in fragments; {@code /echo/stream} answers in
 * fragments too.
 */
class InteropTest {

    /** Eight sizes of text and binary, and four of them in fragments besides. */
    private static final int CASES = 8 * 2 + 4 * 2;

    static Stream<Arguments> everyWay() {
        return Stream.of(Peer.values()).flatMap(peer -> Servers.transports().flatMap(transport ->
                Stream.of("/echo", "/echo/stream").flatMap(path ->
                        Stream.of(true, false).map(deflate -> Arguments.of(peer, transport, path, deflate)))));
    }

    @ParameterizedTest(name = "{0} {1} {2} deflate={3}")
    @MethodSource("everyWay")
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void messagesComeBackAsTheyWere(Peer peer, TransportKind transport, String path, boolean deflate) throws Exception {
        boolean installed = peer.command().isPresent();
        if (!installed) {
            System.out.println("InteropTest is skipped for " + peer + ", which needs " + peer.needs());
        }
        assumeTrue(installed, () -> peer + " needs " + peer.needs());
        try (EmbeddedServer server = Servers.start(transport)) {
            String output = peer.talkTo(URI.create(server.uri() + path), deflate);
            assertThat(output).doesNotContain("DIFFERENT").endsWith("closed 4001 done\ndone\n");
            assertThat(output.lines().filter(line -> line.startsWith("same"))).hasSize(CASES);
            assertThat(output.lines().findFirst().orElseThrow())
                    .isEqualTo(deflate ? "extensions permessage-deflate" : "extensions");
        }
    }
}
