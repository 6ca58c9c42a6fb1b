package dev.bosphorus.container.api;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One side of a {@link Pair}: a programmatic endpoint that notes what happens to it. */
class Side extends Endpoint {

    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    volatile EndpointConfig config;
    /** What {@code onClose} does before it returns. */
    volatile Consumer<Session> onClose = session -> { };

    @Override
    public void onOpen(Session session, EndpointConfig itsConfig) {
        config = itsConfig;
        opened.complete(session);
    }

    @Override
    public void onError(Session session, Throwable error) {
        errors.add(error);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        onClose.accept(session);
        closed.complete(reason);
    }

    /** The session, which has opened. */
    Session session() {
        return opened.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Notes a message. */
    void got(Object message) {
        messages.add(message);
    }

    /** From now on notes whole messages and Pongs: text as {@code String}, binary ones and Pongs as {@code ByteBuffer}. */
    Side collecting() {
        session().addMessageHandler(String.class, this::got);
        session().addMessageHandler(ByteBuffer.class, this::got);
        session().addMessageHandler(PongMessage.class, pong -> got(pong.getApplicationData()));
        return this;
    }

    /** The next message that was noted. */
    Object next() throws InterruptedException {
        return present(messages.poll(20, TimeUnit.SECONDS), "no message has come");
    }

    Throwable nextError() throws InterruptedException {
        return present(errors.poll(20, TimeUnit.SECONDS), "onError was not called");
    }

    CloseReason closed() {
        return closed.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static <T> T present(T found, String otherwise) {
        if (found == null) {
            throw new AssertionError(otherwise);
        }
        return found;
    }
}
