package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.Overflow;
import dev.bosphorus.extra.OverflowPolicy;
import dev.bosphorus.extra.PreparedMessage;
import dev.bosphorus.extra.SessionGroup;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Proxy;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What sessions can do beyond the specification, between our client and our server, on both transports. */
@ParameterizedClass
@MethodSource("plain")
class ExtrasTest {

    private static final BlockingQueue<ExtendedSession> OPENED = new LinkedBlockingQueue<>();

    @ServerEndpoint("/plain")
    public static class Plain {
        @OnOpen
        public void open(Session session) {
            OPENED.add(ExtendedSession.of(session));
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    /** Waits for slow peers, whatever the server's default is. */
    @ServerEndpoint("/blocking")
    @Overflow(OverflowPolicy.BLOCK)
    public static class Blocking extends Plain {
        @Override
        @OnOpen
        public void open(Session session) {
            super.open(session);
        }
    }

    /** Tells how it ends. */
    @ServerEndpoint("/ending")
    public static class Ending {
        private static final BlockingQueue<String> END = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(Session session) {
            OPENED.add(ExtendedSession.of(session));
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnError
        public void error(Throwable failure) {
            END.add(failure.getMessage());
        }

        @OnClose
        public void close(CloseReason reason) {
            END.add("closed " + reason.getCloseCode().getCode());
        }
    }

    @ServerEndpoint("/dropping")
    @Overflow(OverflowPolicy.DROP_NEWEST)
    public static class Dropping extends Plain {
        @Override
        @OnOpen
        public void open(Session session) {
            super.open(session);
        }
    }

    @ServerEndpoint("/closing")
    @Overflow(OverflowPolicy.CLOSE)
    public static class Closing extends Plain {
        @Override
        @OnOpen
        public void open(Session session) {
            super.open(session);
        }
    }

    /** Collects what it is sent. */
    public static class Collecting extends Endpoint {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, messages::add);
            session.addMessageHandler(byte[].class, bytes -> messages.add("binary " + bytes.length));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closes.add(reason.getCloseCode().getCode());
        }

        String next() throws InterruptedException {
            return messages.poll(10, TimeUnit.SECONDS);
        }
    }

    @Parameter
    Variant variant;

    private EmbeddedServer server;
    private WebSocketClient client;

    static Stream<Variant> plain() {
        return Variant.all().filter(variant -> !variant.tls());
    }

    @BeforeEach
    void start() throws Exception {
        OPENED.clear();
        Ending.END.clear();
        server = variant.builder().endpoints(Plain.class, Dropping.class, Closing.class, Ending.class)
                .closeTimeout(Duration.ofMillis(200)).start();
        client = WebSocketClient.builder().transport(variant.kind()).build();
    }

    @AfterEach
    void stop() {
        client.close(Duration.ZERO);
        server.stop(Duration.ZERO);
    }

    private ExtendedSession connect(Collecting endpoint, String path) throws Exception {
        return ExtendedSession.of(client.connectToServer(endpoint, ClientEndpointConfig.Builder.create().build(),
                URI.create(server.uri() + path)));
    }

