package dev.bosphorus.container.session;

import dev.bosphorus.adapter.codec.CodecInstances;
import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.session.remote.AsyncRemote;
import dev.bosphorus.container.session.remote.BasicRemote;
import dev.bosphorus.container.session.remote.Encoding;
import dev.bosphorus.container.session.sink.MessageSink;
import dev.bosphorus.container.session.sink.Recipient;
import dev.bosphorus.container.session.sink.SinkFactory;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.Principal;
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
public final class WebSocketSession implements Session, Connection.Listener {

    private final SessionFacts facts;
    private final EndpointModel model;
    private final OpenSessions openSessions;
    private final InstanceFactory.Managed<?> endpoint;
    private final CodecInstances codecs;
    private final EndpointCalls calls;
    private final EndpointConfig config;
    private final SessionSettings settings;
    private final Connection connection;
    private final BasicRemote basicRemote;
    private final MessageHandlers handlers = new MessageHandlers();

    /** Where messages go, chosen when handlers come and go. */
    private volatile MessageSink textSink = MessageSink.NONE;
    private volatile MessageSink binarySink = MessageSink.NONE;
    private volatile Callback pongCallback;
    /** The sink of the message under way; only the delivering thread touches it. */
    private MessageSink current;

    private volatile AsyncRemote asyncRemote;
    private volatile Map<String, Object> userProperties;
    private volatile long idleTimeoutMillis;
    private volatile int maxTextBytes;
    private volatile int maxBinaryBytes;
    /** Whether {@code onClose} has returned. */
    private volatile boolean ended;

    /**
     * @param config  the endpoint's configuration as this session sees it
     * @param connect makes the connection whose events this session gets
     */
    public WebSocketSession(SessionFacts facts, EndpointModel model, EndpointConfig config, InstanceFactory.Managed<?> endpoint,
            InstanceFactory codecFactory, OpenSessions openSessions, SessionSettings settings,
            Function<Connection.Listener, Connection> connect) {
        this.facts = facts;
        this.model = model;
        this.config = config;
        this.endpoint = endpoint;
        this.openSessions = openSessions;
        this.settings = settings;
        this.codecs = new CodecInstances(config, codecFactory);
        this.calls = new EndpointCalls(
                model, endpoint.instance(), this, config, facts.pathParameters(), settings.classLoader());
        this.connection = connect.apply(this);
        this.basicRemote = new BasicRemote(connection, new Encoding(model.encoders(), codecs));
        this.idleTimeoutMillis = settings.idleTimeoutMillis();
        this.maxTextBytes = settings.maxTextMessageBytes();
        this.maxBinaryBytes = settings.maxBinaryMessageBytes();
        install(null, model.messageTargets());
    }

    /** Receives what the transport brings. */
    public Connection connection() {
        return connection;
    }

    // ---- Events --------------------------------------------------------------------------------------------------

    @Override
    public void onOpen() {
        if (idleTimeoutMillis > 0) {
            connection.setIdleTimeout(TimeUnit.MILLISECONDS.toNanos(idleTimeoutMillis));
        }
        openSessions.add(this);
        calls.open();
    }

    @Override
    public void onEvent(Event event) {
        if (event instanceof Event.Text text) {
            accept(textSink, text.part(), text.last());
        } else if (event instanceof Event.Binary binary) {
            accept(binarySink, binary.part(), binary.last());
        } else if (event instanceof Event.Pong pong) {
            Callback callback = pongCallback;
            if (callback != null) {
                byte[] data = new byte[pong.payload().remaining()];
                pong.payload().get(data);
                PongMessage message = () -> ByteBuffer.wrap(data);
                calls.message(callback, message, true);
            }
        } else if (event instanceof Event.Closed closed) {
            closed(closed);
        }
    }

    /** A message goes as a whole where its first part went, whatever handlers come and go meanwhile. */
    private void accept(MessageSink sink, ByteBuffer part, boolean last) {
        MessageSink chosen = current == null ? sink : current;
        current = last ? null : chosen;
        chosen.accept(part, last);
    }

    private void closed(Event.Closed event) {
        openSessions.remove(this);
        if (event.failure() != null) {
            calls.failed(event.failure());
        }
        CloseStatus status = event.status();
        calls.closed(new CloseReason(CloseCodes.getCloseCode(status.code()), status.reason()));
        ended = true;
        codecs.close();
        endpoint.close();
    }

    private final class Messages implements Recipient {
        @Override
        public void deliver(Callback callback, Object message, boolean last) {
            calls.message(callback, message, last);
        }

        @Override
        public void failed(Throwable failure) {
            calls.failed(failure);
        }

