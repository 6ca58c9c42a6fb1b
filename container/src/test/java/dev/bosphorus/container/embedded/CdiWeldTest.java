package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Endpoints, codecs and configurators made by CDI (Jakarta WebSocket 2.2, chapter 7), with Weld, on both transports. */
@ResourceLock("CDI")
@ParameterizedClass
@MethodSource("plain")
class CdiWeldTest {

    // ---- Beans ---------------------------------------------------------------------------------------------------

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Loud {
    }

    @Loud
    @Interceptor
    public static class Louder {
        @AroundInvoke
        public Object louder(InvocationContext call) throws Exception {
            return call.proceed().toString().toUpperCase(Locale.ROOT);
        }
    }

    /** No bean: it has no scope. */
    @ServerEndpoint("/plain")
    public static class Plain {
        @Inject
        private CdiJournal journal;
        @Inject
        private CdiVisit visit;

        @PostConstruct
        void made() {
            journal.add("made " + visit.count());
        }

        @PreDestroy
        void destroyed() {
            journal.add("destroyed " + visit.count());
        }

        @OnOpen
        public void open() {
            journal.add("open " + visit.count() + visit.count());
        }

        @OnMessage
        public void message(String text) {
            journal.add(text + " " + visit.count());
            throw new IllegalStateException("to be told");
        }

        @OnError
        public void error(Throwable thrown) {
            journal.add("error " + visit.count());
        }

        @OnClose
        public void close(CloseReason reason) {
            journal.add("close " + visit.count());
        }
    }

    @Dependent
    @ServerEndpoint("/dependent")
    public static class OfSession {
        private final CdiJournal journal;

        @Inject
        public OfSession(CdiJournal journal) {
            this.journal = journal;
        }

        @PreDestroy
        void destroyed() {
            journal.add("destroyed");
        }

        @Loud
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Intercepted, though no bean. */
    @ServerEndpoint("/loud")
    public static class Shout {
        @Loud
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Another one for each callback. */
    @RequestScoped
    @ServerEndpoint("/moment")
    public static class Moment {
        private final AtomicInteger calls = new AtomicInteger();

        @OnOpen
        public void open() {
            calls.incrementAndGet();
        }

        @OnMessage
        public int message(String text) {
            return calls.incrementAndGet();
        }
    }

    @ApplicationScoped
    @ServerEndpoint("/shared")
    public static class Shared {
        private final AtomicInteger messages = new AtomicInteger();

        @OnMessage
        public int message(String text) {
            return messages.incrementAndGet();
        }
    }

    public static class Upper implements Decoder.Text<StringBuilder> {
        @Inject
        private CdiJournal journal;

        @Override
        public void init(EndpointConfig config) {
            journal.add("decoder begins");
        }

        @Override
        public StringBuilder decode(String text) {
            return new StringBuilder(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @PreDestroy
        void destroyed() {
            journal.add("decoder destroyed");
        }
    }

    public static class Lower implements Encoder.Text<StringBuilder> {
        @Inject
        private CdiVisit visit;

        @Override
        public String encode(StringBuilder text) {
            return text + " " + visit.count();
        }
    }

    public static class Noting extends ServerEndpointConfig.Configurator {
        @Inject
        private CdiJournal journal;
        @Inject
        private CdiVisit visit;

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            journal.add("handshake " + visit.count());
        }
    }

    @ServerEndpoint(value = "/coded", encoders = Lower.class, decoders = Upper.class, configurator = Noting.class)
    public static class Coded {
        private static final BlockingQueue<Session> SESSIONS = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(Session session) {
            SESSIONS.add(session);
        }

        @OnMessage
        public StringBuilder message(StringBuilder text) {
            return text.reverse();
        }
    }

    public static class Making extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new Made());
        }
    }

    @ServerEndpoint(value = "/made", configurator = Making.class)
    public static class Made {
        @Inject
        private CdiJournal journal;

        @OnMessage
        public String message(String text) {
            return String.valueOf(journal);
        }
    }

    @ClientEndpoint
    public static class Client {
        private static final BlockingQueue<String> REPLIES = new LinkedBlockingQueue<>();

        @Inject
        private CdiJournal journal;

        @OnMessage
        public void message(String text) {
            REPLIES.add(journal == null ? "not injected" : text);
        }
    }

