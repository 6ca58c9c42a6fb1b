package dev.bosphorus.tck.api.errors;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DecodeException;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Set;

/** What {@link ErrorTests} deploys. Each notes by the name in its path what {@code onError} gets. */
public final class ErrorEndpoints {

    private ErrorEndpoints() {
    }

    /** Deploys all. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic/{name}").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    /** A checked exception of an application. */
    public static class CheckedException extends Exception {
        private static final long serialVersionUID = 1;

        /** Made by endpoints. */
        public CheckedException(String message) {
            super(message);
        }
    }

    static void note(Session session, Throwable error) {
        Notes.add(session.getPathParameters().get("name"), error.getClass().getSimpleName() + " " + error.getMessage());
    }

    /** Throws what it is told to. */
    @ServerEndpoint("/annotated/{name}")
    public static class Annotated {
        @OnMessage
        public String told(String text) throws CheckedException, IOException {
            switch (text) {
                case "unchecked" -> throw new IllegalStateException("of onMessage");
                case "checked" -> throw new CheckedException("of onMessage");
                case "io" -> throw new IOException("of onMessage");
                default -> {
                    return "got " + text;
                }
            }
        }

        @OnError
        public void failed(Session session, Throwable error) {
            note(session, error);
        }
    }

    /** Throws in a message handler. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> {
                if (text.equals("throw")) {
                    throw new IllegalStateException("of a handler");
                }
                session.getAsyncRemote().sendText("got " + text);
            });
        }

        @Override
        public void onError(Session session, Throwable error) {
            note(session, error);
        }
    }

    /** Throws in {@code onOpen}. */
    @ServerEndpoint("/open/{name}")
    public static class FailingToOpen {
        @OnOpen
        public void opened() {
            throw new IllegalStateException("of onOpen");
        }

        @OnError
        public void failed(Session session, Throwable error) {
            note(session, error);
        }
    }

    /** Throws in {@code onClose}. */
    @ServerEndpoint("/close/{name}")
    public static class FailingToClose {
        @OnClose
        public void closed(CloseReason reason) {
            throw new IllegalStateException("of onClose");
        }

        @OnError
        public void failed(Session session, Throwable error) {
            note(session, error);
        }
    }

    /** Has no error handling method. */
    @ServerEndpoint("/without/{name}")
    public static class WithoutOnError {
        @OnMessage
        public String told(String text) {
            if (text.equals("throw")) {
                throw new IllegalStateException("of onMessage");
            }
            return "got " + text;
        }
    }

    /** Whose error handling method throws. */
    @ServerEndpoint("/twice/{name}")
    public static class FailingTwice {
        @OnMessage
        public String told(String text) {
            if (text.equals("throw")) {
                throw new IllegalStateException("of onMessage");
            }
            return "got " + text;
        }

        @OnError
        public void failed(Session session, Throwable error) {
            note(session, error);
            throw new IllegalStateException("of onError");
        }
    }

    /** Wants a number, as a message and in its path. */
    @ServerEndpoint("/numbers/{name}/{number}")
    public static class Numbers {
        @OnOpen
        public void opened(Session session) throws IOException {
            session.getBasicRemote().sendText("open");
        }

        @OnMessage
        public int told(int message, @PathParam("number") int number) {
            return message + number;
        }

        @OnError
        public void failed(Session session, Throwable error) {
            String text = error instanceof DecodeException e ? " " + e.getText() : "";
            Notes.add(session.getPathParameters().get("name"), error.getClass().getSimpleName() + text);
        }
    }

    /** Has all that an error handling method may have. */
    @ServerEndpoint("/parameters/{name}/{number}")
    public static class Parameters {
        @OnMessage
        public void told(String text) {
            throw new IllegalStateException(text);
        }

        @OnError
        public void failed(@PathParam("number") long number, Throwable error, @PathParam("name") String name, Session session,
                @PathParam("none") String none) {
            Notes.add(name, error.getMessage() + " " + number + " " + session.isOpen() + " " + none);
        }
    }

    /** What its encoder cannot encode. */
    public record Unencodable(String text) {
    }

    /** Encodes nothing. */
    public static class FailingEncoder implements Encoder.Text<Unencodable> {
        @Override
        public String encode(Unencodable object) throws EncodeException {
            throw new EncodeException(object, "of the encoder");
        }
    }

    /** Returns what cannot be encoded. */
    @ServerEndpoint(value = "/unencodable/{name}", encoders = FailingEncoder.class)
    public static class Returning {
        @OnMessage
        public Unencodable told(String text) {
            return new Unencodable(text);
        }

        @OnMessage
        public String told(byte[] bytes) {
            return "got bytes";
        }

        @OnError
        public void failed(Session session, Throwable error) {
            note(session, error);
        }
    }

    /** Takes four bytes at most. */
    @ServerEndpoint("/small/{name}")
    public static class Small {
        @OnMessage(maxMessageSize = 4)
        public String told(String text) {
            return text;
        }

        @OnError
        public void failed(Session session, Throwable error, @PathParam("name") String name) {
            Notes.add(name, "error");
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, "close " + reason.getCloseCode().getCode());
        }
    }
}
