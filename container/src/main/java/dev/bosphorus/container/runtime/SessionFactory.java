package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.HandshakeConfig;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.session.SessionEndpoint;
import dev.bosphorus.container.session.SessionFacts;
import dev.bosphorus.container.session.WebSocketSession;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes engine, connection and session of an accepted handshake. Safe from any thread. */
final class SessionFactory {

    private final ServerRuntime runtime;
    private final RuntimeSettings settings;
    /** A server never masks (RFC 6455, 5.1). */
    private final EngineResources resources = new EngineResources(() -> 0, new ScratchPool());
    private final String idPrefix;
    private final AtomicLong nextId = new AtomicLong();

    SessionFactory(ServerRuntime runtime, RuntimeSettings settings) {
        this.runtime = runtime;
        this.settings = settings;
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        this.idPrefix = HexFormat.of().formatHex(random) + "-";
    }

    String newId() {
        return idPrefix + nextId.incrementAndGet();
    }

    TransportListener begin(SessionEndpoint endpoint, HandshakeConfig config, InstanceFactory.Managed<?> instance,
            SessionFacts facts, List<Extension> extensions, Transport transport) {
        WebSocketEngine engine = new WebSocketEngine(Role.SERVER, settings.limits(), extensions, resources);
        WebSocketSession session = new WebSocketSession(facts, endpoint, config, instance, runtime.sessionSettings(),
                listener -> new Connection(
                        engine, transport, settings.timer(), settings.drainer(), settings.connection(), listener));
        runtime.begun(session);
        return new Registered(session);
    }

    /** Tells the runtime when the connection has opened and ended. */
    private final class Registered implements TransportListener {
        private final WebSocketSession session;

        Registered(WebSocketSession session) {
            this.session = session;
        }

        @Override
        public void onOpen() {
            session.connection().onOpen();
            runtime.opened(session);
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
                runtime.ended(session);
            }
        }
    }
}
