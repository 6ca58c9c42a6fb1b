package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bosphorus.benchmarks.client.EchoClient;
import dev.bosphorus.benchmarks.client.PromptEchoClient.PromptSender;
import dev.bosphorus.benchmarks.results.Cell;
import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients in this process: that their messages are counted and that it is seen what is wrong. */
class ClientLoadTest {

    private static final Duration MEASURED = Duration.ofMillis(100);

    private static Outcome run(WebSocketContainer container, EchoClient.EndpointMaker endpoints, int depth, int bytes, Content content)
            throws IOException {
        EchoClient client = new EchoClient(container, endpoints);
        Load load = new Load(Cell.CLIENT64_D1, Load.Mode.CLIENT, "/echo", 4, depth, bytes, content);
        return ClientLoad.run(load, order -> open(client, order), new Meter(ProcessHandle.current()), Duration.ZERO, MEASURED);
    }

    /** Not on the thread that is the server. */
    private static void open(EchoClient client, String order) {
        Thread thread = new Thread(() -> {
            try {
                client.obey(order);
            } catch (IOException | DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }, "clients");
        thread.setDaemon(true);
        thread.start();
    }

    private static Outcome run(EchoClient.EndpointMaker endpoints) throws IOException {
        return run(ContainerProvider.getWebSocketContainer(), endpoints, 2, 16, Content.BINARY);
    }

    private static void assertSound(Outcome outcome) {
        assertThat(outcome.count()).isPositive().isGreaterThanOrEqualTo(outcome.latency().total());
        assertThat(outcome.latency().total()).isPositive();
        assertThat(outcome).extracting(Outcome::bad, Outcome::stalled, Outcome::closed).containsExactly(0L, 0L, 0L);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, BINARY", "16, 16, BINARY", "16, 1024, ASCII", "1, 1023, MULTI_BYTE"})
    void messagesAreCountedAndRight(int depth, int bytes, Content content) throws Exception {
        assertSound(run(ContainerProvider.getWebSocketContainer(), EchoClient.Sender::new, depth, bytes, content));
    }

    @Test
    void alsoOnTheEventLoop() throws Exception {
        WebSocketClient client = WebSocketClient.builder().transport(TransportKind.EVENT_LOOP).build();
        assertSound(run(client, PromptSender::new, 16, 16, Content.BINARY));
    }

    /** Answers each message at once, with the same length of zeros. */
    @ClientEndpoint
    public static final class Zeros {
        @OnMessage
        public ByteBuffer binary(ByteBuffer message) {
            return ByteBuffer.allocate(message.remaining());
        }
    }

    @ClientEndpoint
    public static final class Closing {
        @OnMessage
        public void binary(ByteBuffer message, Session session) throws IOException {
            session.close();
        }
    }

    @ClientEndpoint
    public static final class Silent {
        @OnMessage
        public void binary(ByteBuffer message) {
            // No message.
        }
    }

    @Test
    void wrongMessagesAreCounted() throws Exception {
        assertThat(run((inFlight, messages) -> new Zeros()).bad()).isPositive();
    }

    @Test
    void connectionsThatTheClientClosesAreCounted() throws Exception {
        assertThat(run((inFlight, messages) -> new Closing()).closed()).isEqualTo(4);
    }

    @Test
    void connectionsWithoutMessagesAreStalled() throws Exception {
        assertThat(run((inFlight, messages) -> new Silent()).stalled()).isEqualTo(4);
    }

    /** As a client is that misses a reply. */
    @Test
    void aClientWithFewerInFlightIsStalled() throws Exception {
        assertThat(run((inFlight, messages) -> new EchoClient.Sender(inFlight - 1, messages)).stalled()).isEqualTo(4);
    }

    @Test
    void aReplyThatIsWrongEndsTheSession() throws Exception {
        // It takes the first message for all, so that the second one is a reply to it, of the right length.
        assertThat(run((inFlight, messages) -> new EchoClient.Sender(inFlight, 1)).closed()).isEqualTo(4);
    }

    @Test
    void anOrderThatDoesNotArriveFails() {
        Load load = new Load(Cell.CLIENT64_D1, Load.Mode.CLIENT, "/echo", 1, 1, 16, Content.BINARY);
        assertThatIOException().isThrownBy(() -> ClientLoad.run(load, order -> {
            throw new IOException("gone: " + order.replaceFirst(":[0-9]+/", ":1/"));
        }, new Meter(ProcessHandle.current()), Duration.ZERO, MEASURED)).withMessage("gone: ws://127.0.0.1:1/echo 1 1 8");
    }
}
