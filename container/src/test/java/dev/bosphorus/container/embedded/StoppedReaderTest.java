package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.SessionGroup;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** One receiver of many has stopped reading, which is no trouble of the others. */
@ParameterizedClass
@MethodSource("plain")
class StoppedReaderTest {

    private static final int READERS = 8;
    /** More than the buffers of both systems take (some 5 MiB), less than may be queued (16 MiB). */
    private static final int MESSAGES = 200;
    private static final int BYTES = 60_000;
    /** What the server and the machine may take for all of that: a stall of the loop for each message would take far longer. */
    private static final int PATIENCE_SECONDS = 60;

    private static final BlockingQueue<Session> OPENED = new LinkedBlockingQueue<>();

    @ServerEndpoint("/receiving")
    public static class Receiving {
        @OnOpen
        public void open(Session session) {
            OPENED.add(session);
        }
    }

    /** Counts down with each message. */
    private static final class Reader extends Endpoint {
        final CountDownLatch all = new CountDownLatch(MESSAGES);

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(byte[].class, message -> all.countDown());
        }
    }

    private interface Broadcast {
        void send(ByteBuffer message) throws IOException;
    }

    @Parameter
    Variant variant;

    private final ByteBuffer message = ByteBuffer.allocate(BYTES);
    private final List<Reader> readers = new ArrayList<>();
    private final List<Session> receivers = new ArrayList<>();
    private EmbeddedServer server;
    private WebSocketClient client;
    private RawClient silent;
    private ExtendedSession stopped;

    static Stream<Variant> plain() {
        return Variant.all().filter(variant -> !variant.tls());
    }

    /** The one that does not read comes first in every loop. */
    private void start(Duration sendTimeout) throws Exception {
        new Random(1).nextBytes(message.array());
        OPENED.clear();
        server = variant.builder().endpoints(Receiving.class).sendTimeout(sendTimeout).start();
        client = WebSocketClient.builder().transport(variant.kind()).build();
        silent = new RawClient(server).upgrade("/receiving");
        receivers.add(opened());
        stopped = ExtendedSession.of(receivers.get(0));
        for (int i = 0; i < READERS; i++) {
            Reader reader = new Reader();
            readers.add(reader);
            client.connectToServer(reader, ClientEndpointConfig.Builder.create().build(), URI.create(server.uri() + "/receiving"));
            receivers.add(opened());
        }
    }

    private static Session opened() throws InterruptedException {
        return OPENED.poll(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws IOException {
        silent.close();
        client.close(Duration.ZERO);
        server.stop(Duration.ZERO);
    }

    private void broadcast(Broadcast how) throws IOException {
        for (int i = 0; i < MESSAGES; i++) {
            how.send(message.duplicate());
        }
    }

    private void requireAllRead() throws InterruptedException {
        for (Reader reader : readers) {
            assertThat(reader.all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void asynchronousSendsReachAllOthers() throws Exception {
        start(Duration.ofSeconds(PATIENCE_SECONDS));
        broadcast(data -> receivers.forEach(each -> each.getAsyncRemote().sendBinary(data.duplicate())));
        requireAllRead();
        assertThat(stopped.isOpen()).isTrue();
        assertThat(stopped.bufferedAmount()).as("it holds up its own messages").isPositive();
    }

    @Test
    void groupSendsReachAllOthers() throws Exception {
        start(Duration.ofSeconds(PATIENCE_SECONDS));
        SessionGroup group = new SessionGroup();
        receivers.forEach(group::add);
        broadcast(group::send);
        requireAllRead();
        assertThat(stopped.isOpen()).isTrue();
        assertThat(stopped.bufferedAmount()).isPositive();
    }

    @Test
    void loopOfBlockingSendsIsStalledOnceAndForTheSendTimeout() throws Exception {
        start(Duration.ofMillis(300));
        List<String> failures = new ArrayList<>();
        broadcast(data -> {
            for (Session each : receivers) {
                if (each.isOpen()) {
                    send(each, data.duplicate(), failures);
                }
            }
        });
        requireAllRead();
        assertThat(failures).singleElement().asString().startsWith(stopped.getId());
        assertThat(stopped.isOpen()).isFalse();
    }

    private static void send(Session receiver, ByteBuffer data, List<String> failures) {
        try {
            receiver.getBasicRemote().sendBinary(data);
        } catch (IOException e) {
            failures.add(receiver.getId() + ": " + e.getMessage());
        }
    }
}
