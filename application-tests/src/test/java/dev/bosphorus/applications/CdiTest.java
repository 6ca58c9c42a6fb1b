package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import example.cdi.BasketEndpoint;
import example.cdi.PlainEndpoint;
import example.cdi.SessionBean;
import example.cdi.SharedBean;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An application with CDI, which Weld Servlet starts in a servlet container, and endpoints on Bosphorus. */
@ResourceLock("CDI")
abstract class CdiTest {

    static final Set<Class<?>> ENDPOINTS = Set.of(SessionBean.class, SharedBean.class, PlainEndpoint.class, BasketEndpoint.class);

    /** Collects what it is sent. */
    private static final class Client extends Endpoint {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, received::add);
        }
    }

    /** Sends the cookie that it was given. */
    private static final class Cookies extends ClientEndpointConfig.Configurator {
        private List<String> cookie = List.of();

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            if (!cookie.isEmpty()) {
                headers.put("Cookie", cookie);
            }
        }

        @Override
        public void afterResponse(HandshakeResponse response) {
            List<String> set = response.getHeaders().get("Set-Cookie");
            if (set != null) {
                cookie = List.of(set.get(0).split(";")[0]);
            }
        }
    }

    private final WebSocketClient client = WebSocketClient.builder().build();
    private ServletServer server;

    /** Starts a container with the application at {@code /app}, and {@code JournalServlet} in it. */
    abstract ServletServer start(Path folder) throws Exception;

    @BeforeEach
    void startServer(@TempDir Path folder) throws Exception {
        server = start(folder);
    }

    @AfterEach
    void stopServer() throws Exception {
        client.close();
        server.stop();
    }

    private Session connect(Client endpoint, String path) throws Exception {
        return client.connectToServer(endpoint, null, URI.create("ws://127.0.0.1:" + server.port() + "/app" + path));
    }

    private static String ask(Client endpoint, Session session, String text) throws Exception {
        session.getBasicRemote().sendText(text);
        return endpoint.received.poll(20, TimeUnit.SECONDS);
    }

    private String nextEntry() throws IOException {
        return new String(URI.create("http://127.0.0.1:" + server.port() + "/app/journal").toURL().openStream().readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void aDependentBeanLivesAsLongAsItsSession() throws Exception {
        Client one = new Client();
        Session session = connect(one, "/session/one");
        assertThat(nextEntry()).isEqualTo("handshake for /app/session/one");
        assertThat(ask(one, session, "a")).isEqualTo("ONE <A> 1 VISIT 12");
        assertThat(ask(one, session, "b")).as("the request context ends with the callback").isEqualTo("ONE <B> 2 VISIT 12");
        Client two = new Client();
        assertThat(ask(two, connect(two, "/session/two"), "c")).isEqualTo("TWO <C> 1 VISIT 12");
        assertThat(nextEntry()).isEqualTo("handshake for /app/session/two");
        session.close();
        assertThat(nextEntry()).isEqualTo("closed");
        assertThat(nextEntry()).isEqualTo("destroyed");
    }

    @Test
    void anApplicationScopedBeanServesAllSessions() throws Exception {
        Client one = new Client();
        Client two = new Client();
        assertThat(ask(one, connect(one, "/shared"), "a")).isEqualTo("a 1 true");
        assertThat(ask(two, connect(two, "/shared"), "b")).isEqualTo("b 2 true");
    }

    @Test
    void aClassThatIsNoBeanIsInjectedAndDestroyed() throws Exception {
        Client one = new Client();
        Session session = connect(one, "/plain");
        assertThat(nextEntry()).isEqualTo("made");
        assertThat(ask(one, session, "a")).isEqualTo("a from a plain one");
        session.close();
        assertThat(nextEntry()).isEqualTo("closed");
        assertThat(nextEntry()).isEqualTo("destroyed");
    }

    @Test
    void aSessionScopedBeanIsThatOfTheHttpSessionDuringTheHandshake() throws Exception {
        Cookies browser = new Cookies();
        assertThat(visits(browser)).isEqualTo("a 1");
        assertThat(visits(browser)).isEqualTo("a 2");
        assertThat(visits(new Cookies())).isEqualTo("a 1");
    }

    private String visits(Cookies cookies) throws Exception {
        Client endpoint = new Client();
        Session session = client.connectToServer(endpoint, ClientEndpointConfig.Builder.create().configurator(cookies).build(),
                URI.create("ws://127.0.0.1:" + server.port() + "/app/basket"));
        return ask(endpoint, session, "a");
    }
}
