package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of an endpoint, programmatic or annotated. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class EndpointApiTest {

    /** Answers each kind of message with what it got. */
    @ServerEndpoint("/methods/{room}/{number}")
    public static class Methods {
        private String room;

        @OnOpen
        public void open(Session session, EndpointConfig config, @PathParam("room") String name) throws IOException {
            room = name;
            session.getBasicRemote().sendText("open " + name + " " + ((ServerEndpointConfig) config).getPath());
        }

        @OnMessage
        public String text(@PathParam("number") int number, String text, Session session, @PathParam("none") String none) {
            return room + " " + (number + 1) + " " + text + " " + session.isOpen() + " " + none;
        }

        @OnMessage
        public ByteBuffer bytes(byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }

        @OnMessage
        public String pong(PongMessage pong) {
            return "pong " + pong.getApplicationData().remaining();
        }

        @OnError
        public void error(Session session, Throwable error, @PathParam("number") String number) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + " " + number);
        }
    }

    /** What {@code OnMessage} may return, besides text and buffers. */
    @ServerEndpoint("/returns")
    public static class Returns {
        @OnMessage
        public Object text(String text) {
            return switch (text) {
                case "bytes" -> new byte[] {1};
                case "int" -> 42;
                case "double" -> 0.5;
                default -> null;
            };
        }
    }

    @ServerEndpoint("/primitive")
    public static class Primitive {
        @OnMessage
        public long text(long number) {
            return number + 1;
        }
    }

    @ServerEndpoint("/streams")
    public static class Streams {
        @OnMessage
        public String text(Reader reader) throws IOException {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text + "!";
        }

        @OnMessage
        public byte[] bytes(InputStream stream) throws IOException {
            return stream.readAllBytes();
        }
    }

    @ServerEndpoint("/parts")
    public static class Parts {
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        @OnMessage
        public String text(String part, boolean last) {
            text.append(part);
            return last ? text.toString() : null;
        }

        @OnMessage
        public Integer bytes(boolean last, ByteBuffer part) {
            bytes += part.remaining();
            return last ? bytes : null;
        }
    }

    @ServerEndpoint("/sized")
    public static class Sized {
        @OnMessage(maxMessageSize = 4)
        public String text(String text) {
            return text;
        }
    }

    /** Fails, and says so. */
    @ServerEndpoint("/failing")
    public static class Failing {
        /** The codes of the sessions that have closed, by reason. */
        static final Map<String, CompletableFuture<CloseReason.CloseCode>> CLOSED = new ConcurrentHashMap<>();

        static CompletableFuture<CloseReason.CloseCode> closed(String reason) {
            return CLOSED.computeIfAbsent(reason, key -> new CompletableFuture<>());
        }

        @OnMessage
        public void text(String text, Session session) throws IOException {
            if (text.startsWith("close")) {
                session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, text));
            } else {
                throw new IOException(text);
            }
        }

        @OnError
        public void error(Throwable error, Session session) throws IOException {
            session.getBasicRemote().sendText(error.getClass().getSimpleName() + " " + error.getMessage());
        }

        @OnClose
        public void close(CloseReason reason, Session session) {
            closed(reason.getReasonPhrase()).complete(reason.getCloseCode());
        }
    }

    /** A client whose methods are annotated. */
    @ClientEndpoint
    public static class AnnotatedClient {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(EndpointConfig config, Session session) {
            seen.add(config instanceof ClientEndpointConfig);
        }

        @OnMessage
        public void text(String text) {
            seen.add(text);
            throw new IllegalStateException("a fault of the client");
        }

        @OnError
        public void error(Throwable error) {
            seen.add(error.getMessage());
        }

        @OnClose
        public void close(CloseReason reason) {
            seen.add(reason.getCloseCode());
        }

        Object next() throws InterruptedException {
            return seen.poll(20, TimeUnit.SECONDS);
        }
    }

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> builder.endpoints(Methods.class, Returns.class, Primitive.class,
            Streams.class, Parts.class, Sized.class, Failing.class));

    // ---- Programmatic --------------------------------------------------------------------------------------------

    @Test
    void onOpenGetsTheSessionAndTheConfiguration() throws Exception {
        Pair pair = deployed.pair();
        assertThat(pair.server().config).isInstanceOfSatisfying(ServerEndpointConfig.class, config -> {
            assertThat(config.getPath()).isEqualTo("/pair/{room}");
            assertThat(config.getEndpointClass()).isEqualTo(Side.class);
        });
        assertThat(pair.client().config).isInstanceOf(ClientEndpointConfig.class);
    }

    @Test
    void everyConnectionHasAnEndpointOfItsOwn() throws Exception {
        assertThat(deployed.pair().server()).isNotSameAs(deployed.pair().server());
    }

    @Test
    void onCloseGetsTheReasonWhoeverCloses() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.session().close(new CloseReason(CloseCodes.SERVICE_RESTART, "soon"));
            assertThat(peer.closed().getCloseCode()).isEqualTo(CloseCodes.SERVICE_RESTART);
            assertThat(side.closed().getReasonPhrase()).isEqualTo("soon");
        });
    }

    @Test
    void onErrorGetsWhatWasThrown() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            IllegalStateException fault = new IllegalStateException();
            side.session().addMessageHandler(String.class, text -> {
                throw fault;
            });
            peer.session().getBasicRemote().sendText("x");
            assertThat(side.nextError()).isSameAs(fault);
        });
    }

    // ---- Annotated -----------------------------------------------------------------------------------------------

    @Test
    void onOpenOfAnAnnotatedEndpointGetsSessionConfigurationAndPath() throws Exception {
        assertThat(deployed.connect("/methods/a%20b/1").next()).isEqualTo("open a b /methods/{room}/{number}");
    }

    @Test
    void onMessageGetsItsParametersInAnyOrderAndRepliesWithWhatItReturns() throws Exception {
        Side client = deployed.connect("/methods/a/1");
        assertThat(client.next()).asString().startsWith("open");
        client.session().getBasicRemote().sendText("x");
        assertThat(client.next()).isEqualTo("a 2 x true null");
        client.session().getBasicRemote().sendBinary(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        client.session().getBasicRemote().sendPong(ByteBuffer.allocate(3));
        assertThat(client.next()).isEqualTo("pong 3");
    }

    @Test
    void aPathParameterThatDoesNotFitIsADecodeException() throws Exception {
        Side client = deployed.connect("/methods/a/many");
        assertThat(client.next()).asString().startsWith("open");
        client.session().getBasicRemote().sendText("x");
        assertThat(client.next()).isEqualTo(DecodeException.class.getSimpleName() + " many");
    }

    @Test
    void whatOnMessageReturnsIsSentAsItsType() throws Exception {
        Side client = deployed.connect("/returns");
        for (String wanted : new String[] {"bytes", "nothing", "int", "double"}) {
            client.session().getBasicRemote().sendText(wanted);
        }
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
        assertThat(client.next()).isEqualTo("42");
        assertThat(client.next()).isEqualTo("0.5");
    }

    @Test
    void primitivesAreReadAndWrittenAsText() throws Exception {
        Side client = deployed.connect("/primitive");
        client.session().getBasicRemote().sendText("41");
        assertThat(client.next()).isEqualTo("42");
    }

    @Test
    void onMessageMayReadStreams() throws Exception {
        Side client = deployed.connect("/streams");
        client.session().getBasicRemote().sendText("\u20ac");
        assertThat(client.next()).isEqualTo("\u20ac!");
        client.session().getBasicRemote().sendBinary(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {'x'}));
    }

    @Test
    void onMessageMayTakeParts() throws Exception {
        Side client = deployed.connect("/parts");
        client.session().getBasicRemote().sendText("a", false);
        client.session().getBasicRemote().sendText("b", true);
        assertThat(client.next()).isEqualTo("ab");
        client.session().getBasicRemote().sendBinary(ByteBuffer.allocate(100_000));
        assertThat(client.next()).as("no limit bounds what comes in parts").isEqualTo("100000");
    }

    @Test
    void aMessageAboveMaxMessageSizeClosesWith1009() throws Exception {
        Side client = deployed.connect("/sized");
        client.session().getBasicRemote().sendText("four");
        assertThat(client.next()).isEqualTo("four");
        client.session().getBasicRemote().sendText("fives");
        assertThat(client.closed().getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
    }

    @Test
    void onErrorGetsWhatOnMessageThrows() throws Exception {
        Side client = deployed.connect("/failing");
        client.session().getBasicRemote().sendText("checked");
        assertThat(client.next()).isEqualTo("IOException checked");
    }

    @Test
    void onCloseGetsTheReason() throws Exception {
        Side client = deployed.connect("/failing");
        String reason = "close " + kind;
        client.session().getBasicRemote().sendText(reason);
        assertThat(client.closed().getReasonPhrase()).isEqualTo(reason);
        assertThat(Failing.closed(reason).get(20, TimeUnit.SECONDS)).isEqualTo(CloseCodes.VIOLATED_POLICY);
    }

    @Test
    void anAnnotatedClientIsCalledInOrder() throws Exception {
        AnnotatedClient client = new AnnotatedClient();
        Session session = deployed.client().connectToServer(client, deployed.uri("/primitive"));
        assertThat(client.next()).isEqualTo(true);
        session.getBasicRemote().sendText("1");
        assertThat(client.next()).isEqualTo("2");
        assertThat(client.next()).isEqualTo("a fault of the client");
        session.close();
        assertThat(client.next()).isEqualTo(CloseCodes.NORMAL_CLOSURE);
    }
}
