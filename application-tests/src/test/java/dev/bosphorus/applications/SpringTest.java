package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import example.spring.Relay;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.WebSocketClient;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

/**
 * An application of Spring, without a word of Bosphorus in it, in a servlet container with Bosphorus in place of the container's own
 * WebSocket; and Spring's client, which uses whatever {@code ContainerProvider} finds.
 */
@ResourceLock("CDI")
@ResourceLock("Spring's generator of classes, which two applications with one class loader deadlock")
abstract class SpringTest {

    private static final int WAIT_SECONDS = 20;

    /** Collects what comes. */
    private static final class Seen extends AbstractWebSocketHandler {
        final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) {
            messages.add(message.getPayload());
        }

        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
            messages.add(message.getPayload());
        }

        @Override
        protected void handlePongMessage(WebSocketSession session, PongMessage message) {
            messages.add("pong");
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            closed.complete(status);
        }

        Object next() throws InterruptedException {
            return messages.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        }

        CloseStatus end() throws Exception {
            return closed.get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private final WebSocketClient client = new StandardWebSocketClient();
    private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
    private ServletServer server;

    /** Starts a container with the application at {@code /app}, and these context parameters. */
    abstract ServletServer start(Path folder, Map<String, String> parameters) throws Exception;

    @BeforeEach
    void startServer(@TempDir Path folder) throws Exception {
        server = start(folder, Map.of());
    }

    @AfterEach
    void stopServer() throws Exception {
        server.stop();
        scheduler.close();
    }

    private WebSocketSession connect(Seen seen, String path) throws Exception {
        return connect(seen, path, new WebSocketHttpHeaders());
    }

    private WebSocketSession connect(Seen seen, String path, WebSocketHttpHeaders headers) throws Exception {
        return client.execute(seen, headers, URI.create("ws://127.0.0.1:" + server.port() + "/app" + path))
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    // ---- WebSocketHandler ----------------------------------------------------------------------------------------------

    @Test
    void textAndBinaryMessagesGoBothWays() throws Exception {
        Seen seen = new Seen();
        WebSocketSession session = connect(seen, "/echo");
        session.sendMessage(new TextMessage("Grüße"));
        assertThat(seen.next()).isEqualTo("Grüße");
        byte[] noise = new byte[50_000];
        new Random(1).nextBytes(noise);
        session.sendMessage(new BinaryMessage(noise));
        assertThat(seen.next()).isEqualTo(ByteBuffer.wrap(noise));
    }

    @Test
    void theHandshakeIsKnownToTheHandler() throws Exception {
        Seen seen = new Seen();
        WebSocketHttpHeaders headers = new WebSocketHttpHeaders();
        headers.setSecWebSocketProtocol(List.of("v1", "v3"));
        headers.add("X-Own", "own");
        WebSocketSession session = connect(seen, "/echo?a=b", headers);
        assertThat(session.getAcceptedProtocol()).isEqualTo("v1");
        session.sendMessage(new TextMessage("facts"));
        assertThat(seen.next()).isEqualTo("v1 a=b /app/echo 127.0.0.1 100000 null own");
    }

    @Test
    void anInterceptorMayRefuseTheHandshake() {
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> connect(new Seen(), "/echo?refuse"));
    }

    @Test
    void partsArriveAsParts() throws Exception {
        Seen seen = new Seen();
        WebSocketSession session = connect(seen, "/parts");
        session.sendMessage(new TextMessage("abc", false));
        assertThat(seen.next()).isEqualTo("3 and more");
        session.sendMessage(new TextMessage("de", true));
        assertThat(seen.next()).isEqualTo("2 at last");
    }

    @Test
    void pingsAreAnswered() throws Exception {
        Seen seen = new Seen();
        WebSocketSession session = connect(seen, "/echo");
        session.sendMessage(new PingMessage(ByteBuffer.wrap(new byte[] {1, 2})));
        assertThat(seen.next()).isEqualTo("pong");
        session.sendMessage(new TextMessage("ping"));
        assertThat(seen.next()).isEqualTo("pong of 0");
    }

    @Test
    void bothSidesMayClose() throws Exception {
        Seen theirs = new Seen();
        connect(theirs, "/echo").sendMessage(new TextMessage("close"));
        assertThat(theirs.end()).isEqualTo(new CloseStatus(4001, "as told"));
        Seen ours = new Seen();
        connect(ours, "/echo").close(CloseStatus.GOING_AWAY);
        assertThat(ours.end().getCode()).isEqualTo(1001);
    }

    @Test
    void aHandlerThatThrowsClosesTheSession() throws Exception {
        Seen seen = new Seen();
        connect(seen, "/echo").sendMessage(new TextMessage("fail"));
        assertThat(seen.end().getCode()).isEqualTo(1011);
    }

    @Test
    void theSizesOfTheContainersConfigurationHold() throws Exception {
        Seen seen = new Seen();
        WebSocketSession session = connect(seen, "/echo");
        session.sendMessage(new TextMessage("x".repeat(100_001)));
        assertThat(seen.end().getCode()).isEqualTo(1009);
    }

    // ---- Standard endpoints --------------------------------------------------------------------------------------------

    @Test
    void aStandardEndpointIsABeanOfWhichThereIsOne() throws Exception {
        Seen one = new Seen();
        connect(one, "/standard/one").sendMessage(new TextMessage("number"));
        assertThat(one.next()).isEqualTo("hello one, number 1");
        Seen two = new Seen();
        connect(two, "/standard/two").sendMessage(new TextMessage("number"));
        assertThat(two.next()).isEqualTo("hello two, number 2");
    }

    // ---- STOMP ---------------------------------------------------------------------------------------------------------

    private StompSession stomp(WebSocketClient over, String path) throws Exception {
        WebSocketStompClient stomp = new WebSocketStompClient(over);
        stomp.setMessageConverter(new StringMessageConverter());
        stomp.setTaskScheduler(scheduler);
        return stomp.connectAsync("ws://127.0.0.1:" + server.port() + "/app" + path, new StompSessionHandlerAdapter() { })
                .get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static BlockingQueue<Object> subscribe(StompSession session, String destination) {
        return subscribe(session, destination, () -> { });
    }

    /** @param subscribed what is done when the broker says that it has the subscription, if it says such things */
    private static BlockingQueue<Object> subscribe(StompSession session, String destination, Runnable subscribed) {
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        StompSession.Subscription subscription = session.subscribe(destination, new StompFrameHandler() {
            @Override
            public Type getPayloadType(StompHeaders headers) {
                return String.class;
            }

            @Override
            public void handleFrame(StompHeaders headers, Object payload) {
                received.add(payload);
            }
        });
        if (subscription.getReceiptId() != null) {
            subscription.addReceiptTask(subscribed);
        }
        return received;
    }

    /** One subscribes, the other sends. */
    private void greet(StompSession listener, StompSession speaker) throws Exception {
        BlockingQueue<Object> greetings = subscribe(listener, "/topic/kitchen");
        // Handled in order: this one is answered, so the subscription before it is known.
        assertThat(subscribe(listener, "/app/welcome").poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("hello subscriber");
        for (int i = 0; i < 20; i++) {
            speaker.send("/app/greet/kitchen", "cook " + i);
            assertThat(greetings.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("hello cook " + i + " in kitchen");
        }
        listener.disconnect();
        speaker.disconnect();
    }

    @Test
    void stompMessagesAreRelayedBetweenSessions() throws Exception {
        greet(stomp(client, "/stomp"), stomp(client, "/stomp"));
    }

    @Test
    void stompMessagesAreRelayedByABroker(@TempDir Path folder) throws Exception {
        server.stop();
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        int port = broker.addConnector("stomp://127.0.0.1:0").getConnectUri().getPort();
        broker.start();
        try {
            Relay.AVAILABLE.clear();
            server = start(folder, Map.of("broker.port", String.valueOf(port)));
            assertThat(Relay.AVAILABLE.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            StompSession listener = stomp(client, "/stomp");
            listener.setAutoReceipt(true);
            CountDownLatch subscribed = new CountDownLatch(1);
            BlockingQueue<Object> greetings = subscribe(listener, "/topic/kitchen", subscribed::countDown);
            assertThat(subscribed.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            stomp(client, "/stomp").send("/app/greet/kitchen", "cook");
            assertThat(greetings.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("hello cook in kitchen");
        } finally {
            broker.stop();
        }
    }

    @Test
    void sockJsUsesTheWebSocketToo() throws Exception {
        SockJsClient sockJs = new SockJsClient(List.of(new WebSocketTransport(client)));
        greet(stomp(sockJs, "/sockjs"), stomp(client, "/sockjs/websocket"));
    }
}
