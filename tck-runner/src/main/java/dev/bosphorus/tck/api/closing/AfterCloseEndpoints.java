package dev.bosphorus.tck.api.closing;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What {@link AfterCloseTests} deploys: calls on a session that has been closed. */
public final class AfterCloseEndpoints {

    private static final int PATIENCE_SECONDS = 5;
    private static final Map<String, Closed> SESSIONS = new ConcurrentHashMap<>();

    private AfterCloseEndpoints() {
    }

    /** A session, and its remotes as they were while it was open. */
    private record Closed(Session session, RemoteEndpoint.Basic basic, RemoteEndpoint.Async async) {
    }

    /** Remembers its session. */
    @ServerEndpoint("/remembered/{name}")
    public static class Remembered {
        @OnOpen
        public void opened(Session session, @PathParam("name") String name) {
            SESSIONS.put(name, new Closed(session, session.getBasicRemote(), session.getAsyncRemote()));
        }

        @OnMessage
        public String ready(String text) {
            return "ready";
        }
    }

    /** Calls a method of the remembered session once that is closed, and says what was thrown. */
    @ServerEndpoint("/closed/{name}")
    public static class Caller {
        @OnMessage
        public String call(String method, @PathParam("name") String name) throws InterruptedException {
            Closed closed = SESSIONS.get(name);
            if (!hasEnded(closed.session())) {
                return "still open";
            }
            Map<String, Callable<?>> calls = new ConcurrentHashMap<>(session(closed.session()));
            calls.putAll(settings(closed));
            calls.putAll(sends(closed));
            try {
                calls.get(method).call();
                return "nothing";
            } catch (ExecutionException e) {
                return name(e.getCause());
            } catch (Exception e) {
                return name(e);
            }
        }

        /** An IOException may be of any kind. */
        private static String name(Throwable thrown) {
            return (thrown instanceof IOException ? IOException.class : thrown.getClass()).getSimpleName();
        }

        /** No event tells of the time after {@code onClose}. */
        private static boolean hasEnded(Session session) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (session.isOpen() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return !session.isOpen();
        }

        private static Map<String, Callable<?>> session(Session session) {
            return Map.ofEntries(
                    Map.entry("getContainer", session::getContainer),
                    Map.entry("getMessageHandlers", session::getMessageHandlers),
                    Map.entry("getProtocolVersion", session::getProtocolVersion),
                    Map.entry("getNegotiatedSubprotocol", session::getNegotiatedSubprotocol),
                    Map.entry("getNegotiatedExtensions", session::getNegotiatedExtensions),
                    Map.entry("isSecure", session::isSecure),
                    Map.entry("getMaxIdleTimeout", session::getMaxIdleTimeout),
                    Map.entry("getMaxBinaryMessageBufferSize", session::getMaxBinaryMessageBufferSize),
                    Map.entry("getMaxTextMessageBufferSize", session::getMaxTextMessageBufferSize),
                    Map.entry("getAsyncRemote", session::getAsyncRemote),
                    Map.entry("getBasicRemote", session::getBasicRemote),
                    Map.entry("getRequestURI", session::getRequestURI),
                    Map.entry("getRequestParameterMap", session::getRequestParameterMap),
                    Map.entry("getQueryString", session::getQueryString),
                    Map.entry("getPathParameters", session::getPathParameters),
                    Map.entry("getUserProperties", session::getUserProperties),
                    Map.entry("getUserPrincipal", session::getUserPrincipal),
                    Map.entry("getOpenSessions", session::getOpenSessions));
        }

        private static Map<String, Callable<?>> settings(Closed closed) {
            Session session = closed.session();
            return Map.of(
                    "close", done(session::close),
                    "close(CloseReason)", done(() -> session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""))),
                    "setMaxIdleTimeout", done(() -> session.setMaxIdleTimeout(1)),
                    "setMaxTextMessageBufferSize", done(() -> session.setMaxTextMessageBufferSize(1)),
                    "setMaxBinaryMessageBufferSize", done(() -> session.setMaxBinaryMessageBufferSize(1)),
                    "addMessageHandler", done(() -> session.addMessageHandler(ByteBuffer.class, bytes -> { })),
                    "setBatchingAllowed", done(() -> closed.basic().setBatchingAllowed(true)),
                    "setSendTimeout", done(() -> closed.async().setSendTimeout(1)));
        }

        private static Map<String, Callable<?>> sends(Closed closed) {
            RemoteEndpoint.Basic basic = closed.basic();
            RemoteEndpoint.Async async = closed.async();
            ByteBuffer bytes = ByteBuffer.allocate(1);
            return Map.ofEntries(
                    Map.entry("sendText", done(() -> basic.sendText("x"))),
                    Map.entry("sendText(part)", done(() -> basic.sendText("x", false))),
                    Map.entry("sendBinary", done(() -> basic.sendBinary(bytes))),
                    Map.entry("sendBinary(part)", done(() -> basic.sendBinary(bytes, false))),
                    Map.entry("sendObject", done(() -> basic.sendObject(1))),
                    Map.entry("sendPing", done(() -> basic.sendPing(bytes))),
                    Map.entry("sendPong", done(() -> basic.sendPong(bytes))),
                    Map.entry("Async.sendText", () -> async.sendText("x").get(PATIENCE_SECONDS, TimeUnit.SECONDS)),
                    Map.entry("Async.sendBinary", () -> async.sendBinary(bytes).get(PATIENCE_SECONDS, TimeUnit.SECONDS)),
                    Map.entry("Async.sendObject", () -> async.sendObject(1).get(PATIENCE_SECONDS, TimeUnit.SECONDS)),
                    Map.entry("SendHandler", () -> {
                        CompletableFuture<Object> failed = new CompletableFuture<>();
                        async.sendText("x", result -> failed.completeExceptionally(result.getException()));
                        return failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    }));
        }

        private interface Step {
            void run() throws Exception;
        }

        private static Callable<?> done(Step step) {
            return () -> {
                step.run();
                return null;
            };
        }
    }
}
