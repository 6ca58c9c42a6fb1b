package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** CDI containers that begin and end while servers and clients live. */
@ResourceLock("CDI")
class CdiContainersWeldTest {

    /** Distinguishes one container from the next. */
    @ApplicationScoped
    public static class Name {
        private volatile String name = "";

        public void set(String given) {
            name = given;
        }

        public String get() {
            return name;
        }
    }

    @ServerEndpoint("/name")
    public static class Named {
        @Inject
        private Name name;

        @OnMessage
        public String message(String text) {
            return name == null ? "nobody" : name.get();
        }
    }

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    @ClientEndpoint
    public static class Client {
        private static final BlockingQueue<String> REPLIES = new LinkedBlockingQueue<>();

        @Inject
        private Name name;

        @OnMessage
        public void message(String text) {
            REPLIES.add(text + " to " + (name == null ? "nobody" : name.get()));
        }
    }

    /** Needs nothing of CDI's. */
    @ClientEndpoint
    public static class Frugal {
        @OnMessage
        public void message(String text) {
            Client.REPLIES.add(text);
        }
    }

    private WebSocketClient client;

    @BeforeEach
    void begin() {
        Client.REPLIES.clear();
        client = WebSocketClient.builder().build();
    }

    @AfterEach
    void end() {
        client.close();
    }

    private static SeContainer cdi(String name) {
        SeContainer container = SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(Name.class).initialize();
        container.select(Name.class).get().set(name);
        return container;
    }

    private static EmbeddedServer server() throws Exception {
        return EmbeddedServer.builder().endpoints(Named.class, Echo.class).start();
    }

    private Session connect(EmbeddedServer server, String path) throws Exception {
        return client.connectToServer(Client.class, URI.create(server.uri() + path));
    }

    private static String ask(Session session) throws Exception {
        session.getBasicRemote().sendText("x");
        return Client.REPLIES.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void withoutOneConstructorsMakeTheInstances() throws Exception {
        try (EmbeddedServer server = server()) {
            assertThat(ask(connect(server, "/name"))).isEqualTo("nobody to nobody");
        }
    }

    @Test
    void oneThatBeginsBeforeTheFirstHandshakeIsInTime() throws Exception {
        try (EmbeddedServer server = server(); SeContainer cdi = cdi("late")) {
            assertThat(cdi.isRunning()).isTrue();
            assertThat(ask(connect(server, "/name"))).isEqualTo("late to late");
        }
    }

    @Test
    void aServerStaysWithWhatItBeganWithAndAClientAsksEachTime() throws Exception {
        try (EmbeddedServer server = server()) {
            assertThat(ask(connect(server, "/name"))).isEqualTo("nobody to nobody");
            try (SeContainer cdi = cdi("second")) {
                assertThat(cdi.isRunning()).isTrue();
                assertThat(ask(connect(server, "/name"))).isEqualTo("nobody to second");
            }
            try (SeContainer cdi = cdi("third")) {
                assertThat(cdi.isRunning()).isTrue();
                assertThat(ask(connect(server, "/name"))).isEqualTo("nobody to third");
            }
            assertThat(ask(connect(server, "/name"))).isEqualTo("nobody to nobody");
        }
    }

    @Test
    void sessionsGoOnWhenItEndsBeforeThem() throws Exception {
        SeContainer cdi = cdi("short");
        try (EmbeddedServer server = server()) {
            Session session = client.connectToServer(Frugal.class, URI.create(server.uri() + "/echo"));
            assertThat(ask(session)).isEqualTo("x");
            cdi.close();
            assertThat(ask(session)).isEqualTo("x");
        } finally {
            if (cdi.isRunning()) {
                cdi.close();
            }
        }
    }
}
