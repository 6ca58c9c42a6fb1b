package dev.bosphorus.container.session;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.session.remote.OutboundMessages;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.PreparedMessage;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a session can do beyond the specification. Safe from any thread. */
abstract class ExtendedView extends HandshakeView {

    /** {@code null} until it is asked for; written under the lock of this object. */
    private volatile Heartbeat heartbeat;
    /** Who is told of the end; {@code null} for nobody. Belongs to the lock of this object. */
    private Set<Consumer<? super ExtendedSession>> endListeners;
    /** Whether they have been told. Belongs to the lock of this object. */
    private boolean left;

    ExtendedView(SessionFacts facts) {
        super(facts);
    }

    abstract Connection connection();

    abstract OutboundMessages outbound();

    abstract EndpointCalls calls();

    abstract SessionSettings settings();

    // ---- Flow ----------------------------------------------------------------------------------------------------

    @Override
    public long bufferedAmount() {
        requireUsable();
        return connection().bufferedAmount();
    }

    @Override
    public void onDrain(long lowWaterBytes, Runnable action) {
        requireUsable();
        required(action);
        if (lowWaterBytes < 0) {
            throw new IllegalArgumentException("no less than 0 bytes are ever buffered, so not " + lowWaterBytes);
        }
        connection().onDrain(lowWaterBytes, () -> calls().run(action));
    }

    @Override
    public long droppedMessages() {
        requireUsable();
        return connection().droppedMessages();
    }

    @Override
    public void suspend() {
        requireUsable();
        connection().suspend();
    }

    @Override
    public void resume() {
        requireUsable();
        Heartbeat pings = heartbeat;
        if (pings != null) {
            pings.resumed();
        }
        connection().resume();
    }

    // ---- Liveness ------------------------------------------------------------------------------------------------

    @Override
    public synchronized void setPing(Duration interval, Duration timeout) {
        requireUsable();
        Heartbeat pings = heartbeat != null ? heartbeat : new Heartbeat(connection(), settings().timer());
        pings.set(required(interval), required(timeout));
        heartbeat = pings;
    }

    @Override
    public Optional<Duration> latency() {
        requireUsable();
        Heartbeat pings = heartbeat;
        return pings == null ? Optional.empty() : pings.latency();
    }

    /** Whether a Pong is the answer to a Ping of this session's own, and not for the application. */
    boolean takesPong(ByteBuffer payload) {
        Heartbeat pings = heartbeat;
        return pings != null && pings.takes(payload);
    }

    @Override
    public synchronized boolean addEndListener(Consumer<? super ExtendedSession> listener) {
        required(listener);
        if (left) {
            return false;
        }
        if (endListeners == null) {
            endListeners = new LinkedHashSet<>(4);
        }
        endListeners.add(listener);
        return true;
    }

    @Override
    public synchronized void removeEndListener(Consumer<? super ExtendedSession> listener) {
        if (endListeners != null) {
            endListeners.remove(listener);
        }
    }

    /** The connection has ended: no more Pings, and whoever wants to know is told. */
    void leave() {
        Set<Consumer<? super ExtendedSession>> told;
        synchronized (this) {
            left = true;
            told = endListeners;
            endListeners = null;
        }
        Heartbeat pings = heartbeat;
        if (pings != null) {
            pings.end();
        }
        if (told != null) {
            for (Consumer<? super ExtendedSession> listener : told) {
                calls().run(() -> listener.accept(this));
            }
        }
    }

    // ---- Messages ------------------------------------------------------------------------------------------------

    @Override
    public void sendUncompressed(String text) throws IOException {
        requireUsable();
        outbound().sendPlain(required(text));
    }

    @Override
    public void sendUncompressed(ByteBuffer data) throws IOException {
        requireUsable();
        outbound().sendPlain(required(data));
    }

    @Override
    public PreparedMessage prepareText(String text) {
        return Prepared.text(required(text));
    }

    @Override
    public PreparedMessage prepareBinary(ByteBuffer data) {
        return Prepared.binary(required(data));
    }

    @Override
    public void send(PreparedMessage message) throws IOException {
        requireUsable();
        outbound().send(Prepared.of(message));
    }

    @Override
    public void send(PreparedMessage message, SendHandler handler) {
        long timeout = getAsyncRemote().getSendTimeout();
        outbound().sendShared(Prepared.of(message), TimeUnit.MILLISECONDS.toNanos(Math.max(0, timeout)), required(handler));
    }

    @Override
    public boolean offer(PreparedMessage message) {
        return connection().offer(Prepared.of(message));
    }

    static <T> T required(T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("the argument must not be null");
        }
        return argument;
    }
}
