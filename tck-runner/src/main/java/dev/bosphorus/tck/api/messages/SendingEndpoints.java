package dev.bosphorus.tck.api.messages;

import jakarta.websocket.EncodeException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What {@link SendingTests} deploys: endpoints that send as they are told. */
public final class SendingEndpoints {

    private static final int PATIENCE_SECONDS = 5;
    private static final byte[] BYTES = {1, 2, 3};
    private static final Map<String, Object> OBJECTS = Map.of("String", "text", "boolean", true, "byte", (byte) -1, "char", 'c',
            "double", 0.5, "float", 0.25f, "int", 42, "long", 1L << 40, "short", (short) 7);

    private SendingEndpoints() {
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap(BYTES);
    }

    /** Sends as a method of {@link RemoteEndpoint.Basic} does. */
    @ServerEndpoint("/basic")
    public static class Basic {
        @OnMessage
        public void told(String how, Session session) throws IOException, EncodeException {
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            switch (how) {
                case "sendText" -> remote.sendText("gr\u00fc\u00df \ud83d\ude00");
                case "sendText empty" -> remote.sendText("");
                case "sendText in parts" -> {
                    remote.sendText("a\u20ac", false);
                    remote.sendText("", false);
                    remote.sendText("b", true);
                }
                case "sendBinary" -> remote.sendBinary(bytes());
                case "sendBinary empty" -> remote.sendBinary(ByteBuffer.allocate(0));
                case "sendBinary in parts" -> {
                    remote.sendBinary(ByteBuffer.wrap(BYTES, 0, 2), false);
                    remote.sendBinary(ByteBuffer.wrap(BYTES, 2, 1), true);
                }
                case "sendBinary slice" -> remote.sendBinary(ByteBuffer.wrap(BYTES, 1, 1));
                case "sendBinary direct" -> remote.sendBinary(ByteBuffer.allocateDirect(3).put(BYTES).flip());
                case "sendBinary read-only" -> remote.sendBinary(bytes().asReadOnlyBuffer());
                case "sendPing" -> remote.sendPing(bytes());
                case "sendPong" -> remote.sendPong(bytes());
                case "sendPing empty" -> remote.sendPing(ByteBuffer.allocate(0));
                case "sendPing of 125" -> remote.sendPing(ByteBuffer.allocate(125));
                default -> remote.sendText(streamed(how, session));
            }
        }

        private static String streamed(String how, Session session) throws IOException {
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            switch (how) {
                case "getSendStream" -> {
                    try (OutputStream stream = remote.getSendStream()) {
                        stream.write(BYTES, 0, 2);
                        stream.flush();
                        stream.write(3);
                    }
                }
                case "getSendWriter" -> {
                    try (Writer writer = remote.getSendWriter()) {
                        writer.write("a");
                        writer.flush();
                        writer.append("\ud83d\ude00").append('b');
                    }
                }
                default -> throw new IllegalArgumentException(how);
            }
            return "after the stream";
        }
    }

    /** Sends an object of the type in its path. */
    @ServerEndpoint("/object/{type}")
    public static class Objects {
        @OnMessage
        public void told(String how, Session session, @PathParam("type") String type) throws Exception {
            Object object = OBJECTS.get(type);
            switch (how) {
                case "basic" -> session.getBasicRemote().sendObject(object);
                case "future" -> session.getAsyncRemote().sendObject(object).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                default -> session.getAsyncRemote().sendObject(object, result -> { });
            }
        }
    }

