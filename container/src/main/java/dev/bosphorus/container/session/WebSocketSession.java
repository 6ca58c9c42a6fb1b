package dev.bosphorus.container.session;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.connection.ClosingRules;
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
    /** Why the application closed the session, or would have; {@code null} where it did not ask for that in time. */
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
        // What the application throws does not get out of here: only a message that cannot be held, or a fault of ours.
        if (event instanceof Event.Text text) {
            handlers.text(text.part(), text.whole(), text.last(), text.ahead());
        } else if (event instanceof Event.Binary binary) {
            handlers.binary(binary.part(), binary.last(), binary.ahead());
        } else if (event instanceof Event.Pong pong) {
            if (!takesPong(pong.payload())) {
                handlers.pong(pong.payload());
            }
        } else if (event instanceof Event.Closed closed) {
            closed(closed);
        }
    }

    /** @see ClosingRules */
    private void closed(Event.Closed end) {
        endpoint.sessions().remove(this);
        leave();
        if (ClosingRules.isError(end)) {
            calls.connectionFailed(end.failure());
        }
        CloseStatus status = ClosingRules.reported(end);
        calls.close(reason(status));
        endedAsWanted = requested != null || status.code() == CloseStatus.NORMAL;
        ended = true;
    }

    /** The application's own object where it says the same, since that may have close codes of its own type. */
    private CloseReason reason(CloseStatus status) {
        CloseReason own = requested;
        return own != null && own.getCloseCode().getCode() == status.code() && own.getReasonPhrase().equals(status.reason())
                ? own : new CloseReason(CloseCodes.getCloseCode(status.code()), status.reason());
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
        applyLimits();
    }

    private void applyLimits() {
        connection.setMaxTextMessageBytes(handlers.maxMessageBytes(Kind.TEXT, maxTextBytes));
        connection.setMaxBinaryMessageBytes(handlers.maxMessageBytes(Kind.BINARY, maxBinaryBytes));
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
        applyLimits();
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

    /**
     * The most bytes a whole text message may have after inflation; nothing is allocated for it. The {@code maxMessageSize} of a
     * method goes before it, and parts have no limit.
     */
    @Override
    public void setMaxTextMessageBufferSize(int bytes) {
        requireUsable();
        maxTextBytes = SessionSettings.requirePositive(bytes);
        applyLimits();
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        requireUsable();
        return maxBinaryBytes;
    }

    /** The most bytes a whole binary message may have after inflation; as {@link #setMaxTextMessageBufferSize}. */
    @Override
    public void setMaxBinaryMessageBufferSize(int bytes) {
        requireUsable();
        maxBinaryBytes = SessionSettings.requirePositive(bytes);
        applyLimits();
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
