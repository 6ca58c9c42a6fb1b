package dev.bosphorus.spring;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** An application of Spring in each container, and Spring's own client, which finds Bosphorus through the ContainerProvider. */
@ResourceLock("the MBeans of Tomcat")
@ParameterizedClass
@EnumSource
abstract class SpringTest {

    static final long DEADLINE = 10;

    /** An empty context. */
    @Configuration
    static class Nothing {
    }

    /** Collects what it is sent. */
    static final class Client extends AbstractWebSocketHandler {
        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

        @Override
        public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
            received.add(message.getPayload());
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            closed.complete(status);
        }

        Object next() throws InterruptedException {
            return received.poll(DEADLINE, TimeUnit.SECONDS);
        }

        CloseStatus closeStatus() throws Exception {
            return closed.get(DEADLINE, TimeUnit.SECONDS);
        }
    }

    @Parameter
    SpringServer.Kind kind;
    @TempDir
    Path base;
    SpringServer server;

    /** What begins with the application's listeners. */
    Class<?> root() {
        return Nothing.class;
    }

    /** What begins with its servlet. */
    abstract Class<?> configuration();

    @BeforeEach
    void start() throws Exception {
        server = kind.start(base, root(), configuration());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    WebSocketSession connect(Client client, WebSocketHttpHeaders headers, String path) throws Exception {
        return new StandardWebSocketClient().execute(client, headers, URI.create(server.uri(path)))
                .get(DEADLINE, TimeUnit.SECONDS);
    }
}