    /** Says what becomes of sends. */
    @ServerEndpoint("/results")
    public static class Results {
        @OnMessage
        public String told(String how, Session session) throws Exception {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            RemoteEndpoint.Async async = session.getAsyncRemote();
            return switch (how) {
                case "future of sendText" -> outcome(async.sendText("sent"));
                case "future of sendBinary" -> outcome(async.sendBinary(bytes()));
                case "future of sendObject" -> outcome(async.sendObject(1));
                case "future of no encoder" -> outcome(async.sendObject(new Object()));
                case "handler of sendText" -> outcome(session, handler -> async.sendText("sent", handler));
                case "handler of sendBinary" -> outcome(session, handler -> async.sendBinary(bytes(), handler));
                case "handler of sendObject" -> outcome(session, handler -> async.sendObject(1, handler));
                case "handler of no encoder" -> outcome(session, handler -> async.sendObject(new Object(), handler));
                case "position of sendBinary" -> position(basic::sendBinary);
                case "position of a future" -> position(data -> async.sendBinary(data).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                case "position of sendPing" -> position(basic::sendPing);
                case "position of sendPong" -> position(basic::sendPong);
                case "timeout" -> {
                    async.setSendTimeout(12_345);
                    yield String.valueOf(session.getAsyncRemote().getSendTimeout());
                }
                default -> throw new IllegalArgumentException(how);
            };
        }

        private static String outcome(Future<Void> future) throws InterruptedException, TimeoutException {
            try {
                return String.valueOf(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                return e.getCause().getClass().getSimpleName();
            }
        }

        private interface WithHandler {
            void send(SendHandler handler);
        }

        private static String outcome(Session session, WithHandler sending) throws Exception {
            CompletableFuture<SendResult> done = new CompletableFuture<>();
            sending.send(done::complete);
            SendResult result = done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String error = result.getException() == null ? "null" : result.getException().getClass().getSimpleName();
            return result.isOK() + " " + error;
        }

        private interface WithBuffer {
            void send(ByteBuffer data) throws Exception;
        }

        private static String position(WithBuffer sending) throws Exception {
            ByteBuffer data = bytes().position(1).limit(2);
            sending.send(data);
            return data.position() + " " + data.limit();
        }
    }

    /** Says what a call throws that may not be made. */
    @ServerEndpoint("/refused")
    public static class Refused {
        @OnMessage
        public String told(String how, Session session) throws Exception {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            RemoteEndpoint.Async async = session.getAsyncRemote();
            SendHandler handler = result -> { };
            try {
                switch (how) {
                    case "sendText(null)" -> basic.sendText(null);
                    case "sendText(null, true)" -> basic.sendText(null, true);
                    case "sendBinary(null)" -> basic.sendBinary(null);
                    case "sendBinary(null, true)" -> basic.sendBinary(null, true);
                    case "sendObject(null)" -> basic.sendObject(null);
                    case "Async.sendText(null)" -> async.sendText(null);
                    case "Async.sendText(null, handler)" -> async.sendText(null, handler);
                    case "Async.sendText(text, null)" -> async.sendText("x", null);
                    case "Async.sendBinary(null)" -> async.sendBinary(null);
                    case "Async.sendBinary(null, handler)" -> async.sendBinary(null, handler);
                    case "Async.sendBinary(bytes, null)" -> async.sendBinary(bytes(), null);
                    case "Async.sendObject(null)" -> async.sendObject(null);
                    case "Async.sendObject(null, handler)" -> async.sendObject(null, handler);
                    case "Async.sendObject(object, null)" -> async.sendObject(1, null);
                    case "sendPing of 126" -> basic.sendPing(ByteBuffer.allocate(126));
                    case "sendPong of 126" -> basic.sendPong(ByteBuffer.allocate(126));
                    case "Async.sendPing of 126" -> async.sendPing(ByteBuffer.allocate(126));
                    default -> basic.sendObject(new Object());
                }
                return "nothing";
            } catch (RuntimeException | EncodeException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    /** Batches. */
    @ServerEndpoint("/batch")
    public static class Batching {
        @OnMessage
        public void told(String how, Session session) throws IOException {
            RemoteEndpoint.Basic remote = session.getBasicRemote();
            boolean before = remote.getBatchingAllowed();
            remote.setBatchingAllowed(true);
            remote.sendText(before + " " + remote.getBatchingAllowed());
            remote.sendText("two");
            if (how.equals("flush")) {
                remote.flushBatch();
            } else {
                remote.setBatchingAllowed(false);
            }
        }
    }
}
