package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointCallsTest {

    private final MemoryServer server = new MemoryServer();

    // ---- Return values -------------------------------------------------------------------------------------------

    @ServerEndpoint("/ignored")
    public static class Answering {
        final List<Throwable> failures = new ArrayList<>();

        @OnMessage
        public Object text(String text) {
            return switch (text) {
                case "int" -> 42;
                case "boolean" -> true;
                case "bytes" -> new byte[] {1, 2};
                case "buffer" -> ByteBuffer.wrap(new byte[] {3});
                case "null" -> null;
                case "unknown" -> new Thread();
                case "point" -> new Point(1, 2);
                default -> text;
            };
        }

        @OnError
        public void failed(Throwable failure) {
            failures.add(failure);
        }
    }

    record Point(int x, int y) {
    }

    @Test
    void whatAMethodReturnsIsSent() {
        server.deploy(new Answering(), "/a");
        MemoryPeer peer = server.connect("/a");
        for (String kind : List.of("int", "boolean", "bytes", "buffer", "null", "hello")) {
            peer.text(kind);
        }
        assertThat(peer.received).containsExactly("text:42", "text:true", "binary:0102", "binary:03", "text:hello");
    }

    @Test
    void whatNoEncoderTakesGoesToOnErrorAndTheSessionStays() {
        Answering endpoint = new Answering();
        server.deploy(endpoint, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("unknown");
        peer.text("hello");
        assertThat(endpoint.failures).singleElement().isInstanceOf(EncodeException.class);
        assertThat(peer.received).containsExactly("text:hello");
    }

    @Test
    void returnedObjectsGoThroughTheEndpointsEncoder() {
        server.deploy(new Answering(), "/a", List.of(), List.of(PointEncoder.class));
        MemoryPeer peer = server.connect("/a");
        peer.text("point");
        assertThat(peer.received).containsExactly("text:1/2");
    }

    // ---- Errors --------------------------------------------------------------------------------------------------

    @Test
    void exceptionInOnOpenReachesOnErrorAndClosesNothing() {
        Probe probe = new Probe(session -> {
            throw new IllegalArgumentException("on opening");
        });
        server.deploy(probe, "/a");
        server.connect("/a");
        assertThat(probe.log).containsExactly("open", "error IllegalArgumentException");
        assertThat(probe.session.isOpen()).isTrue();
    }

    @Test
    void exceptionInOnMessageReachesOnErrorAndClosesNothing() {
        Probe probe = new Probe(session -> session.addMessageHandler(String.class, text -> {
            throw new StackOverflowError(text);
        }));
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("one");
        peer.text("two");
        assertThat(probe.failures).extracting(Throwable::getMessage).containsExactly("one", "two");
        assertThat(probe.session.isOpen()).isTrue();
    }

    @Test
    void exceptionInOnErrorIsContained() {
        Probe probe = new Probe(session -> session.addMessageHandler(String.class, text -> {
            throw new IllegalStateException(text);
        }));
        probe.onError = failure -> {
            throw new AssertionError("again");
        };
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("one");
        peer.text("two");
        peer.close(1000, "");
        assertThat(probe.log).containsExactly(
                "open", "error IllegalStateException", "error IllegalStateException", "close 1000");
    }

    @Test
    void exceptionInOnCloseReachesOnErrorAfterIt() {
        Probe probe = new Probe();
        probe.onClose = session -> {
            throw new IllegalStateException("on closing");
        };
        server.deploy(probe, "/a");
        server.connect("/a").close(1000, "");
        assertThat(probe.log).containsExactly("open", "close 1000", "error IllegalStateException");
        assertThat(server.runtime.live().count()).isZero();
    }

    @ServerEndpoint("/ignored")
    public static class Silent {
        int messages;

        @OnMessage
        public void text(String text) throws IOException {
            messages++;
            throw new IOException(text);
        }
    }

    @Test
    void withoutOnErrorTheSessionGoesOn() {
        Silent silent = new Silent();
        server.deploy(silent, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("one");
        peer.text("two");
        assertThat(silent.messages).isEqualTo(2);
    }

    @Test
    void errorCallbackMaySendBeforeItCloses() {
        Probe probe = new Probe(session -> session.addMessageHandler(String.class, text -> {
            throw new IllegalStateException(text);
        }));
        probe.onError = failure -> Probe.send(probe.session, "sorry: " + failure.getMessage());
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("x");
        assertThat(peer.received).containsExactly("text:sorry: x");
    }

    @Test
    void ownCloseLeavesNoErrorBehind() throws IOException {
        Probe probe = new Probe();
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.deaf = true;
        probe.session.close();
        peer.vanish();
        assertThat(probe.log).containsExactly("open", "close 1006");
    }

    @ServerEndpoint("/ignored")
    public static class Typed {
        final List<String> log = new ArrayList<>();

        @OnOpen
        public void open(@PathParam("n") int n) {
            log.add("open " + n);
        }

        @OnMessage
        public void text(String text, @PathParam("n") long n, Session session) {
            log.add(text + n + session.isOpen());
        }

        @OnError
        public void failed(Throwable failure, @PathParam("n") String n) {
            log.add(failure.getClass().getSimpleName() + " " + n);
        }

        @OnClose
        public void close() {
            log.add("close");
        }
    }

    @Test
    void pathParametersAreConverted() {
        Typed typed = new Typed();
        server.deploy(typed, "/a/{n}");
        MemoryPeer peer = server.connect("/a/7");
        peer.text("x");
        peer.close(1000, "");
        assertThat(typed.log).containsExactly("open 7", "x7true", "close");
    }

    @Test
    void pathParameterThatDoesNotFitIsADecodeException() {
        Typed typed = new Typed();
        server.deploy(typed, "/a/{n}");
        server.connect("/a/seven").text("x");
        assertThat(typed.log).containsExactly("DecodeException seven", "DecodeException seven");
    }

    // ---- The class loader ----------------------------------------------------------------------------------------

    @Test
    void callbacksSeeTheApplicationsClassLoaderAndTheThreadGetsItsOwnBack() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Probe probe = new Probe(session -> session.addMessageHandler(String.class, text -> {
            throw new IllegalStateException();
        }));
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        peer.text("x");
        peer.close(1000, "");
        assertThat(probe.loaders).hasSize(3).containsOnly(MemoryServer.LOADER);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void codecsSeeTheApplicationsClassLoader() {
        Lifecycle.LOG.clear();
        server.deploy(new WithPoints(), "/a", List.of(Lifecycle.class), List.of(PointEncoder.class));
        server.connect("/a").text("3/4");
        assertThat(Lifecycle.loader).isSameAs(MemoryServer.LOADER);
    }

    // ---- Codecs --------------------------------------------------------------------------------------------------

    public static class PointEncoder implements Encoder.Text<Point> {
        @Override
        public String encode(Point point) {
            return point.x() + "/" + point.y();
        }
    }

    public static class Lifecycle implements Decoder.Text<Point> {
        static final List<String> LOG = new ArrayList<>();
        static ClassLoader loader;

        @Override
        public void init(EndpointConfig config) {
            LOG.add("init " + (config.getDecoders().get(0) == Lifecycle.class));
        }

        @Override
        public Point decode(String text) throws DecodeException {
            loader = Thread.currentThread().getContextClassLoader();
            String[] parts = text.split("/");
            if (parts.length != 2) {
                throw new DecodeException(text, "no point");
            }
            return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public void destroy() {
            LOG.add("destroy");
        }
    }

    @ServerEndpoint("/ignored")
    public static class WithPoints {
        @OnMessage
        public Point swap(Point point) {
            return new Point(point.y(), point.x());
        }

        @OnError
        public void failed(Session session, Throwable failure) throws IOException {
            session.getBasicRemote().sendText(failure.getClass().getSimpleName());
        }

        @OnClose
        public void closed() {
            Lifecycle.LOG.add("onClose");
        }
    }

    @Test
    void codecsLiveFromTheFirstMessageUntilAfterOnClose() {
        Lifecycle.LOG.clear();
        server.deploy(new WithPoints(), "/a", List.of(Lifecycle.class), List.of(PointEncoder.class));
        MemoryPeer peer = server.connect("/a");
        assertThat(Lifecycle.LOG).isEmpty();
        peer.text("1/2");
        peer.text("3/4");
        peer.close(1000, "");
        assertThat(peer.received).startsWith("text:2/1", "text:4/3");
        assertThat(Lifecycle.LOG).containsExactly("init true", "onClose", "destroy");
    }

    @Test
    void decodeExceptionReachesOnErrorAndTheSessionStays() {
        Lifecycle.LOG.clear();
        server.deploy(new WithPoints(), "/a", List.of(Lifecycle.class), List.of(PointEncoder.class));
        MemoryPeer peer = server.connect("/a");
        peer.text("nonsense");
        peer.text("1/x");
        peer.text("1/2");
        assertThat(peer.received).containsExactly("text:DecodeException", "text:NumberFormatException", "text:2/1");
    }

    // ---- Handlers of asynchronous sends --------------------------------------------------------------------------

    @Test
    void sendHandlerSeesTheApplicationsClassLoader() {
        Probe probe = new Probe();
        server.deploy(probe, "/a");
        server.connect("/a");
        List<ClassLoader> loaders = new ArrayList<>();
        probe.session.getAsyncRemote().sendText("x", result -> loaders.add(Thread.currentThread().getContextClassLoader()));
        server.settle();
        assertThat(loaders).containsExactly(MemoryServer.LOADER);
    }

    @Test
    void sendHandlerNeverRunsOnAnIoThread() {
        Probe probe = new Probe();
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect(false, "/a");
        peer.mayWait = false;
        List<Boolean> told = new ArrayList<>();
        probe.session.getAsyncRemote().sendText("x", result -> told.add(result.isOK()));
        assertThat(peer.received).containsExactly("text:x");
        assertThat(told).isEmpty();
        server.settle();
        assertThat(told).containsExactly(true);
    }

    @Test
    void whatASendHandlerThrowsHurtsNobody() {
        Probe probe = new Probe();
        server.deploy(probe, "/a");
        MemoryPeer peer = server.connect("/a");
        List<Boolean> told = new ArrayList<>();
        probe.session.getAsyncRemote().sendText("one", result -> {
            throw new AssertionError("in the handler");
        });
        probe.session.getAsyncRemote().sendText("two", result -> told.add(result.isOK()));
        server.settle();
        assertThat(peer.received).containsExactly("text:one", "text:two");
        assertThat(told).containsExactly(true);
        assertThat(probe.log).containsExactly("open");
    }
}
