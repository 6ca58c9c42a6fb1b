package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ApplicationClientsTest {

    @ServerEndpoint("/quiet")
    public static class Quiet {
    }

    private static final class Noting extends Endpoint {
        final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            assertThat(session.isOpen()).isTrue();
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.complete(reason);
        }
    }

    @Test
    void theSessionsOfOneApplicationEndWithItAndNoOthers() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().port(0).endpoints(Quiet.class).start();
                URLClassLoader ending = new URLClassLoader(new URL[0]);
                URLClassLoader staying = new URLClassLoader(new URL[0])) {
            URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/quiet");
            Noting ended = new Noting();
            WebSocketClient.builder().classLoader(ending).build().connectToServer(ended, null, uri);
            Noting stayed = new Noting();
            Session open = WebSocketClient.builder().classLoader(staying).build().connectToServer(stayed, null, uri);
            ApplicationClients.end(ending, Duration.ofSeconds(10));
            assertThat(ended.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode()).isEqualTo(1001);
            assertThat(open.isOpen()).isTrue();
            open.close();
        }
    }
}
