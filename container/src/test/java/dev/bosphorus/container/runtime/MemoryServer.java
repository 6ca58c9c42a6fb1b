package dev.bosphorus.container.runtime;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * A server container without sockets and without a clock: what it would do on other threads waits for {@link #settle}.
 */
public final class MemoryServer {

    /** The class loader that callbacks have to see. */
    public static final ClassLoader LOADER = new ClassLoader(MemoryServer.class.getClassLoader()) { };

    public final ManualTimer timer = new ManualTimer();
    public final ServerRuntime runtime;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<MemoryPeer> peers = new ArrayList<>();

    public MemoryServer() {
        this("", List.of(new PerMessageDeflate()), List.of());
    }

    public MemoryServer(String contextPath, List<ExtensionFactory> extensions, List<Origin> origins) {
        this(contextPath, extensions, origins, null);
    }

    /** @param drainer {@code null} for the queue of this server */
    public MemoryServer(String contextPath, List<ExtensionFactory> extensions, List<Origin> origins, Executor drainer) {
        runtime = new ServerRuntime(new RuntimeSettings(contextPath, ProtocolLimits.DEFAULTS, ConnectionSettings.DEFAULTS,
                extensions, origins, LOADER, timer, drainer == null ? this::later : drainer));
    }

    private void later(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    /** Gives every session of the endpoint that instance. */
    public void deploy(Object instance, String path) {
        deploy(instance, path, List.of(), List.of());
    }

    public void deploy(Object instance, String path, List<Class<? extends Decoder>> decoders,
            List<Class<? extends Encoder>> encoders) {
        try {
            runtime.addEndpoint(ServerEndpointConfig.Builder.create(instance.getClass(), path)
                    .decoders(decoders).encoders(encoders).configurator(giving(instance)).build());
        } catch (DeploymentException e) {
            throw new AssertionError(e);
        }
    }

    public static ServerEndpointConfig.Configurator giving(Object instance) {
        return new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(instance);
            }
        };
    }

    /** A request that keeps all rules; headers come as name and value in turn and go after the necessary ones. */
    public static UpgradeRequest request(String target, String... headers) {
        HeaderFields.Builder fields = new HeaderFields.Builder()
                .add("Host", "example.com:8080").add("Upgrade", "websocket").add("Connection", "Upgrade")
                .add("Sec-WebSocket-Version", "13").add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        return new UpgradeRequest("GET", target, "HTTP/1.1", fields.build());
    }

    public Decision decide(UpgradeRequest request) {
        return runtime.decide(request, peerInfo(false));
    }

    public static PeerInfo peerInfo(boolean secure) {
        InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 1);
        return new PeerInfo(secure, address, address, () -> "somebody", List.of());
    }

    /** A peer whose session has opened. */
    public MemoryPeer connect(String target, String... headers) {
        return connect(true, target, headers);
    }

    /** @param blocking whether the transport blocks on write, as that of virtual threads does */
    public MemoryPeer connect(boolean blocking, String target, String... headers) {
        MemoryPeer peer = begin(blocking, target, headers);
        peer.open();
        return peer;
    }

    /** A peer whose handshake has been accepted. */
    public MemoryPeer begin(boolean blocking, String target, String... headers) {
        Decision decision = decide(request(target, headers));
        if (!(decision instanceof Decision.Accepted accepted)) {
            throw new AssertionError(decision);
        }
        MemoryPeer peer = new MemoryPeer(this, accepted, blocking);
        peers.add(peer);
        return peer;
    }

    /** Runs what waits, on this thread, until nothing does. */
    public void settle() {
        boolean busy = true;
        while (busy) {
            busy = runOne();
            for (MemoryPeer peer : peers) {
                busy |= peer.deliverOne();
            }
        }
    }

    /** Whether nothing waits to be run. */
    public boolean isIdle() {
        synchronized (tasks) {
            return tasks.isEmpty();
        }
    }

    /** Runs what waits, but brings nothing of what the peers have sent. */
    public void runTasks() {
        boolean busy = true;
        while (busy) {
            busy = runOne();
        }
    }

    private boolean runOne() {
        Runnable task;
        synchronized (tasks) {
            task = tasks.poll();
        }
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** The one session that is open. */
    public static Session only(java.util.Collection<Session> sessions) {
        return sessions.iterator().next();
    }
}
