package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets over real sockets: the same for both transports, plain and with TLS. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.embedded.Variant#all")
class EmbeddedServerTest {

    private static final int LARGEST = 16 * 1024 * 1024;

    /** What became of sessions, by the order in which they closed. */
    private static final BlockingQueue<CloseReason> CLOSED = new LinkedBlockingQueue<>();

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String text(String text) {
            return text;
        }

        @OnMessage
        public ByteBuffer bytes(ByteBuffer bytes) {
            return bytes;
        }

        @OnClose
        public void closed(CloseReason reason) {
            CLOSED.add(reason);
        }
    }

    @NonBlocking
    @ServerEndpoint("/quick")
    public static class QuickEcho extends Echo {
        @Override
        @OnMessage
        public String text(String text) {
            return text;
        }

        @Override
        @OnMessage
        public ByteBuffer bytes(ByteBuffer bytes) {
            return bytes;
        }
    }

    /** Says hello and then blocks in its first message until it is let go. */
    @ServerEndpoint("/block")
    public static class Blocking {
        static final BlockingQueue<CountDownLatch> LATCHES = new LinkedBlockingQueue<>();
        static final BlockingQueue<InterruptedException> INTERRUPTS = new LinkedBlockingQueue<>();

        @OnMessage
        public void text(String text, Session session) throws InterruptedException, IOException {
            session.getBasicRemote().sendText("blocked");
            CountDownLatch latch = new CountDownLatch(1);
            LATCHES.add(latch);
            try {
                latch.await();
            } catch (InterruptedException e) {
                INTERRUPTS.add(e);
                throw e;
            }
        }
    }

    /** Sends much more than any socket buffer holds, as soon as it opens. */
    @ServerEndpoint("/flood")
    public static class Flood {
        @OnOpen
        public void open(Session session) {
            session.getAsyncRemote().sendBinary(ByteBuffer.allocate(LARGEST));
        }
    }

    @Parameter
    Variant variant;

    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        CLOSED.clear();
        server = variant.builder()
                .endpoints(Echo.class, QuickEcho.class, Blocking.class, Flood.class)
                .limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(LARGEST))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 511, 512, 513, 65_535, 65_536, 131_072, 1_000_000, LARGEST})
    void binaryOfAnySizeIsEchoed(int size) throws Exception {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        try (RawClient client = new RawClient(server).upgrade("/echo")) {
            CompletableFuture<Void> sending = inBackground(() -> client.send(RawClient.frame(0x82, sent)));
            assertThat(client.message()).isEqualTo(sent);
            sending.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/quick"})
    void manySmallMessagesAreEchoedInOrder(String path) throws Exception {
        int messages = 20_000;
        ByteBuffer frames = ByteBuffer.allocate(messages * 22);
        for (int i = 0; i < messages; i++) {
            frames.put(RawClient.frame(0x82, ByteBuffer.allocate(16).putInt(i).array()));
        }
        try (RawClient client = new RawClient(server).upgrade(path)) {
            CompletableFuture<Void> sending = inBackground(() -> client.send(frames.array()));
            for (int i = 0; i < messages; i++) {
                assertThat(ByteBuffer.wrap(client.message()).getInt()).isEqualTo(i);
            }
            sending.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/quick"})
    void fragmentedMessageIsEchoedWhole(String path) throws Exception {
        int fragments = 4096;
        byte[] part = new byte[256];
        try (RawClient client = new RawClient(server).upgrade(path)) {
            CompletableFuture<Void> sending = inBackground(() -> {
                for (int i = 0; i < fragments; i++) {
                    client.send(RawClient.frame((i == 0 ? 0x02 : 0) | (i == fragments - 1 ? 0x80 : 0), part));
                }
            });
            assertThat(client.message()).hasSize(fragments * part.length);
            sending.join();
        }
    }

    @Test
    void bytesThatComeOneByOneAreAMessage() throws Exception {
        try (RawClient client = new RawClient(server)) {
            for (byte next : RawClient.upgradeRequest("/echo").getBytes()) {
                client.send(next);
            }
            assertThat(client.response().status()).isEqualTo(101);
            for (byte next : RawClient.text("slowly")) {
                client.send(next);
            }
            assertThat(client.frame().text()).isEqualTo("slowly");
        }
    }

    @Test
    void frameThatFollowsTheHandshakeAtOnceIsAnswered() throws Exception {
        try (RawClient client = new RawClient(server)) {
            byte[] head = RawClient.upgradeRequest("/echo").getBytes();
            byte[] frame = RawClient.text("at once");
            client.send(ByteBuffer.allocate(head.length + frame.length).put(head).put(frame).array());
            assertThat(client.response().status()).isEqualTo(101);
            assertThat(client.frame().text()).isEqualTo("at once");
        }
    }

    @Test
    void closeIsAnsweredAndTheServerEndsTheConnection() throws Exception {
        try (RawClient client = new RawClient(server).upgrade("/echo")) {
            client.send(RawClient.close(1000));
            RawClient.Frame close = client.frame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.closeCode()).isEqualTo(1000);
            assertThat(client.rest()).isEmpty();
            assertThat(closed().getCloseCode().getCode()).isEqualTo(1000);
        }
    }

    @Test
    void halfCloseWithoutACloseFrameIsAbnormal() throws Exception {
        try (RawClient client = new RawClient(server).upgrade("/echo")) {
            client.send(RawClient.text("before"));
            assertThat(client.frame().text()).isEqualTo("before");
            client.socket.shutdownOutput();
            assertThat(closed().getCloseCode().getCode()).isEqualTo(1006);
        }
    }

    @Test
    void abortByThePeerIsAbnormal() throws Exception {
        try (RawClient client = new RawClient(server).upgrade("/echo")) {
            // RST instead of FIN
            client.socket.setSoLinger(true, 0);
        }
        assertThat(closed().getCloseCode().getCode()).isEqualTo(1006);
    }

    @Test
    void blockedCallbackAndFullSocketHoldUpNobodyElse() throws Exception {
        try (RawClient blocked = new RawClient(server).upgrade("/block");
                RawClient flooded = new RawClient(server).upgrade("/flood");
                RawClient other = new RawClient(server).upgrade("/echo")) {
            blocked.send(RawClient.text("go"));
            // A callback that sends and then blocks does not hold its message back.
            assertThat(blocked.frame().text()).isEqualTo("blocked");
            other.send(RawClient.text("alive"));
            assertThat(other.frame().text()).isEqualTo("alive");
            Blocking.LATCHES.take().countDown();
            assertThat(flooded.message()).hasSize(LARGEST);
        }
    }

    @Test
    void clientOfTheJdkTalksToIt() throws Exception {
        LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpClient http = HttpClient.newBuilder().sslContext(TestCertificates.shared().client()).build();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(server.uri() + "/echo"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        received.add(text.toString());
                        return WebSocket.Listener.super.onText(from, text, last);
                    }
                }).get(30, TimeUnit.SECONDS);
        socket.sendText("grüße", true).get(30, TimeUnit.SECONDS);
        assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("grüße");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(30, TimeUnit.SECONDS);
        assertThat(closed().getCloseCode()).isEqualTo(CloseReason.CloseCodes.NORMAL_CLOSURE);
    }

    // ---- The end of the server -----------------------------------------------------------------------------------

    @Test
    void stopClosesSessionsWithGoingAwayAndWaitsForTheirAnswer() throws Exception {
        CompletableFuture<Void> stopping;
        try (RawClient client = echoed()) {
            stopping = inBackground(() -> server.stop(Duration.ofSeconds(30)));
            RawClient.Frame close = client.frame();
            assertThat(close.closeCode()).isEqualTo(1001);
            client.send(RawClient.close(1001));
            assertThat(client.rest()).isEmpty();
        }
        stopping.get(30, TimeUnit.SECONDS);
        assertThat(closed().getCloseCode()).isEqualTo(CloseReason.CloseCodes.GOING_AWAY);
    }

    @Test
    void stopRefusesNewConnectionsWhileItWaits() throws Exception {
        CompletableFuture<Void> stopping;
        try (RawClient client = echoed()) {
            stopping = inBackground(() -> server.stop(Duration.ofSeconds(30)));
            assertThat(client.frame().closeCode()).isEqualTo(1001);
            try (RawClient late = new RawClient(server)) {
                RawClient.Response refused = late.send(RawClient.upgradeRequest("/echo")).response();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isNotNull();
            }
            client.send(RawClient.close(1001));
            assertThat(client.rest()).isEmpty();
        }
        stopping.get(30, TimeUnit.SECONDS);
    }

    @Test
    void stopCutsAfterTheDeadlineAndLeavesNoThread() throws Exception {
        try (RawClient client = echoed()) {
            server.stop(Duration.ofMillis(50));
            assertThat(client.frame().closeCode()).isEqualTo(1001);
            assertThatThrownBy(() -> echoed()).hasRootCauseInstanceOf(IOException.class);
            assertThat(endOf(client)).isTrue();
        }
        assertThat(closed()).isNotNull();
    }

    @Test
    void processLivesAsLongAsTheServer() {
        assertThat(keepers()).hasSize(1);
        server.stop(Duration.ZERO);
        assertThat(keepers()).isEmpty();
    }

    /** The threads of the server for which a process does not end. */
    private List<Thread> keepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.getName().equals("bosphorus-server-" + server.port())).toList();
    }

    @Test
    void stopInterruptsCallbacksThatBlock() throws Exception {
        try (RawClient client = new RawClient(server).upgrade("/block")) {
            client.send(RawClient.text("go"));
            assertThat(client.frame().text()).isEqualTo("blocked");
            assertThat(Blocking.LATCHES.take().getCount()).isOne();
            server.stop(Duration.ZERO);
            assertThat(Blocking.INTERRUPTS.take()).isNotNull();
        }
    }

    @Test
    void stopIsIdempotent() {
        server.stop(Duration.ZERO);
        server.stop(Duration.ZERO);
        server.close();
        assertThat(server.paths()).containsExactly("/block", "/echo", "/flood", "/quick");
    }

    /** A client whose session has opened for certain. */
    private RawClient echoed() throws IOException {
        RawClient client = new RawClient(server).upgrade("/echo").send(RawClient.text("hello"));
        assertThat(client.frame().text()).isEqualTo("hello");
        return client;
    }

    private static boolean endOf(RawClient client) throws IOException {
        try {
            client.rest();
            return true;
        } catch (EOFException | java.net.SocketException e) {
            return true;
        }
    }

    private static CloseReason closed() throws InterruptedException {
        return CLOSED.poll(30, TimeUnit.SECONDS);
    }

    /** Something that may fail. */
    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inBackground(Action action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        }, "test-background");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
