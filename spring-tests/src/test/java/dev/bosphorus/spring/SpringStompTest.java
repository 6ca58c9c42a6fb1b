package dev.bosphorus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import example.spring.StompApplication;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.client.WebSocketClient;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

/** STOMP with Spring's broker and Spring's client. */
class SpringStompTest extends SpringTest {

    /** Collects the payloads of a subscription. */
    private static final class Subscription implements StompFrameHandler {
        private final BlockingQueue<Object> payloads = new LinkedBlockingQueue<>();

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return String.class;
        }

        @Override
        public void handleFrame(StompHeaders headers, Object payload) {
            payloads.add(payload);
        }

        Object next() throws InterruptedException {
            return payloads.poll(DEADLINE, TimeUnit.SECONDS);
        }
    }

    @Override
    Class<?> configuration() {
        return StompApplication.class;
    }

    private StompSession connect(WebSocketClient webSocket, String path, ThreadPoolTaskScheduler scheduler) throws Exception {
        WebSocketStompClient client = new WebSocketStompClient(webSocket);
        client.setMessageConverter(new StringMessageConverter());
        client.setTaskScheduler(scheduler);
        client.setInboundMessageSizeLimit(1 << 20);
        return client.connectAsync(server.uri(path), new StompSessionHandlerAdapter() {
        }).get(DEADLINE, TimeUnit.SECONDS);
    }

    private void talk(WebSocketClient webSocket, String path) throws Exception {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.initialize();
        try {
            StompSession ada = connect(webSocket, path, scheduler);
            StompSession ben = connect(webSocket, path, scheduler);
            Subscription welcome = new Subscription();
            ada.subscribe("/app/welcome/tea", welcome);
            assertThat(welcome.next()).isEqualTo("welcome to tea");
            Subscription heard = new Subscription();
            ben.subscribe("/topic/tea", heard);
            // The server keeps the order of what each client sends: what comes back shows that the subscription is there.
            ben.send("/app/say/tea", "anybody?");
            assertThat(heard.next()).isEqualTo("tea: anybody?");
            ada.send("/app/say/tea", "merhaba");
            assertThat(heard.next()).isEqualTo("tea: merhaba");
            String large = "x".repeat(50_000);
            ada.send("/app/say/tea", large);
            assertThat(heard.next()).isEqualTo("tea: " + large);
            ada.disconnect();
            ben.disconnect();
        } finally {
            scheduler.shutdown();
        }
    }

    @Test
    void whatIsSentToATopicReachesItsSubscribers() throws Exception {
        talk(new StandardWebSocketClient(), "/stomp");
    }

    @Test
    void soItDoesThroughTheWebSocketTransportOfSockJs() throws Exception {
        SockJsClient client = new SockJsClient(List.of(new WebSocketTransport(new StandardWebSocketClient())));
        client.start();
        talk(client, "/sockjs");
        client.stop();
    }
}
