package dev.bosphorus.container.session;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.session.remote.AsyncRemote;
import dev.bosphorus.container.session.remote.BasicRemote;
import dev.bosphorus.container.session.remote.OutboundMessages;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A session of the Jakarta API on one connection. Safe from any thread; the endpoint's callbacks come one at a time.
 *
 * <p>After {@code onClose} has returned, only {@code close}, {@code isOpen} and {@code getId} may be called.
 */
public final class WebSocketSession extends ExtendedView implements Connection.Listener {

    private final SessionEndpoint endpoint;
    private final SessionSettings settings;
    private final EndpointCalls calls;
    private final Connection connection;
    private final OutboundMessages outbound;
    private final MessageHandlers handlers = new MessageHandlers();

    /** Created when they are first asked for, under the lock of this object; {@code null} until then. */
    private volatile BasicRemote basicRemote;
    private volatile AsyncRemote asyncRemote;
    private volatile Map<String, Object> userProperties;
    private volatile long idleTimeoutMillis;
    private volatile int maxTextBytes;
    private volatile int maxBinaryBytes;
    /** Why the application closed the session; {@code null} where it did not, or not first. */
    private volatile CloseReason requested;
    /** Whether {@code onClose} has returned. */
    private volatile boolean ended;
    /** Written before {@link #ended}. */
    private boolean endedAsWanted;

    /**
     * @param config   the endpoint's configuration as this session sees it
     * @param instance the endpoint, released when the session has ended
     * @param connect  makes the connection whose events this session gets
     */
    public WebSocketSession(SessionFacts facts, SessionEndpoint endpoint, EndpointConfig config,
            InstanceFactory.Managed<?> instance, SessionSettings settings, Function<Connection.Listener, Connection> connect) {
        super(facts);
        this.endpoint = endpoint;
        this.settings = settings;
        this.calls = new EndpointCalls(endpoint, instance, this, facts, config, settings);
        this.connection = connect.apply(this);
        this.outbound = new OutboundMessages(connection, endpoint.encoding(), calls);
        this.idleTimeoutMillis = settings.idleTimeoutMillis();
        this.maxTextBytes = settings.maxTextMessageBytes();
        this.maxBinaryBytes = settings.maxBinaryMessageBytes();
        install(null, endpoint.model().messageTargets());
    }

    /** Receives what the transport brings. */
    @Override
    public Connection connection() {
        return connection;
    }

    // ---- Events --------------------------------------------------------------------------------------------------

    @Override
    public void onOpen() {
        if (idleTimeoutMillis > 0) {
            connection.setIdleTimeout(TimeUnit.MILLISECONDS.toNanos(idleTimeoutMillis));
        }
        endpoint.sessions().add(this);
        calls.open();
    }

