package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.ApplicationFactory;
import dev.bosphorus.adapter.config.EndpointInstances;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.config.LastingFactory;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.protocol.handshake.ServerHandshake;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.session.SessionEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** The server container: endpoints, handshakes and sessions, on whatever transport brings requests. Safe from any thread. */
public final class ServerRuntime extends SessionDefaults implements ServerContainer, UpgradeService {

    private static final Logger LOG = System.getLogger(ServerRuntime.class.getName());

    private final EndpointRegistry registry;
    private final HandshakeDecision decision;
    private final HttpUpgrade httpUpgrade;
    /** What was deployed request by request; belongs to the lock on it. */
    private final Map<ServerEndpointConfig, DeployedEndpoint> upgraded = new WeakHashMap<>();
    private final LiveSessions live = new LiveSessions();

    private final InstanceFactory instances;
    /** What lives as long as this container. */
    private final LastingFactory lasting;
    /** Opens connections to other servers; created with the first one, under the lock on this object. */
    private WebSocketContainer client;

    /** Without a servlet container. */
    public ServerRuntime(RuntimeSettings settings) {
        this(settings, HttpUpgrade.NONE);
    }

    /** @param httpUpgrade for {@link #upgradeHttpToWebSocket} */
    public ServerRuntime(RuntimeSettings settings, HttpUpgrade httpUpgrade) {
        super(settings);
        this.httpUpgrade = httpUpgrade;
        this.registry = new EndpointRegistry(settings.contextPath());
        this.instances = new ApplicationFactory(settings.classLoader());
        this.lasting = new LastingFactory(instances);
        this.decision = new HandshakeDecision(settings, instances, SessionFactory.ofServer(settings, this::sessionSettings, live));
    }

    // ---- Deployment ----------------------------------------------------------------------------------------------

    /** As the Javadoc says, and an annotated class that is deployed already is ignored (Jakarta WebSocket 2.2, 6.3). */
    @Override
    public void addEndpoint(Class<?> endpointClass) throws DeploymentException {
        registry.add(() -> List.of(deployed(EndpointScanner.annotatedServer(endpointClass, lasting), endpointClass)));
    }

    @Override
    public void addEndpoint(ServerEndpointConfig config) throws DeploymentException {
        registry.add(() -> List.of(deployed(EndpointScanner.server(config, instances), null)));
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
        ApplicationScan scan = ApplicationScan.of(scanned, lasting);
        List<DeployedEndpoint> endpoints = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ServerEndpointConfig config : scan.configs()) {
            try {
                endpoints.add(deployed(EndpointScanner.server(config, instances), null));
            } catch (DeploymentException e) {
                problems.add(e.getMessage());
            }
        }
        for (Class<?> endpointClass : scan.annotated()) {
            try {
                endpoints.add(deployed(EndpointScanner.annotatedServer(endpointClass, lasting), endpointClass));
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

    /** @param submitted the annotated class, {@code null} for a configuration */
    private DeployedEndpoint deployed(EndpointModel model, Class<?> submitted) {
        ServerEndpointConfig config = (ServerEndpointConfig) model.config();
        return new DeployedEndpoint(model.path().orElseThrow(), config, new SessionEndpoint(model, instances, this),
                new EndpointInstances(model.endpointClass(), config.getConfigurator(), instances), submitted);
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
    public boolean decidesAtOnce(String path) {
        TemplateMap.Match<DeployedEndpoint> match = registry.find(path);
        return match != null && match.value().endpoint().model().nonBlocking();
    }

    @Override
    public Decision decide(UpgradeRequest request, PeerInfo peer) {
        TemplateMap.Match<DeployedEndpoint> match = registry.find(request.path());
        return match == null ? new Decision.NotFound() : decide(request, peer, match);
    }

    private Decision decide(UpgradeRequest request, PeerInfo peer, TemplateMap.Match<DeployedEndpoint> match) {
        if (live.isGoingAway()) {
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
            Map<String, String> pathParameters) throws IOException, DeploymentException {
        DeployedEndpoint endpoint = upgraded(config);
        TemplateMap.Match<DeployedEndpoint> match =
                new TemplateMap.Match<>(endpoint, endpoint.path(), Map.copyOf(pathParameters));
        httpUpgrade.upgrade(request, response, (handshake, peer) -> decide(handshake, peer, match));
    }

    /** One endpoint for one configuration, so that its sessions know each other. */
    private DeployedEndpoint upgraded(ServerEndpointConfig config) throws DeploymentException {
        synchronized (upgraded) {
            DeployedEndpoint endpoint = upgraded.get(config);
            if (endpoint == null) {
                endpoint = deployed(EndpointScanner.server(config, instances), null);
                upgraded.put(config, endpoint);
            }
            return endpoint;
        }
    }

    // ---- Sessions ------------------------------------------------------------------------------------------------

    /** The connections that have begun and not ended. */
    public LiveSessions live() {
        return live;
    }

    /** Refuses new sessions and closes all open ones with 1001. */
    public void goAway() {
        live.goAway(new CloseReason(CloseCodes.GOING_AWAY, "the server is stopping"));
    }

    // ---- The client side -------------------------------------------------------------------------------------------

    @Override
    public Session connectToServer(Object endpoint, URI path) throws DeploymentException, IOException {
        return client().connectToServer(endpoint, path);
    }

    @Override
    public Session connectToServer(Class<?> endpointClass, URI path) throws DeploymentException, IOException {
        return client().connectToServer(endpointClass, path);
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        return client().connectToServer(endpoint, config, path);
    }

    @Override
    public Session connectToServer(Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        return client().connectToServer(endpointClass, config, path);
    }

    /** What sessions begin with is the same on both sides of one container. */
    private synchronized WebSocketContainer client() {
        if (client == null) {
            client = ContainerProvider.getWebSocketContainer();
        }
        client.setAsyncSendTimeout(getDefaultAsyncSendTimeout());
        client.setDefaultMaxSessionIdleTimeout(getDefaultMaxSessionIdleTimeout());
        client.setDefaultMaxTextMessageBufferSize(getDefaultMaxTextMessageBufferSize());
        client.setDefaultMaxBinaryMessageBufferSize(getDefaultMaxBinaryMessageBufferSize());
        return client;
    }

    /** Closes the sessions that the application has opened through this container. */
    public synchronized void closeClient() {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "the client of this server could not be closed", e);
            }
        }
    }

    /** Ends what was made for the endpoints, such as their configurators. To be called when no handshake is decided any more. */
    public void end() {
        lasting.close();
    }
}
