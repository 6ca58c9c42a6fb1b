package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.transport.Completion;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends without ever waiting; see {@link Connection#sendAsync}. What is sent may be changed as soon as the call returns. Safe
 * from any thread.
 *
 * <p>Handlers are called on whatever thread completes the write, and must not block.
 */
public final class AsyncRemote extends Remote implements RemoteEndpoint.Async {

    private final Session session;
    private volatile long sendTimeoutMillis;

    /** @param sendTimeoutMillis how long a message may take to be written; 0 or less for no limit */
    public AsyncRemote(Connection connection, Encoding encoding, Session session, long sendTimeoutMillis) {
        super(connection, encoding);
        this.session = session;
        this.sendTimeoutMillis = sendTimeoutMillis;
    }

    @Override
    public long getSendTimeout() {
        return sendTimeoutMillis;
    }

    @Override
    public void setSendTimeout(long timeoutMillis) {
        sendTimeoutMillis = timeoutMillis;
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        send(Kind.TEXT, Encoding.utf8(required(text)), handler(handler));
    }

    @Override
    public Future<Void> sendText(String text) {
        Promise promise = new Promise();
        send(Kind.TEXT, Encoding.utf8(required(text)), promise);
        return promise;
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        send(Kind.BINARY, required(data), handler(handler));
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        Promise promise = new Promise();
        send(Kind.BINARY, required(data), promise);
        return promise;
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        encodeAndSend(required(data), handler(handler));
    }

    @Override
    public Future<Void> sendObject(Object data) {
        Promise promise = new Promise();
        encodeAndSend(required(data), promise);
        return promise;
    }

    private void encodeAndSend(Object data, Completion completion) {
        Encoding.Message message;
        try {
            message = encoding.encode(data);
        } catch (EncodeException | RuntimeException e) {
            completion.done(e);
            return;
        }
        send(message.kind(), message.payload(), completion);
    }

    private void send(Kind kind, ByteBuffer payload, Completion completion) {
        long timeout = Math.max(0, TimeUnit.MILLISECONDS.toNanos(sendTimeoutMillis));
        connection.sendAsync(kind, payload, true, null, timeout, completion);
    }

    private Completion handler(SendHandler handler) {
        required(handler);
        return failure -> handler.onResult(
                failure == null ? new SendResult(session) : new SendResult(session, failure));
    }

    /** A future that a completion completes. Cancelling it does not take the message back. */
    private static final class Promise extends CompletableFuture<Void> implements Completion {
        @Override
        public void done(Throwable failure) {
            if (failure == null) {
                complete(null);
            } else {
                completeExceptionally(failure);
            }
        }
    }
}
