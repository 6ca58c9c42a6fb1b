package dev.bosphorus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both echo endpoints, as a user meets them. */
class EchoTest {

    private static final int[] SIZES = {0, 1, 125, 126, 65_535, 65_536, 1024 * 1024 + 7};

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void wholeMessagesComeBackAsTheyWere(TransportKind transport) throws Exception {
        echoes(transport, "/echo");
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void streamedMessagesComeBackAsTheyWere(TransportKind transport) throws Exception {
        echoes(transport, "/echo/stream");
    }

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void messageOf16MiBInFragmentsComesBack(TransportKind transport) throws Exception {
        byte[] message = random(16 * 1024 * 1024);
        try (EmbeddedServer server = Servers.start(transport); TestClient client = TestClient.connect(server.uri(), "/echo")) {
            assertThat(client.sendFragmented(message, 64 * 1024).binary()).isEqualTo(message);
        }
    }

    private static void echoes(TransportKind transport, String path) throws Exception {
        try (EmbeddedServer server = Servers.start(transport); TestClient client = TestClient.connect(server.uri(), path)) {
            for (int size : SIZES) {
                String text = "ğ🌊x".repeat(size / 7) + "y".repeat(size % 7);
                assertThat(client.send(text).text()).isEqualTo(text);
                byte[] binary = random(size);
                assertThat(client.send(binary).binary()).isEqualTo(binary);
            }
            client.close(4321, "done");
            assertThat(client.closed()).isEqualTo(new TestClient.Closed(4321, "done"));
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