    @Override
    public void onEvent(Event event) {
        try {
            if (event instanceof Event.Text text) {
                handlers.text(text.part(), text.last());
            } else if (event instanceof Event.Binary binary) {
                handlers.binary(binary.part(), binary.last());
            } else if (event instanceof Event.Pong pong) {
                if (!takesPong(pong.payload())) {
                    handlers.pong(pong.payload());
                }
            } else if (event instanceof Event.Closed closed) {
                closed(closed);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // What the application throws does not get here: this is a message that cannot be held, or a fault of ours.
            CloseStatus status = new CloseStatus(CloseStatus.INTERNAL_ERROR, "the message could not be delivered");
            connection.fail(status, status, e);
        }
    }

    private void closed(Event.Closed event) {
        endpoint.sessions().remove(this);
        leave();
        CloseReason own = requested;
        if (event.failure() != null && own == null) {
            calls.connectionFailed(event.failure());
        }
        CloseStatus status = event.status();
        boolean asRequested = own != null && event.clean();
        calls.close(asRequested ? own : new CloseReason(CloseCodes.getCloseCode(status.code()), status.reason()));
        endedAsWanted = own != null || status.code() == CloseStatus.NORMAL;
        ended = true;
    }

    /** Whether the session has ended because the application closed it, or the peer did with 1000. */
    public boolean endedAsWanted() {
        return ended && endedAsWanted;
    }

    @Override
    OutboundMessages outbound() {
        return outbound;
    }

    @Override
    EndpointCalls calls() {
        return calls;
    }

    @Override
    SessionSettings settings() {
        return settings;
    }

    // ---- Message handlers ----------------------------------------------------------------------------------------

    @Override
    public void addMessageHandler(MessageHandler handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(handler, endpoint.model().decoders()));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(required(type), handler, endpoint.model().decoders()));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(required(type), handler, endpoint.model().decoders()));
    }

    private void install(MessageHandler handler, List<MessageTarget> targets) {
        handlers.add(handler, targets, calls);
        for (MessageTarget target : targets) {
            switch (target.kind()) {
                case TEXT -> connection.setMaxTextMessageBytes(limit(target, maxTextBytes));
                case BINARY -> connection.setMaxBinaryMessageBytes(limit(target, maxBinaryBytes));
                case PONG -> { }
            }
        }
    }

    /**
     * Parts are not held, so nothing bounds the message they make up. A stream is read from what has been gathered: the size on
     * its method may raise the session's limit, but not lower it, since {@code OnMessage.maxMessageSize} is not for streams.
     */
    private static long limit(MessageTarget target, int ofSession) {
        if (target instanceof MessageTarget.Partial) {
            return Long.MAX_VALUE;
        }
        boolean stream = target instanceof MessageTarget.Whole whole
                && (whole.shape() == Plain.READER || whole.shape() == Plain.INPUT_STREAM);
        if (stream) {
            return Math.max(ofSession, target.maxMessageSize());
        }
        return target.maxMessageSize() > 0 ? target.maxMessageSize() : ofSession;
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        requireUsable();
        return handlers.added();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        requireUsable();
        handlers.remove(handler);
    }

    // ---- Sending and closing -------------------------------------------------------------------------------------

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        requireUsable();
        BasicRemote remote = basicRemote;
        return remote != null ? remote : createBasicRemote();
    }

    private synchronized BasicRemote createBasicRemote() {
        if (basicRemote == null) {
            basicRemote = new BasicRemote(outbound);
        }
        return basicRemote;
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        requireUsable();
        AsyncRemote remote = asyncRemote;
        return remote != null ? remote : createAsyncRemote();
    }

    private synchronized AsyncRemote createAsyncRemote() {
        if (asyncRemote == null) {
            asyncRemote = new AsyncRemote(outbound, settings.asyncSendTimeoutMillis());
        }
        return asyncRemote;
    }

    @Override
    public void close() {
        close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
    }

    /**
     * Begins the closing handshake; without effect where it has begun. The local {@code onClose} gets this reason once the
     * peer has answered, and 1006 where it does not in time.
     *
     * @throws IllegalArgumentException where the code may not be sent (RFC 6455, 7.4); {@code NO_STATUS_CODE} sends a Close
     *                                  without a body
     */
    @Override
    public void close(CloseReason reason) {
        if (reason == null) {
            throw new IllegalArgumentException("a session is closed for a reason, or with close()");
        }
        CloseStatus status = new CloseStatus(reason.getCloseCode().getCode(), reason.getReasonPhrase());
        // Checked before it is noted.
        status.toBody();
        if (connection.isOpen()) {
            requested = reason;
        }
        connection.close(status);
    }

    /** Until {@code onClose} has returned, which is called "immediately prior to the session being closed". */
    @Override
    public boolean isOpen() {
        return !ended;
    }

    // ---- Settings ------------------------------------------------------------------------------------------------

    @Override
    public long getMaxIdleTimeout() {
        requireUsable();
        return idleTimeoutMillis;
    }

    @Override
    public void setMaxIdleTimeout(long millis) {
        requireUsable();
        idleTimeoutMillis = millis;
        connection.setIdleTimeout(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        requireUsable();
        return maxTextBytes;
    }

    /** The most bytes a whole text message may have after inflation; nothing is allocated for it. */
    @Override
    public void setMaxTextMessageBufferSize(int bytes) {
        requireUsable();
        maxTextBytes = SessionSettings.requirePositive(bytes);
        connection.setMaxTextMessageBytes(bytes);
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        requireUsable();
        return maxBinaryBytes;
    }

    /** The most bytes a whole binary message may have after inflation; nothing is allocated for it. */
    @Override
    public void setMaxBinaryMessageBufferSize(int bytes) {
        requireUsable();
        maxBinaryBytes = SessionSettings.requirePositive(bytes);
        connection.setMaxBinaryMessageBytes(bytes);
    }

    // ---- What is known -------------------------------------------------------------------------------------------

    @Override
    public WebSocketContainer getContainer() {
        requireUsable();
        return endpoint.container();
    }

    /** Own properties, at first those of the configuration as the handshake left it. */
    @Override
    public Map<String, Object> getUserProperties() {
        requireUsable();
        Map<String, Object> properties = userProperties;
        return properties != null ? properties : createUserProperties();
    }

    private synchronized Map<String, Object> createUserProperties() {
        if (userProperties == null) {
            userProperties = new ConcurrentHashMap<>(facts.userProperties());
        }
        return userProperties;
    }

    @Override
    public Set<Session> getOpenSessions() {
        requireUsable();
        return endpoint.sessions().snapshot();
    }

    @Override
    void requireUsable() {
        if (ended) {
            throw new IllegalStateException("the session " + facts.id() + " is closed");
        }
    }
}
