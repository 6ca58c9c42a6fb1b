package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.connection.Drainer;
import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.session.SessionEndpoint;
import dev.bosphorus.container.session.SessionFacts;
import dev.bosphorus.container.session.SessionSettings;
import dev.bosphorus.container.session.WebSocketSession;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import jakarta.websocket.EndpointConfig;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Makes engine, connection and session of an accepted handshake. Safe from any thread. */
public final class SessionFactory {

    /** Told of one session by its transport; does nothing where it is of no interest. */
    public interface Watcher {

        /** Nothing to tell. */
        Watcher NONE = new Watcher() { };

        /** {@code onOpen} has returned. */
        default void opened(WebSocketSession session) {
        }

        /** The connection has ended, after {@code onClose}. */
        default void ended(WebSocketSession session) {
        }
    }

    private final Role role;
    private final RuntimeSettings settings;
    private final Supplier<SessionSettings> defaults;
    private final LiveSessions live;
    private final EngineResources resources;
    private final Drainer drainer;
    private final String idPrefix;
    private final AtomicLong nextId = new AtomicLong();

    private SessionFactory(Role role, IntSupplier maskingKeys, RuntimeSettings settings, Supplier<SessionSettings> defaults,
            LiveSessions live) {
        this.role = role;
        this.settings = settings;
        this.defaults = defaults;
        this.live = live;
        this.resources = new EngineResources(maskingKeys, new ScratchPool());
        this.drainer = new Drainer(settings.drainer(), settings.timer());
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.idPrefix = HexFormat.of().formatHex(random) + "-";
    }

    /** A server never masks (RFC 6455, 5.1). @param defaults what the next session begins with */
    public static SessionFactory ofServer(RuntimeSettings settings, Supplier<SessionSettings> defaults, LiveSessions live) {
        return new SessionFactory(Role.SERVER, () -> 0, settings, defaults, live);
    }

    /** @param defaults what the next session begins with */
    public static SessionFactory ofClient(RuntimeSettings settings, Supplier<SessionSettings> defaults, LiveSessions live) {
        return new SessionFactory(Role.CLIENT, new MaskingKeys(), settings, defaults, live);
    }

    /** An identifier that no other session of this process has. */
    public String newId() {
        return idPrefix + nextId.incrementAndGet();
    }

    /** Makes a session on a transport, which then tells the listener. */
    public TransportListener begin(SessionEndpoint endpoint, EndpointConfig config, InstanceFactory.Managed<?> instance,
            SessionFacts facts, List<Extension> extensions, Transport transport, Watcher watcher) {
        WebSocketEngine engine = new WebSocketEngine(role, settings.limits(), extensions, resources);
        ConnectionSettings connection =
                endpoint.model().overflow().map(settings.connection()::withOverflow).orElse(settings.connection());
        WebSocketSession session = new WebSocketSession(facts, endpoint, config, instance, defaults.get(),
                listener -> new Connection(engine, transport, settings.timer(), drainer, connection, listener));
        live.begun(session);
        return new Registered(session, live, watcher);
    }

    /** Tells when the connection has opened and ended. */
    private record Registered(WebSocketSession session, LiveSessions live, Watcher watcher) implements TransportListener {

        @Override
        public void onOpen() {
            live.opening(session);
            session.connection().onOpen();
            live.opened(session);
            watcher.opened(session);
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            session.connection().onBytes(bytes);
        }

        @Override
        public void onEnd(Throwable cause) {
            try {
                session.connection().onEnd(cause);
            } finally {
                live.ended(session);
                watcher.ended(session);
            }
        }
    }
}
