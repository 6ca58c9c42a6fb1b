package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.client.WebSocketClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What CDI makes for endpoints is checked at deployment, and ends when nobody needs it any more: once, on both sides. */
@ResourceLock("CDI")
class CdiLifecycleWeldTest {

    // ---- Beans ---------------------------------------------------------------------------------------------------

    /** Belongs to whoever it is injected into. */
    @Dependent
    public static class Part {
        @Inject
        private CdiJournal journal;

        public void used() {
            journal.add("used");
        }

        @PreDestroy
        void destroyed() {
            journal.add("part destroyed");
        }
    }

    @ServerEndpoint("/parts")
    public static class WithParts {
        @Inject
        private Part part;

        @OnMessage
        public String message(String text) {
            part.used();
            return text;
        }
    }

    @Singleton
    @ServerEndpoint("/single")
    public static class Single {
        @Inject
        private Part part;

        @OnMessage
        public String message(String text) {
            part.used();
            return text;
        }
    }

    /** Lets the platform make the instance, and adds to it. */
    public static class Adding extends ServerEndpointConfig.Configurator {
        @Inject
        private CdiJournal journal;

        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            T instance = super.getEndpointInstance(type);
            ((Added) instance).more = "more";
            return instance;
        }

        @PreDestroy
        void destroyed() {
            journal.add("configurator destroyed");
        }
    }

    @ServerEndpoint(value = "/added", configurator = Adding.class)
    public static class Added {
        @Inject
        private Part part;
        private String more = "";

        @OnMessage
        public String message(String text) {
            part.used();
            return text + " " + more;
        }
    }

    /** A bean for all, so that the endpoint is given a stand-in for it. */
    @ApplicationScoped
    public static class Shared extends ServerEndpointConfig.Configurator {
        @Inject
        private CdiJournal journal;

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            journal.add("handshake");
        }
    }

    @ServerEndpoint(value = "/standin", configurator = Shared.class)
    public static class StandIn {
        @Inject
        private CdiJournal journal;

        @OnMessage
        public String message(String text) {
            return text + " " + (journal != null);
        }
    }

    /** Has no constructor without parameters. */
    public static class Upper implements Decoder.Text<StringBuilder> {
        private final CdiJournal journal;

        @Inject
        public Upper(CdiJournal journal) {
            this.journal = journal;
        }

        @Override
        public StringBuilder decode(String text) {
            journal.add("decoded");
            return new StringBuilder(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    @ServerEndpoint(value = "/decoded", decoders = Upper.class)
    public static class Decoded {
        @OnMessage
        public String message(StringBuilder text) {
            return text.toString();
        }
    }

    public static class Chooser implements ServerApplicationConfig {
        @Inject
        private CdiJournal journal;

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
            journal.add("chosen");
            return found;
        }

        @PreDestroy
        void destroyed() {
            journal.add("chooser destroyed");
        }
    }

    /** Nobody makes these. */
    public interface Nothing {
    }

    @ServerEndpoint("/unsatisfied")
    public static class Unsatisfied {
        @Inject
        private Nothing nothing;

        @OnMessage
        public String message(String text) {
            return text + nothing;
        }
    }

    @ServerEndpoint("/constructorless")
    public static class Constructorless {
        public Constructorless(String text) {
            assertThat(text).isNotNull();
        }
    }

    public static class Asking extends ClientEndpointConfig.Configurator {
        @Inject
        private CdiJournal journal;
        @Inject
        private CdiVisit visit;

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            journal.add("before " + visit.count());
        }

        @Override
        public void afterResponse(HandshakeResponse response) {
            journal.add("after " + visit.count());
        }

        @PreDestroy
        void destroyed() {
            journal.add("client's configurator destroyed");
        }
    }

    @ClientEndpoint(configurator = Asking.class)
    public static class Client {
        private static final BlockingQueue<String> REPLIES = new LinkedBlockingQueue<>();

        @Inject
        private CdiJournal journal;

        @OnMessage
        public void message(String text) {
            REPLIES.add(text);
        }

        @PreDestroy
        void destroyed() {
            journal.add("client destroyed");
        }
    }

    @ApplicationScoped
    @ClientEndpoint
    public static class SharedClient {
        private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

        @OnMessage
        public void message(String text) {
            replies.add(text);
        }

        public String next() throws InterruptedException {
            return replies.poll(10, TimeUnit.SECONDS);
        }
    }

    // ---- Tests ---------------------------------------------------------------------------------------------------

    private static SeContainer cdi;

    private WebSocketClient client;
    private EmbeddedServer server;
    private CdiJournal journal;

    @BeforeAll
    static void startWeld() {
        cdi = SeContainerInitializer.newInstance().disableDiscovery()
                .addBeanClasses(CdiJournal.class, CdiVisit.class, Part.class, Single.class, Shared.class, SharedClient.class).initialize();
    }

    @AfterAll
    static void stopWeld() {
        cdi.close();
    }

    @BeforeEach
    void begin() {
        client = WebSocketClient.builder().build();
        journal = cdi.select(CdiJournal.class).get();
        journal.rest();
        Client.REPLIES.clear();
    }

    @AfterEach
    void stop() {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    private void serve(Class<?>... endpoints) throws Exception {
        server = EmbeddedServer.builder().endpoints(endpoints).start();
    }

    /** A session of a client that is no bean, and has sent a message and got the reply. */
    private Session converse(String path, String reply) throws Exception {
        Session session = client.connectToServer(Client.class, URI.create(server.uri() + path));
        assertThat(journal.next()).isEqualTo("before 1");
        String next = journal.next();
        assertThat(next.equals("handshake") ? journal.next() : next).isEqualTo("after 1");
        session.getBasicRemote().sendText("x");
        assertThat(Client.REPLIES.poll(10, TimeUnit.SECONDS)).isEqualTo(reply);
        return session;
    }

    /** Closes a session, and lets the server end, too. @return what was written meanwhile */
    private List<String> end(Session session) throws Exception {
        session.close();
        client.close();
        server.close();
        List<String> events = journal.rest();
        while (!events.contains("client's configurator destroyed")) {
            events.add(journal.next());
        }
        return events;
    }

    @Test
    void whatASessionHasIsDestroyedOnce() throws Exception {
        serve(WithParts.class);
        Session session = converse("/parts", "x");
        assertThat(journal.next()).isEqualTo("used");
        assertThat(end(session)).containsExactlyInAnyOrder("part destroyed", "client destroyed", "client's configurator destroyed");
    }

    @Test
    void whatASharedInstanceHasOutlivesTheSession() throws Exception {
        serve(Single.class);
        converse("/single", "x").close();
        Session session = converseAgain();
        assertThat(end(session)).doesNotContain("part destroyed");
    }

    /** Once more, when all that the session before had is gone. */
    private Session converseAgain() throws Exception {
        assertThat(List.of(journal.next(), journal.next(), journal.next()))
                .containsExactlyInAnyOrder("used", "client destroyed", "client's configurator destroyed");
        Session session = converse("/single", "x");
        assertThat(journal.next()).isEqualTo("used");
        return session;
    }

    @Test
    void whatAConfiguratorHasThePlatformMakeEndsWithTheSession() throws Exception {
        serve(Added.class);
        Session session = converse("/added", "x more");
        assertThat(journal.next()).isEqualTo("used");
        session.close();
        assertThat(List.of(journal.next(), journal.next(), journal.next()))
                .containsExactlyInAnyOrder("part destroyed", "client destroyed", "client's configurator destroyed");
        assertThat(journal.rest()).as("the configurator serves others").isEmpty();
        server.close();
        assertThat(journal.rest()).containsExactly("configurator destroyed");
    }

    @Test
    void aStandInForAConfiguratorLeavesInstancesToThePlatform() throws Exception {
        serve(StandIn.class);
        converse("/standin", "x true");
    }

    @Test
    void codecsMayHaveAnInjectedConstructor() throws Exception {
        serve(Decoded.class);
        converse("/decoded", "x");
        assertThat(journal.next()).isEqualTo("decoded");
    }

    @Test
    void whoChoosesEndpointsEndsWithTheServer() throws Exception {
        server = EmbeddedServer.builder().application(List.of(Chooser.class, WithParts.class)).start();
        assertThat(journal.rest()).containsExactly("chosen");
        server.close();
        assertThat(journal.rest()).containsExactly("chooser destroyed");
    }

    @Test
    void whatWasMadeForADeploymentThatFailsIsDestroyed() {
        assertThatThrownBy(() -> serve(Added.class, Unsatisfied.class)).isInstanceOf(DeploymentException.class);
        assertThat(journal.rest()).containsExactly("configurator destroyed");
    }

    @Test
    void anInjectionPointThatNothingFitsFailsTheDeployment() {
        assertThatThrownBy(() -> serve(Unsatisfied.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Unsatisfied.class.getName() + " cannot be made by CDI").hasMessageContaining("nothing");
    }

    @Test
    void aClassThatCannotBeMadeFailsTheDeployment() {
        assertThatThrownBy(() -> serve(Constructorless.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Constructorless.class.getName() + " cannot be made by CDI");
    }

    @Test
    void anInjectedBeanMayBeGivenToTheClient() throws Exception {
        serve(WithParts.class);
        SharedClient bean = cdi.select(SharedClient.class).get();
        client.connectToServer(bean, URI.create(server.uri() + "/parts")).getBasicRemote().sendText("x");
        assertThat(bean.next()).isEqualTo("x");
    }

    @Test
    void aConfiguratorEndsWithTheAttemptThatFails() throws Exception {
        serve(WithParts.class);
        assertThatThrownBy(() -> client.connectToServer(Client.class, URI.create(server.uri() + "/nothing")))
                .isInstanceOf(DeploymentException.class);
        assertThat(List.of(journal.next(), journal.next(), journal.next()))
                .containsExactly("before 1", "after 1", "client's configurator destroyed");
    }
}
