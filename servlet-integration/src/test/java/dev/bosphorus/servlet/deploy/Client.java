package dev.bosphorus.servlet.deploy;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects what it is sent. */
public final class Client extends Endpoint {

    final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.addMessageHandler(String.class, received::add);
        session.addMessageHandler(byte[].class, received::add);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        closed.complete(reason);
    }

    Object next() throws InterruptedException {
        return received.poll(10, TimeUnit.SECONDS);
    }

    int closeCode() throws Exception {
        return closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode();
    }
}
