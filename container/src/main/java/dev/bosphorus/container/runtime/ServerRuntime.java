package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.handshake.ServerHandshake;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.session.SessionSettings;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The server container: endpoints, handshakes and sessions, on whatever transport brings requests. Safe from any thread. */
public final class ServerRuntime implements ServerContainer, UpgradeService {

    private static final Logger LOG = System.getLogger(ServerRuntime.class.getName());

    private final RuntimeSettings settings;
    private final EndpointRegistry registry;
    private final HandshakeDecision decision;

    /** Connections that have not ended, so that the end of the server can wait for them. */
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    private volatile boolean goingAway;
    private volatile int maxTextBytes;
    private volatile int maxBinaryBytes;
    private volatile long idleTimeoutMillis;
    private volatile long asyncSendTimeoutMillis;

    public ServerRuntime(RuntimeSettings settings) {
        this.settings = settings;
        this.registry = new EndpointRegistry(settings.contextPath());
        this.decision = new HandshakeDecision(settings, new SessionFactory(this, settings));
        this.maxTextBytes = (int) Math.min(Integer.MAX_VALUE, settings.limits().maxMessageBytes());
        this.maxBinaryBytes = maxTextBytes;
    }

    // ---- Deployment ----------------------------------------------------------------------------------------------

    @Override
    public void addEndpoint(Class<?> endpointClass) throws DeploymentException {
        registry.add(EndpointScanner.annotatedServer(endpointClass));
    }

    @Override
    public void addEndpoint(ServerEndpointConfig config) throws DeploymentException {
        registry.add(EndpointScanner.server(config));
    }

    /** Deploys what a scan has found (Jakarta WebSocket 2.2, 6.2). @throws DeploymentException where one endpoint is bad */
    public void deployApplication(Collection<Class<?>> scanned) throws DeploymentException {
        ApplicationScan scan = new ApplicationScan(scanned);
        for (ServerEndpointConfig config : scan.configs()) {
            addEndpoint(config);
        }
        for (Class<?> endpointClass : scan.annotated()) {
            addEndpoint(endpointClass);
        }
    }

    /** The deployed paths with the context path, sorted. */
    public List<String> paths() {
        return registry.paths();
    }

    // ---- Handshakes ----------------------------------------------------------------------------------------------

    @Override
    public boolean hasEndpoint(String path) {
        return registry.find(path) != null;
    }

    @Override
    public Decision decide(UpgradeRequest request, PeerInfo peer) {
        TemplateMap.Match<DeployedEndpoint> match = registry.find(request.path());
        if (match == null) {
            return new Decision.NotFound();
        }
        if (goingAway) {
            return new Decision.Refused(UpgradeResponse.refusal(503, "The server is stopping.", "Retry-After", "5"));
        }
        ServerHandshake.Result result = ServerHandshake.examine(request);
        if (result instanceof ServerHandshake.Refusal refusal) {
            return new Decision.Refused(refusal.response());
        }
        return decision.decide(request, (ServerHandshake.Valid) result, match, peer);
    }

    @Override
    public void upgradeHttpToWebSocket(Object request, Object response, ServerEndpointConfig config,
            Map<String, String> pathParameters) {
        throw new UnsupportedOperationException(
                "upgradeHttpToWebSocket needs the request of a servlet container, and this is an embedded server");
    }

    // ---- Sessions ------------------------------------------------------------------------------------------------

    SessionSettings sessionSettings() {
        return new SessionSettings(
                maxTextBytes, maxBinaryBytes, idleTimeoutMillis, asyncSendTimeoutMillis, settings.classLoader());
    }

    void begun(Connection connection) {
        connections.add(connection);
    }

    void ended(Connection connection) {
        connections.remove(connection);
        if (goingAway) {
            lock.lock();
            try {
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Refuses new sessions and closes all open ones with 1001. */
    public void goAway() {
        goingAway = true;
        CloseReason reason = new CloseReason(CloseCodes.GOING_AWAY, "the server is stopping");
        for (Session session : registry.sessions()) {
            try {
                session.close(reason);
            } catch (IOException e) {
                // It has ended by itself meanwhile; the others still have to be closed.
                LOG.log(Level.DEBUG, "closing session " + session.getId() + " failed", e);
            }
        }
    }

    /** Waits until all connections have ended, after {@link #goAway}. @return whether they have */
    public boolean awaitEnd(Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (!connections.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return connections.isEmpty();
    }

    /** Cuts what is still connected. */
    public void abortAll() {
        connections.forEach(Connection::abort);
    }

    // ---- Defaults of sessions ------------------------------------------------------------------------------------

    @Override
    public long getDefaultAsyncSendTimeout() {
        return asyncSendTimeoutMillis;
    }

    @Override
    public void setAsyncSendTimeout(long millis) {
        asyncSendTimeoutMillis = millis;
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        return idleTimeoutMillis;
    }

    @Override
    public void setDefaultMaxSessionIdleTimeout(long millis) {
        idleTimeoutMillis = millis;
    }

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        return maxBinaryBytes;
    }

    @Override
    public void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        maxBinaryBytes = bytes;
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return maxTextBytes;
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int bytes) {
        maxTextBytes = bytes;
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        Set<Extension> installed = new LinkedHashSet<>();
        for (ExtensionFactory factory : settings.extensions()) {
            installed.add(AgreedExtension.of(new ExtensionHeader(factory.name(), List.of())));
        }
        return installed;
    }

    // ---- The client side, which is not part of this server ---------------------------------------------------------

    @Override
    public Session connectToServer(Object endpoint, URI path) throws DeploymentException {
        throw noClient();
    }

    @Override
    public Session connectToServer(Class<?> endpointClass, URI path) throws DeploymentException {
        throw noClient();
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI path) throws DeploymentException {
        throw noClient();
    }

    @Override
    public Session connectToServer(Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI path)
            throws DeploymentException {
        throw noClient();
    }

    private static DeploymentException noClient() {
        return new DeploymentException("this container is a server only; it opens no connections of its own");
    }
}