        @Override
        public Decoder decoder(DecoderModel decoder) {
            return codecs.decoder(decoder);
        }
    }

    // ---- Message handlers ----------------------------------------------------------------------------------------

    @Override
    public void addMessageHandler(MessageHandler handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(handler, model.decoders()));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(required(type), handler, model.decoders()));
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        requireUsable();
        install(required(handler), EndpointScanner.handler(required(type), handler, model.decoders()));
    }

    private void install(MessageHandler handler, List<MessageTarget> targets) {
        handlers.add(handler, targets);
        Recipient recipient = targets.isEmpty() ? null : new Messages();
        for (MessageTarget target : targets) {
            switch (target.kind()) {
                case TEXT -> {
                    textSink = SinkFactory.create(target, recipient);
                    connection.setMaxTextMessageBytes(limit(target, maxTextBytes));
                }
                case BINARY -> {
                    binarySink = SinkFactory.create(target, recipient);
                    connection.setMaxBinaryMessageBytes(limit(target, maxBinaryBytes));
                }
                case PONG -> pongCallback = target.callback();
            }
        }
    }

    /** Parts are not held, so only a limit of the handler's own bounds the message they make up. */
    private static long limit(MessageTarget target, int ofSession) {
        if (target.maxMessageSize() > 0) {
            return target.maxMessageSize();
        }
        return target instanceof MessageTarget.Partial ? Long.MAX_VALUE : ofSession;
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        requireUsable();
        return handlers.added();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        requireUsable();
        for (MessageTarget target : handlers.remove(handler)) {
            switch (target.kind()) {
                case TEXT -> textSink = MessageSink.NONE;
                case BINARY -> binarySink = MessageSink.NONE;
                case PONG -> pongCallback = null;
            }
        }
    }

    // ---- Sending and closing -------------------------------------------------------------------------------------

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        requireUsable();
        return basicRemote;
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        requireUsable();
        AsyncRemote remote = asyncRemote;
        if (remote == null) {
            remote = new AsyncRemote(
                    connection, new Encoding(model.encoders(), codecs), this, settings.asyncSendTimeoutMillis());
            asyncRemote = remote;
        }
        return remote;
    }

    @Override
    public void close() {
        close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
    }

    /** Begins the closing handshake. @throws IllegalArgumentException where the code may not be sent (RFC 6455, 7.4) */
    @Override
    public void close(CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        connection.close(new CloseStatus(reason.getCloseCode().getCode(), phrase == null ? "" : phrase));
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
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
        maxTextBytes = positive(bytes);
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
        maxBinaryBytes = positive(bytes);
        connection.setMaxBinaryMessageBytes(bytes);
    }

    private static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a message has at least 1 byte, not " + bytes);
        }
        return bytes;
    }

    // ---- What is known -------------------------------------------------------------------------------------------

    @Override
    public WebSocketContainer getContainer() {
        requireUsable();
        return facts.container();
    }

    @Override
    public String getProtocolVersion() {
        requireUsable();
        return "13";
    }

    @Override
    public String getNegotiatedSubprotocol() {
        requireUsable();
        return facts.subprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        requireUsable();
        return facts.extensions();
    }

    @Override
    public boolean isSecure() {
        requireUsable();
        return facts.secure();
    }

    @Override
    public String getId() {
        return facts.id();
    }

    @Override
    public URI getRequestURI() {
        requireUsable();
        return facts.requestUri();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        requireUsable();
        return facts.parameters();
    }

    @Override
    public String getQueryString() {
        requireUsable();
        return facts.requestUri().getRawQuery();
    }

    @Override
    public Map<String, String> getPathParameters() {
        requireUsable();
        return facts.pathParameters();
    }

    /** Own properties, at first those of the configuration as the handshake left it. */
    @Override
    public Map<String, Object> getUserProperties() {
        requireUsable();
        Map<String, Object> properties = userProperties;
        if (properties == null) {
            synchronized (this) {
                properties = userProperties;
                if (properties == null) {
                    properties = new ConcurrentHashMap<>(config.getUserProperties());
                    userProperties = properties;
                }
            }
        }
        return properties;
    }

    @Override
    public Principal getUserPrincipal() {
        requireUsable();
        return facts.principal();
    }

    @Override
    public Set<Session> getOpenSessions() {
        requireUsable();
        return openSessions.snapshot();
    }

    private void requireUsable() {
        if (ended) {
            throw new IllegalStateException("the session " + facts.id() + " is closed");
        }
    }

    private static <T> T required(T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("null is no message handler");
        }
        return argument;
    }
}
