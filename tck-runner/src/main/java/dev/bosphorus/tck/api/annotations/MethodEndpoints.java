package dev.bosphorus.tck.api.annotations;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.CloseReason;
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
import java.util.function.UnaryOperator;

/** What {@link MethodTests} deploys: annotated methods in the forms that they may have. */
public final class MethodEndpoints {

    private MethodEndpoints() {
    }

    /** String. */
    @ServerEndpoint("/String/{a}/{b}")
    public static class OfString {
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** Reader. */
    @ServerEndpoint("/Reader/{a}/{b}")
    public static class OfReader {
        @OnMessage
        public String message(Reader reader) throws IOException {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    /** Text in parts. */
    @ServerEndpoint("/TextParts/{a}/{b}")
    public static class OfTextParts {
        private final StringBuilder text = new StringBuilder();

        @OnMessage
        public String message(String part, boolean last) {
            text.append(part);
            return last ? text.toString() : null;
        }
    }

    /** byte[]. */
    @ServerEndpoint("/bytes/{a}/{b}")
    public static class OfBytes {
        @OnMessage
        public byte[] message(byte[] bytes) {
            return bytes;
        }
    }

    /** ByteBuffer. */
    @ServerEndpoint("/ByteBuffer/{a}/{b}")
    public static class OfByteBuffer {
        @OnMessage
        public ByteBuffer message(ByteBuffer bytes) {
            return bytes;
        }
    }

    /** InputStream. */
    @ServerEndpoint("/InputStream/{a}/{b}")
    public static class OfInputStream {
        @OnMessage
        public byte[] message(InputStream stream) throws IOException {
            return stream.readAllBytes();
        }
    }

    /** byte[] in parts. */
    @ServerEndpoint("/bytesParts/{a}/{b}")
    public static class OfBytesParts {
        private final ByteBuffer whole = ByteBuffer.allocate(100);

        @OnMessage
        public ByteBuffer message(byte[] part, boolean last) {
            whole.put(part);
            return last ? whole.flip() : null;
        }
    }

    /** ByteBuffer in parts. */
    @ServerEndpoint("/ByteBufferParts/{a}/{b}")
    public static class OfByteBufferParts {
        private final ByteBuffer whole = ByteBuffer.allocate(100);

        @OnMessage
        public ByteBuffer message(ByteBuffer part, boolean last) {
            whole.put(part);
            return last ? whole.flip() : null;
        }
    }

    /** PongMessage. */
    @ServerEndpoint("/PongMessage/{a}/{b}")
    public static class OfPongMessage {
        @OnMessage
        public ByteBuffer message(PongMessage pong) {
            return pong.getApplicationData();
        }
    }

    /** All parameters, in another order. */
    @ServerEndpoint("/all/{a}/{b}")
    public static class All {
        @OnMessage
        public String text(@PathParam("b") String b, Session session, String text, @PathParam("a") String a) {
            return text + " " + a + " " + b + " " + session.isOpen();
        }

        @OnMessage
        public String bytes(boolean last, @PathParam("a") String a, Session session, byte[] bytes, @PathParam("b") String b) {
            return bytes.length + " " + last + " " + a + " " + b + " " + session.isOpen();
        }

        @OnMessage
        public String pong(Session session, @PathParam("a") String a, PongMessage pong) {
            return "pong " + a + " " + session.isOpen();
        }
    }

    /** Returns a String. */
    @ServerEndpoint("/returns/String")
    public static class ReturnsString {
        @OnMessage
        public String message(String text) {
            return "text";
        }
    }

    /** Returns an array of bytes. */
    @ServerEndpoint("/returns/Array")
    public static class ReturnsArray {
        @OnMessage
        public byte[] message(String text) {
            return new byte[] {1, 2};
        }
    }

    /** Returns a ByteBuffer. */
    @ServerEndpoint("/returns/ByteBuffer")
    public static class ReturnsByteBuffer {
        @OnMessage
        public ByteBuffer message(String text) {
            return ByteBuffer.wrap(new byte[] {1, 2, 3}, 0, 2);
        }
    }

    /** Returns an Integer. */
    @ServerEndpoint("/returns/Integer")
    public static class ReturnsInteger {
        @OnMessage
        public Integer message(String text) {
            return 42;
        }
    }

    /** Returns a Boolean. */
    @ServerEndpoint("/returns/Boolean")
    public static class ReturnsBoolean {
        @OnMessage
        public Boolean message(String text) {
            return true;
        }
    }

    /** Returns nothing. */
    @ServerEndpoint("/void/{a}/{b}")
    public static class Void {
        @OnMessage
        public void text(String text) {
            Notes.add(text, "got");
        }

        @OnMessage
        public String bytes(byte[] bytes) {
            return "bytes";
        }
    }

    /** Parameters of the other methods, in whatever order. */
    @ServerEndpoint("/parameters/{a}/{b}")
    public static class Parameters {
        private final StringBuilder opened = new StringBuilder();

        @OnOpen
        public void opened(@PathParam("a") String a, EndpointConfig config, @PathParam("b") int b, Session session) {
            opened.append(a).append(' ').append(b + 1).append(' ').append(session.isOpen()).append(' ')
                    .append(((ServerEndpointConfig) config).getEndpointClass() == getClass());
        }

        @OnMessage
        public String message(String text) {
            return opened.toString();
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("b") int b, Session session, @PathParam("a") String a) {
            Notes.add(a, b + " " + session.getPathParameters().get("a") + " " + reason.getCloseCode().getCode());
        }
    }

    /** No parameters where none is needed. */
    @ServerEndpoint("/none/{a}/{b}")
    public static class None {
        private int opened;

        @OnOpen
        public void opened() {
            opened++;
        }

        @OnMessage
        public int message(String text) {
            return opened;
        }

        @OnError
        public void failed(Throwable error) {
            Notes.add("none", error.getMessage());
        }

        @OnClose
        public void closed() {
            Notes.add("none", "closed");
        }
    }

    /** Without any method. */
    @ServerEndpoint("/empty/{a}/{b}")
    public static class Empty {
    }

    /** Final, with final methods. */
    @ServerEndpoint("/final/{a}/{b}")
    public static final class Final {
        @OnMessage
        public final String message(String text) {
            return text;
        }
    }

    /** A parameter of the path that the template does not have. */
    @ServerEndpoint("/unknown/{a}/{b}")
    public static class Unknown {
        @OnMessage
        public String message(String text, @PathParam("c") String c) {
            return text + " " + c;
        }
    }

    /** A method that implements one of an interface. */
    @ServerEndpoint("/interface/{a}/{b}")
    public static class OfInterface implements UnaryOperator<String> {
        @Override
        @OnMessage
        public String apply(String text) {
            return text + "!";
        }
    }

    // ---- Section 4.8 ---------------------------------------------------------------------------------------------

    /** Annotated; its sub-classes are not. */
    @ServerEndpoint("/parent/{a}/{b}")
    public static class Parent {
        @OnMessage
        public String message(String text) {
            return "parent " + text;
        }
    }

    /** Is no endpoint, since it has no annotation of its own. */
    public static class Child extends Parent {
        @Override
        public String message(String text) {
            return "child " + text;
        }
    }

    /** Not annotated, but its methods are. */
    public static class PlainParent {
        @OnMessage
        public String message(String text) {
            return "plain parent " + text;
        }
    }

    /** Annotated, and overrides the method with an annotation of its own. */
    @ServerEndpoint("/overriding/{a}/{b}")
    public static class Overriding extends PlainParent {
        @Override
        @OnMessage
        public String message(String text) {
            return "overriding " + text;
        }
    }
}