    // ---- Tests ---------------------------------------------------------------------------------------------------

    private static SeContainer cdi;

    @Parameter
    Variant variant;

    private EmbeddedServer server;
    private WebSocketClient client;
    private CdiJournal journal;

    static Stream<Variant> plain() {
        return Variant.all().filter(variant -> !variant.tls());
    }

    @BeforeAll
    static void startWeld() {
        cdi = SeContainerInitializer.newInstance().disableDiscovery()
                .addBeanClasses(CdiJournal.class, CdiVisit.class, Louder.class, OfSession.class, Moment.class, Shared.class)
                .enableInterceptors(Louder.class).initialize();
    }

    @AfterAll
    static void stopWeld() {
        cdi.close();
    }

    @BeforeEach
    void start() throws Exception {
        server = variant.builder()
                .endpoints(Plain.class, OfSession.class, Shout.class, Moment.class, Shared.class, Coded.class, Made.class).start();
        client = WebSocketClient.builder().transport(variant.kind()).build();
        journal = cdi.select(CdiJournal.class).get();
        journal.rest();
        Client.REPLIES.clear();
        Coded.SESSIONS.clear();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Session connect(String path) throws Exception {
        return client.connectToServer(Client.class, URI.create(server.uri() + path));
    }

    private String reply() throws InterruptedException {
        return Client.REPLIES.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aClassThatIsNoBeanIsInjectedAndItsCallbacksHaveARequestContextEach() throws Exception {
        Session session = connect("/plain");
        assertThat(journal.next()).isEqualTo("made 1");
        assertThat(journal.next()).as("one context for one callback").isEqualTo("open 12");
        session.getBasicRemote().sendText("hello");
        assertThat(journal.next()).isEqualTo("hello 1");
        assertThat(journal.next()).as("onError belongs to the call that failed").isEqualTo("error 2");
        session.close();
        assertThat(journal.next()).isEqualTo("close 1");
        assertThat(journal.next()).isEqualTo("destroyed 1");
    }

    @Test
    void aDependentBeanIsTheSessionsOwnAndIsIntercepted() throws Exception {
        Session session = connect("/dependent");
        session.getBasicRemote().sendText("hello");
        assertThat(reply()).isEqualTo("HELLO");
        session.close();
        assertThat(journal.next()).isEqualTo("destroyed");
    }

    @Test
    void anApplicationScopedBeanServesAllSessions() throws Exception {
        connect("/shared").getBasicRemote().sendText("x");
        int first = Integer.parseInt(reply());
        connect("/shared").getBasicRemote().sendText("x");
        assertThat(Integer.parseInt(reply())).isEqualTo(first + 1);
    }

    @Test
    void aClassThatIsNoBeanIsInterceptedToo() throws Exception {
        connect("/loud").getBasicRemote().sendText("hello");
        assertThat(reply()).isEqualTo("HELLO");
    }

    @Test
    void aRequestScopedBeanIsAnotherOneForEachCallback() throws Exception {
        Session session = connect("/moment");
        session.getBasicRemote().sendText("x");
        assertThat(reply()).isEqualTo("1");
        session.getBasicRemote().sendText("x");
        assertThat(reply()).isEqualTo("1");
    }

    @Test
    void codecsAndConfiguratorsAreInjected() throws Exception {
        Session session = connect("/coded");
        assertThat(journal.next()).isEqualTo("handshake 1");
        session.getBasicRemote().sendText("abc");
        assertThat(reply()).isEqualTo("cba 1");
        assertThat(journal.next()).isEqualTo("decoder begins");
        session.close();
        assertThat(journal.next()).isEqualTo("decoder destroyed");
    }

    @Test
    void anEncoderHasARequestContextOnEveryThread() throws Exception {
        connect("/coded");
        Session session = Coded.SESSIONS.poll(10, TimeUnit.SECONDS);
        session.getBasicRemote().sendObject(new StringBuilder("from outside"));
        assertThat(reply()).isEqualTo("from outside 1");
        session.getAsyncRemote().sendObject(new StringBuilder("once more"));
        assertThat(reply()).isEqualTo("once more 1");
    }

    @Test
    void aConfiguratorThatMakesInstancesGoesFirst() throws Exception {
        connect("/made").getBasicRemote().sendText("x");
        assertThat(reply()).isEqualTo("null");
    }
}
