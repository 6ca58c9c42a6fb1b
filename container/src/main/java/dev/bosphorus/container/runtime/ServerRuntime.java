package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.handshake.ServerHandshake;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.session.SessionEndpoint;
import dev.bosphorus.container.session.SessionSettings;
import dev.bosphorus.container.session.WebSocketSession;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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

    private final RuntimeSettings settings;
    private final EndpointRegistry registry;
    private final HandshakeDecision decision;

    private final InstanceFactory codecFactory = new ConstructorFactory();

    /** Sessions whose connections have not ended, so that the end of the server can wait for them. */
    private final Set<WebSocketSession> connected = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    private volatile boolean goingAway;
    /** What new sessions begin with; replaced as a whole, under the lock of this object. */
    private volatile SessionSettings defaults;

    public ServerRuntime(RuntimeSettings settings) {
        this.settings = settings;
        this.registry = new EndpointRegistry(settings.contextPath());
        this.decision = new HandshakeDecision(settings, new SessionFactory(this, settings));
        int maxMessageBytes = (int) Math.min(Integer.MAX_VALUE, settings.limits().maxMessageBytes());
        this.defaults = new SessionSettings(
                maxMessageBytes, maxMessageBytes, 0, 0, settings.classLoader(), settings.drainer());
    }

    // ---- Deployment ----------------------------------------------------------------------------------------------

    @Override
    public void addEndpoint(Class<?> endpointClass) throws DeploymentException {
        registry.add(() -> List.of(deployed(EndpointScanner.annotatedServer(endpointClass))));
    }

    @Override
    public void addEndpoint(ServerEndpointConfig config) throws DeploymentException {
        registry.add(() -> List.of(deployed(EndpointScanner.server(config))));
    }

    /**
     * Deploys what a scan has found (Jakarta WebSocket 2.2, 6.2): all of it or, where one endpoint is bad, nothing.
     *
     * @throws DeploymentException with the problems of all endpoints
     */
    public void deployApplication(Collection<Class<?>> scanned) throws DeploymentException {
        registry.add(() -> chosen(scanned));
    }

    private List<DeployedEndpoint> chosen(Collection<Class<?>> scanned) throws DeploymentException {
        ApplicationScan scan = ApplicationScan.of(scanned);
        List<DeployedEndpoint> endpoints = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ServerEndpointConfig config : scan.configs()) {
            try {
                endpoints.add(deployed(EndpointScanner.server(config)));
            } catch (DeploymentException e) {
                problems.add(e.getMessage());
            }
        }
        for (Class<?> endpointClass : scan.annotated()) {
            try {
                endpoints.add(deployed(EndpointScanner.annotatedServer(endpointClass)));
            } catch (DeploymentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new DeploymentException(String.join("\n", problems));
        }
        return endpoints;
    }

    /**
     * Ends the application's deployment: until then a bad endpoint fails all of the application, also those that were
     * deployed before and those that come after it (Jakarta WebSocket 2.2, 5.2.1), afterwards only its own deployment.
     *
     * @throws DeploymentException where an endpoint was bad, even if the application has caught that exception
     */
    public void completeDeployment() throws DeploymentException {
        registry.complete();
    }

    private DeployedEndpoint deployed(EndpointModel model) {
        return new DeployedEndpoint(model.path().orElseThrow(), (ServerEndpointConfig) model.config(),
                new SessionEndpoint(model, codecFactory, this));
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
        return defaults;
    }

    void begun(WebSocketSession session) {
        connected.add(session);
    }

    void opened(WebSocketSession session) {
        if (goingAway) {
            // Its handshake was accepted before, and it opened too late for goAway to see it.
            session.close(goingAwayReason());
        }
    }

    void ended(WebSocketSession session) {
        connected.remove(session);
        if (goingAway) {
            lock.lock();
            try {
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** How many connections have begun and not ended. */
    public int connections() {
        return connected.size();
    }

    private static CloseReason goingAwayReason() {
        return new CloseReason(CloseCodes.GOING_AWAY, "the server is stopping");
    }

    /** Refuses new sessions and closes all open ones with 1001. */
    public void goAway() {
        goingAway = true;
        for (WebSocketSession session : registry.sessions()) {
            session.close(goingAwayReason());
        }
    }

    /** Waits until all connections have ended, after {@link #goAway}. @return whether they have */
    public boolean awaitEnd(Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (!connected.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return connected.isEmpty();
    }

    /** Cuts what is still connected. */
    public void abortAll() {
        connected.forEach(session -> session.connection().abort());
    }

    // ---- Defaults of sessions ------------------------------------------------------------------------------------

    @Override
    public long getDefaultAsyncSendTimeout() {
        return defaults.asyncSendTimeoutMillis();
    }

    @Override
    public synchronized void setAsyncSendTimeout(long millis) {
        defaults = defaults.withAsyncSendTimeoutMillis(millis);
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        return defaults.idleTimeoutMillis();
    }

    @Override
    public synchronized void setDefaultMaxSessionIdleTimeout(long millis) {
        defaults = defaults.withIdleTimeoutMillis(millis);
    }

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        return defaults.maxBinaryMessageBytes();
    }

    /** @throws IllegalArgumentException where it is less than 1 */
    @Override
    public synchronized void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        defaults = defaults.withMaxBinaryMessageBytes(bytes);
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return defaults.maxTextMessageBytes();
    }

    /** @throws IllegalArgumentException where it is less than 1 */
    @Override
    public synchronized void setDefaultMaxTextMessageBufferSize(int bytes) {
        defaults = defaults.withMaxTextMessageBytes(bytes);
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
