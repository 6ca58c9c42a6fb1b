package dev.bosphorus.container.runtime;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** An endpoint that notes what happens to it, in {@link #log}, and does on opening what a test tells it to. */
public final class Probe extends Endpoint {

    public final List<String> log = Collections.synchronizedList(new ArrayList<>());
    public final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    public final List<ClassLoader> loaders = Collections.synchronizedList(new ArrayList<>());
    public volatile Session session;
    public volatile EndpointConfig config;
    private final Consumer<Session> onOpen;
    public Consumer<Session> onClose = session -> { };
    public Consumer<Throwable> onError = failure -> { };

    public Probe() {
        this(session -> { });
    }

    public Probe(Consumer<Session> onOpen) {
        this.onOpen = onOpen;
    }

    /** A probe that sends every text message back. */
    public static Probe echo() {
        return new Probe(session -> session.addMessageHandler(String.class, text -> send(session, text)));
    }

    public static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void onOpen(Session opened, EndpointConfig itsConfig) {
        session = opened;
        config = itsConfig;
        seen("open");
        onOpen.accept(opened);
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        seen(("close " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase()).strip());
        onClose.accept(closed);
    }

    @Override
    public void onError(Session failed, Throwable failure) {
        failures.add(failure);
        seen("error " + failure.getClass().getSimpleName());
        onError.accept(failure);
    }

    private void seen(String what) {
        log.add(what);
        loaders.add(Thread.currentThread().getContextClassLoader());
    }
}