    private static ExtendedSession opened() throws InterruptedException {
        return OPENED.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aSuspendedSessionIsNotReadFrom() throws Exception {
        Collecting endpoint = new Collecting();
        ExtendedSession session = connect(endpoint, "/plain");
        session.suspend();
        session.getBasicRemote().sendText("hello");
        // The echo of the second session shows that the first one's has had its time.
        Collecting other = new Collecting();
        connect(other, "/plain").getBasicRemote().sendText("other");
        assertThat(other.next()).isEqualTo("other");
        assertThat(endpoint.messages).isEmpty();
        session.resume();
        assertThat(endpoint.next()).isEqualTo("hello");
    }

    @Test
    void aSuspendedSessionCanBeClosed() throws Exception {
        Collecting endpoint = new Collecting();
        ExtendedSession session = connect(endpoint, "/plain");
        session.suspend();
        session.close();
        assertThat(endpoint.closes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
    }

    @Test
    void preparedAndUncompressedMessagesArrive() throws Exception {
        Collecting endpoint = new Collecting();
        ExtendedSession session = connect(endpoint, "/plain");
        ExtendedSession peer = opened();
        String text = "a text that is worth compressing, worth compressing, worth compressing, worth compressing";
        PreparedMessage prepared = session.prepareText(text);
        assertThat(prepared.isText()).isTrue();
        assertThat(prepared.size()).isEqualTo(text.length());
        peer.send(prepared);
        peer.sendUncompressed(text + 1);
        CountDownLatch sent = new CountDownLatch(1);
        peer.send(prepared, result -> sent.countDown());
        peer.sendUncompressed(ByteBuffer.allocate(1000));
        peer.send(peer.prepareBinary(ByteBuffer.allocate(500)));
        assertThat(List.of(endpoint.next(), endpoint.next(), endpoint.next(), endpoint.next(), endpoint.next()))
                .containsExactly(text, text + 1, text, "binary 1000", "binary 500");
        assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aGroupReachesEverybodyThoughOneDoesNotRead() throws Exception {
        SessionGroup group = new SessionGroup();
        List<Collecting> members = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Collecting member = new Collecting();
            ExtendedSession session = connect(member, "/plain");
            if (i == 0) {
                session.suspend();
            }
            members.add(member);
            assertThat(group.add(opened())).isTrue();
        }
        String text = "x".repeat(10_000);
        for (int i = 0; i < 30; i++) {
            assertThat(group.send(text + i)).isEqualTo(20);
        }
        for (Collecting member : members.subList(1, 20)) {
            for (int i = 0; i < 30; i++) {
                assertThat(member.next()).isEqualTo(text + i);
            }
        }
        assertThat(members.get(0).messages).isEmpty();
    }

    /** Sends until the buffers of both systems are full, and the policy applies. @return what the last send failed with */
    private static Throwable flood(ExtendedSession session) throws InterruptedException {
        byte[] random = new byte[60_000];
        new Random(1).nextBytes(random);
        BlockingQueue<SendResult> failed = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2000 && failed.isEmpty(); i++) {
            session.getAsyncRemote().sendBinary(ByteBuffer.wrap(random), result -> {
                if (!result.isOK()) {
                    failed.add(result);
                }
            });
        }
        return failed.poll(10, TimeUnit.SECONDS).getException();
    }

    @Test
    void messagesToASlowPeerAreDroppedWhereTheEndpointSaysSo() throws Exception {
        Collecting endpoint = new Collecting();
        ExtendedSession session = connect(endpoint, "/dropping");
        session.suspend();
        ExtendedSession peer = opened();
        assertThat(flood(peer)).isInstanceOf(DroppedMessageException.class);
        assertThat(peer.droppedMessages()).isPositive();
        peer.getBasicRemote().sendText("returns at once");
        CountDownLatch drained = new CountDownLatch(1);
        peer.onDrain(0, drained::countDown);
        session.resume();
        assertThat(drained.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(peer.isOpen()).isTrue();
    }

    @Test
    void aSlowPeerIsClosedWhereTheEndpointSaysSo() throws Exception {
        Collecting endpoint = new Collecting();
        connect(endpoint, "/closing").suspend();
        ExtendedSession peer = opened();
        assertThat(flood(peer)).hasMessageContaining("too slowly");
    }

    @Test
    void aLoopOfBlockingSendsIsNotStalledByWhoDoesNotReadWhereItsMessagesMayBeDropped() throws Exception {
        Collecting endpoint = new Collecting();
        connect(endpoint, "/dropping");
        ExtendedSession reading = opened();
        try (RawClient silent = new RawClient(server).upgrade("/dropping")) {
            ExtendedSession stuck = opened();
            byte[] random = new byte[60_000];
            new Random(1).nextBytes(random);
            assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
                while (stuck.droppedMessages() == 0) {
                    stuck.getBasicRemote().sendBinary(ByteBuffer.wrap(random));
                }
                for (int i = 0; i < 100; i++) {
                    stuck.getBasicRemote().sendBinary(ByteBuffer.wrap(random));
                    reading.getBasicRemote().sendText("tick");
                }
            });
            assertThat(endpoint.next()).isEqualTo("tick");
            assertThat(stuck.droppedMessages()).isGreaterThan(1);
            assertThat(stuck.isOpen()).isTrue();
            assertThat(silent.socket.isClosed()).isFalse();
        }
    }

    @Test
    void theServersDefaultHoldsWhereTheEndpointSaysNothing() throws Exception {
        try (EmbeddedServer dropping = variant.builder().endpoints(Plain.class, Blocking.class)
                .overflow(OverflowPolicy.DROP_NEWEST).closeTimeout(Duration.ofMillis(200)).start()) {
            try (RawClient silent = new RawClient(dropping).upgrade("/plain")) {
                assertThat(flood(opened())).isInstanceOf(DroppedMessageException.class);
                silent.socket.setSoLinger(true, 0);
            }
            try (RawClient silent = new RawClient(dropping).upgrade("/blocking")) {
                assertThat(flood(opened())).isNotInstanceOf(DroppedMessageException.class)
                        .hasMessageContaining("queued for the peer");
                silent.socket.setSoLinger(true, 0);
            }
        }
    }

    @Test
    void aPeerThatDoesNotAnswerPingsIsCutOff() throws Exception {
        try (RawClient silent = new RawClient(server).upgrade("/ending")) {
            opened().setPing(Duration.ofMillis(20), Duration.ofMillis(50));
            assertThat(silent.frame().opcode()).isEqualTo(9);
            assertThat(Ending.END.poll(10, TimeUnit.SECONDS)).contains("has not answered a Ping within 50 ms");
            assertThat(Ending.END.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1006");
        }
    }

    @Test
    void aPeerThatAnswersPingsHasALatency() throws Exception {
        try (RawClient answering = new RawClient(server).upgrade("/ending")) {
            ExtendedSession session = opened();
            session.setPing(Duration.ofMillis(20), Duration.ofSeconds(30));
            answering.send(RawClient.frame(0x8A, answering.frame().payload())).send(RawClient.text("after the Pong"));
            RawClient.Frame frame = answering.frame();
            while (frame.opcode() == 9) {
                frame = answering.frame();
            }
            assertThat(frame.text()).isEqualTo("after the Pong");
            assertThat(session.latency().orElseThrow()).isPositive();
        }
    }

    @Test
    void foreignSessionsAndMessagesAreRefused() throws Exception {
        Session foreign = (Session) Proxy.newProxyInstance(ExtrasTest.class.getClassLoader(), new Class<?>[] {Session.class},
                (proxy, method, arguments) -> "foreign");
        assertThatIllegalArgumentException().isThrownBy(() -> ExtendedSession.of(foreign)).withMessageContaining("no session of Bosphorus");
        ExtendedSession session = connect(new Collecting(), "/plain");
        PreparedMessage message = new PreparedMessage() {
            @Override
            public boolean isText() {
                return true;
            }

            @Override
            public int size() {
                return 0;
            }
        };
        assertThatIllegalArgumentException().isThrownBy(() -> session.send(message));
    }
}
