package dev.bosphorus.tck.api.lifecycle;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.CloseReason;
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
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link LifecycleTests} deploys. Each notes by the name in its path. */
public final class LifecycleEndpoints {

    private LifecycleEndpoints() {
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

    /** Notes its callbacks, and counts the messages of its instance. */
    public static class Programmatic extends Endpoint {
        private final AtomicInteger messages = new AtomicInteger();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            note(session, "open " + (config instanceof ServerEndpointConfig) + " " + session.isOpen());
            session.addMessageHandler(String.class, text -> answer(session, text));
        }

        private void answer(Session session, String text) {
            note(session, "message " + text);
            if (text.equals("throw")) {
                throw new IllegalStateException("asked to");
            }
            try {
                session.getBasicRemote().sendText("message " + messages.incrementAndGet() + " of session " + session.getId());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void onError(Session session, Throwable error) {
            note(session, "error " + error.getMessage());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            note(session, "close " + reason.getCloseCode().getCode());
        }

        private static void note(Session session, String note) {
            Notes.add(session.getPathParameters().get("name"), note);
        }
    }

    /** The same with annotations. */
    @ServerEndpoint("/annotated/{name}")
    public static class Annotated {
        private final AtomicInteger messages = new AtomicInteger();

        @OnOpen
        public void opened(Session session, EndpointConfig config, @PathParam("name") String name) {
            Notes.add(name, "open " + (config instanceof ServerEndpointConfig) + " " + session.isOpen());
        }

        @OnMessage
        public String message(String text, Session session, @PathParam("name") String name) {
            Notes.add(name, "message " + text);
            if (text.equals("throw")) {
                throw new IllegalStateException("asked to");
            }
            return "message " + messages.incrementAndGet() + " of session " + session.getId();
        }

        @OnError
        public void failed(Throwable error, @PathParam("name") String name) {
            Notes.add(name, "error " + error.getMessage());
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, "close " + reason.getCloseCode().getCode());
        }
    }

    /** Does not return from {@code onOpen} until it is told to. */
    @ServerEndpoint("/slow/{name}")
    public static class SlowToOpen {
        @OnOpen
        public void opened(Session session, @PathParam("name") String name) throws IOException, InterruptedException {
            session.getBasicRemote().sendText("opening");
            Notes.take("go-" + name);
            Notes.add(name, "opened");
        }

        @OnMessage
        public void message(String text, @PathParam("name") String name) {
            Notes.add(name, "message " + text);
        }

        @OnClose
        public void closed(@PathParam("name") String name) {
            Notes.add(name, "closed");
        }
    }

    /** Says which sessions its callbacks are given: one number for each different object. */
    @ServerEndpoint("/sessions/{name}")
    public static class Sessions {
        private Session first;

        @OnOpen
        public void opened(Session session) {
            first = session;
        }

        @OnMessage
        public void message(String text, Session session, @PathParam("name") String name) {
            Notes.add(name, "message " + same(session));
            throw new IllegalStateException(text);
        }

        @OnError
        public void failed(Session session, Throwable error, @PathParam("name") String name) {
            Notes.add(name, "error " + same(session));
        }

        @OnClose
        public void closed(Session session, @PathParam("name") String name) {
            Notes.add(name, "close " + same(session));
        }

        private boolean same(Session session) {
            return session == first && session.getId().equals(first.getId());
        }
    }

    /** Notes how many threads it has met at once, when it is closed. */
    @ServerEndpoint("/threads/{name}")
    public static class Threads {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private int messages;

        @OnMessage
        public void message(String text) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            messages++;
            running.decrementAndGet();
        }

        @OnClose
        public void closed(@PathParam("name") String name) {
            Notes.add(name, messages + " messages by " + most.accumulateAndGet(running.incrementAndGet(), Math::max) + " at once");
        }
    }

    /** Keeps what it is sent with the session until the end. */
    @ServerEndpoint("/properties/{name}")
    public static class Properties {
        @OnMessage
        public String message(String text, Session session) {
            session.getUserProperties().put("kept", text);
            return "kept";
        }

        @OnClose
        public void closed(Session session, @PathParam("name") String name) {
            Notes.add(name, "kept " + session.getUserProperties().get("kept") + " of " + session.getId().isEmpty());
        }
    }

    /** Closes when it is asked to, and notes what it is told of it. */
    @ServerEndpoint("/closing/{name}")
    public static class Closing {
        @OnMessage
        public void message(String text, Session session) throws IOException {
            session.close();
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, "close " + reason.getCloseCode().getCode());
        }
    }
}
