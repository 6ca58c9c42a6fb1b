package dev.bosphorus.tck.api.closing;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** What {@link ClosingTests} deploys. Each notes by the name in its path what {@code onClose} gets. */
public final class ClosingEndpoints {

    private ClosingEndpoints() {
    }

    /** A code of whatever number. */
    private static CloseCode code(int number) {
        for (CloseCodes known : CloseCodes.values()) {
            if (known.getCode() == number) {
                return known;
            }
        }
        return () -> number;
    }

    private static String described(CloseReason reason) {
        return (reason.getCloseCode().getCode() + " " + reason.getReasonPhrase()).strip();
    }

    /** Closes as it is told: with a code and a reason, or in a way that has a name. */
    @ServerEndpoint("/close/{name}")
    public static class Closing {
        @OnMessage
        public String told(String text, Session session) throws IOException {
            switch (text) {
                case "close" -> session.close();
                case "twice" -> {
                    session.close(new CloseReason(code(4001), "first"));
                    session.close(new CloseReason(code(4002), "second"));
                }
                case "after messages" -> {
                    session.getAsyncRemote().sendText("one");
                    session.getAsyncRemote().sendText("two");
                    session.close();
                }
                case "batch" -> {
                    session.getBasicRemote().setBatchingAllowed(true);
                    session.getBasicRemote().sendText("in a batch");
                    session.close();
                }
                case "idle" -> session.setMaxIdleTimeout(50);
                case "answer" -> {
                    session.close(new CloseReason(code(4003), ""));
                    return "too late";
                }
                default -> {
                    return closed(session, text);
                }
            }
            return null;
        }

        /** The refusal of a code is said to the peer. */
        private static String closed(Session session, String text) throws IOException {
            int space = text.indexOf(' ');
            try {
                session.close(new CloseReason(code(Integer.parseInt(text.substring(0, space))), text.substring(space + 1)));
                return null;
            } catch (IllegalArgumentException e) {
                return "refused";
            }
        }

        @OnError
        public void failed(Throwable error, @PathParam("name") String name) {
            Notes.add(name + "-errors", error.getClass().getSimpleName());
        }

        @OnClose
        public void closed(Session session, CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, described(reason));
        }
    }

    /** Closes in {@code onOpen}. */
    @ServerEndpoint("/at-once/{name}")
    public static class AtOnce {
        @OnOpen
        public void opened(Session session) throws IOException {
            session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "busy"));
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, described(reason));
        }
    }

    /** Closes in {@code onError}. */
    @ServerEndpoint("/on-error/{name}")
    public static class OnFailure {
        @OnMessage
        public void message(String text) {
            throw new IllegalStateException(text);
        }

        @OnError
        public void failed(Session session, Throwable error) throws IOException {
            session.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, error.getMessage()));
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, described(reason));
        }
    }

    /** Looks at its session in {@code onClose}. */
    @ServerEndpoint("/looking/{name}")
    public static class Looking {
        @OnClose
        public void closed(Session session, @PathParam("name") String name) {
            Notes.add(name, session.getPathParameters().get("name") + " " + session.getRequestURI().getPath().endsWith(name)
                    + " " + session.getUserProperties().isEmpty() + " " + session.getId().isEmpty());
        }
    }
}
