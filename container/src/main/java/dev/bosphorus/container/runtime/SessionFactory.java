package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.config.HandshakeConfig;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.extension.Extension;
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
    private final InstanceFactory codecFactory = new ConstructorFactory();
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

    ServerRuntime container() {
        return runtime;
    }

    TransportListener begin(DeployedEndpoint endpoint, HandshakeConfig config, InstanceFactory.Managed<?> instance,
            SessionFacts facts, List<Extension> extensions, Transport transport) {
        WebSocketEngine engine = new WebSocketEngine(Role.SERVER, settings.limits(), extensions, resources);
        WebSocketSession session = new WebSocketSession(facts, endpoint.model(), config, instance, codecFactory,
                endpoint.sessions(), runtime.sessionSettings(), listener -> new Connection(
                        engine, transport, settings.timer(), settings.drainer(), settings.connection(), listener));
        Connection connection = session.connection();
        runtime.begun(connection);
        return new Registered(connection);
    }

    /** Tells the runtime when the connection has ended. */
    private final class Registered implements TransportListener {
        private final Connection connection;

        Registered(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void onOpen() {
            connection.onOpen();
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            connection.onBytes(bytes);
        }

        @Override
        public void onEnd(Throwable cause) {
            connection.onEnd(cause);
            runtime.ended(connection);
        }
    }
}
