package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.transport.Completion;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends without ever waiting; see {@link Connection#sendAsync}. Objects are encoded on the calling thread. All failures,
 * those of encoders too, arrive in the {@code Future} or the {@code SendResult}. Safe from any thread.
 */
public final class AsyncRemote extends Remote implements RemoteEndpoint.Async {

    private volatile long sendTimeoutMillis;

    /** @param sendTimeoutMillis how long a message may take to be written; 0 or less for no limit */
    public AsyncRemote(OutboundMessages outbound, long sendTimeoutMillis) {
        super(outbound);
        this.sendTimeoutMillis = sendTimeoutMillis;
    }

    @Override
    public long getSendTimeout() {
        return sendTimeoutMillis;
    }

    /** A message that is not written in that time fails, and the connection is cut: a frame cannot be half sent. */
    @Override
    public void setSendTimeout(long timeoutMillis) {
        outbound.requireOpen();
        sendTimeoutMillis = timeoutMillis;
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        send(required(text), told(handler));
    }

    @Override
    public Future<Void> sendText(String text) {
        return send(required(text), new Promise(outbound));
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        send(required(data), told(handler));
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        return send(required(data), new Promise(outbound));
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        encodeAndSend(required(data), told(handler));
    }

    @Override
    public Future<Void> sendObject(Object data) {
        return encodeAndSend(required(data), new Promise(outbound));
    }

    private <C extends Completion> C encodeAndSend(Object data, C completion) {
        Object message;
        try {
            message = outbound.encode(data);
        } catch (IOException | EncodeException e) {
            completion.done(e);
            return completion;
        }
        return send(message, completion);
    }

    private <C extends Completion> C send(Object message, C completion) {
        outbound.sendAsync(message, TimeUnit.MILLISECONDS.toNanos(Math.max(0, sendTimeoutMillis)), completion);
        return completion;
    }

    private Completion told(SendHandler handler) {
        return outbound.completion(required(handler));
    }

    /** A future that a completion completes. */
    private static final class Promise extends CompletableFuture<Void> implements Completion {

        private final OutboundMessages outbound;

        Promise(OutboundMessages outbound) {
            this.outbound = outbound;
        }

        @Override
        public void done(Throwable failure) {
            if (failure == null) {
                complete(null);
            } else {
                completeExceptionally(failure);
            }
        }

        /** What this thread waits for does not wait for company in turn. */
        @Override
        public Void get() throws InterruptedException, ExecutionException {
            hurry();
            return super.get();
        }

        @Override
        public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            hurry();
            return super.get(timeout, unit);
        }

        private void hurry() {
            if (!isDone()) {
                outbound.uncork();
            }
        }

        /** A message that the connection has taken cannot be taken back. @return always {@code false} */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }
}
