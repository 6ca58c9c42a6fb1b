package dev.bosphorus.container.client;

import dev.bosphorus.adapter.config.ApplicationFactory;
import dev.bosphorus.adapter.config.Given;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.config.LastingFactory;
import dev.bosphorus.adapter.config.WrittenClass;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.scan.EndpointScanner;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.LiveSessions;
import dev.bosphorus.container.runtime.RuntimeSettings;
import dev.bosphorus.container.runtime.SessionDefaults;
import dev.bosphorus.container.runtime.SessionFactory;
import dev.bosphorus.container.session.OpenSessions;
import dev.bosphorus.container.session.SessionEndpoint;
import dev.bosphorus.container.session.WebSocketSession;
import dev.bosphorus.container.session.remote.Encoding;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** The client container. Safe from any thread. */
final class ClientRuntime extends SessionDefaults implements WebSocketClient {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    /** All there are; belongs to the lock on it. */
    private static final Set<ClientRuntime> ALL = Collections.newSetFromMap(new WeakHashMap<>());

    private final ClientThreads threads;
    private final ClientOptions options;
    private final RuntimeSettings settings;
    private final LiveSessions live = new LiveSessions();
    private final SessionFactory sessions;
    private final ApplicationFactory instances;
    /** What is being opened. */
    private final Set<ConnectAttempt> attempts = ConcurrentHashMap.newKeySet();
    /** What will be opened anew after a delay. */
    private final Set<Reconnecting> pauses = ConcurrentHashMap.newKeySet();
    /** The open sessions of each endpoint class; belongs to the lock on it. */
    private final Map<Class<?>, OpenSessions> openSessions = new WeakHashMap<>();

    ClientRuntime(ClientThreads threads, ClientOptions options, ProtocolLimits limits, ConnectionSettings connection,
            List<ExtensionFactory> extensions, ClassLoader context) {
        this(threads, options, new RuntimeSettings(
                "", limits, connection, extensions, List.of(), context, threads.timer(), threads.drainer()));
    }

    private ClientRuntime(ClientThreads threads, ClientOptions options, RuntimeSettings settings) {
        super(settings);
        this.threads = threads;
        this.options = options;
        this.settings = settings;
        this.sessions = SessionFactory.ofClient(settings, this::sessionSettings, live);
        this.instances = new ApplicationFactory(settings.classLoader());
        synchronized (ALL) {
            ALL.add(this);
        }
    }

    /** Those whose callbacks have that context class loader. */
    static List<ClientRuntime> of(ClassLoader context) {
        synchronized (ALL) {
            return ALL.stream().filter(client -> client.settings.classLoader() == context).toList();
        }
    }

    ClientThreads threads() {
        return threads;
    }

    ClientOptions options() {
        return options;
    }

    RuntimeSettings settings() {
        return settings;
    }

    SessionFactory sessions() {
        return sessions;
    }

    /** A piece of the application's code. */
    @FunctionalInterface
    interface Code<T, E extends Exception> {
        T call() throws E;
    }

    /** Runs the application's code with its class loader, and within what has to surround it. */
    <T, E extends Exception> T call(InstanceFactory instances, Code<T, E> code) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(settings.classLoader());
        InstanceFactory.Activation activation = instances.activate();
        try {
            return code.call();
        } finally {
            if (activation != null) {
                activation.close();
            }
            thread.setContextClassLoader(before);
        }
    }

    // ---- Connecting ----------------------------------------------------------------------------------------------

    @Override
    public Session connectToServer(Object endpoint, URI path) throws DeploymentException, IOException {
        return await(connect(endpoint, path));
    }

    @Override
    public Session connectToServer(Class<?> endpointClass, URI path) throws DeploymentException, IOException {
        return await(connect(endpointClass, path));
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        return await(connect(endpoint, config, path));
    }

    @Override
    public Session connectToServer(Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        return await(connect(endpointClass, config, path));
    }

    @Override
    public CompletableFuture<Session> connectAsync(Object endpoint, URI uri) {
        return handedOver(connect(endpoint, uri));
    }

    @Override
    public CompletableFuture<Session> connectAsync(Class<?> endpointClass, URI uri) {
        return handedOver(connect(endpointClass, uri));
    }

    @Override
    public CompletableFuture<Session> connectAsync(Endpoint endpoint, ClientEndpointConfig config, URI uri) {
        return handedOver(connect(endpoint, config, uri));
    }

    @Override
    public CompletableFuture<Session> connectAsync(
            Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI uri) {
        return handedOver(connect(endpointClass, config, uri));
    }

    private CompletableFuture<WebSocketSession> connect(Object endpoint, URI uri) {
        required("endpoint", endpoint);
        return connect(WrittenClass.of(endpoint), null, instances -> new Given<>(endpoint), uri);
    }

    private CompletableFuture<WebSocketSession> connect(Class<?> endpointClass, URI uri) {
        required("endpoint", endpointClass);
        return connect(endpointClass, null, instances -> instances.create(endpointClass), uri);
    }

    private CompletableFuture<WebSocketSession> connect(Endpoint endpoint, ClientEndpointConfig config, URI uri) {
        required("endpoint", endpoint);
        return connect(WrittenClass.of(endpoint), orDefault(config), instances -> new Given<>(endpoint), uri);
    }

    private CompletableFuture<WebSocketSession> connect(
            Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI uri) {
        required("endpoint", endpointClass);
        return connect(endpointClass, orDefault(config), instances -> instances.create(endpointClass), uri);
    }

    private static ClientEndpointConfig orDefault(ClientEndpointConfig config) {
        return config != null ? config : ClientEndpointConfig.Builder.create().build();
    }

    /** @param config of a programmatic endpoint; {@code null} for an annotated one */
    private CompletableFuture<WebSocketSession> connect(
            Class<?> endpointClass, ClientEndpointConfig config, Target.Instances made, URI uri) {
        required("URI", uri);
        if (live.isGoingAway()) {
            throw new IllegalStateException("the client is closed");
        }
        InstanceFactory current = instances.now();
        LastingFactory lasting = new LastingFactory(current);
        EndpointModel model;
        try {
            model = config == null ? EndpointScanner.annotatedClient(endpointClass, lasting)
                    : EndpointScanner.client(endpointClass, config, current);
        } catch (DeploymentException e) {
            lasting.close();
            return CompletableFuture.failedFuture(e);
        }
        SessionEndpoint endpoint =
                new SessionEndpoint(model, openSessions(endpointClass), new Encoding(model.encoders()), current, this);
        Target target = new Target(endpoint, (ClientEndpointConfig) model.config(), made, uri, lifetime(current, lasting));
        return attempt(target, options.reconnect() == null ? null : new Reconnecting(this, target));
    }

    /** @param lasting what lives as long as the target is used, such as its configurator, which may block when it ends */
    private Lifetime lifetime(InstanceFactory current, LastingFactory lasting) {
        return new Lifetime(threads, () -> {
            if (!lasting.isEmpty()) {
                threads.drainer().execute(() -> call(current, () -> {
                    lasting.close();
                    return null;
                }));
            }
        });
    }

    /** Opens one connection. @param reconnecting {@code null} for never */
    CompletableFuture<WebSocketSession> attempt(Target target, Reconnecting reconnecting) {
        ConnectAttempt attempt = new ConnectAttempt(this, target, reconnecting);
        attempts.add(attempt);
        target.lifetime().begin();
        CompletableFuture<WebSocketSession> result = attempt.start();
        result.whenComplete((session, failure) -> {
            attempts.remove(attempt);
            if (failure != null) {
                attempt.cancel();
            }
        });
        if (live.isGoingAway()) {
            attempt.cancel();
        }
        return result;
    }

    private OpenSessions openSessions(Class<?> endpointClass) {
        synchronized (openSessions) {
            return openSessions.computeIfAbsent(endpointClass, key -> new OpenSessions());
        }
    }

    /**
     * The application's own view of an attempt, completed on a thread of its own: what depends on it may wait, be it for a
     * message of the new session, and holds up neither that session nor anybody's deadline.
     */
    private CompletableFuture<Session> handedOver(CompletableFuture<WebSocketSession> connecting) {
        CompletableFuture<Session> handed = new CompletableFuture<>();
        // What has come to its end already has nobody who depends on it.
        Executor executor = connecting.isDone() ? Runnable::run : threads.drainer();
        connecting.whenComplete((session, failure) -> executor.execute(() -> {
            if (failure != null) {
                handed.completeExceptionally(failure);
            } else if (!handed.complete(session)) {
                ConnectAttempt.unwanted(session);
            }
        }));
        handed.whenComplete((session, failure) -> {
            if (handed.isCancelled()) {
                connecting.cancel(false);
            }
        });
        return handed;
    }

    private static Session await(CompletableFuture<WebSocketSession> connecting) throws DeploymentException, IOException {
        if (!connecting.isDone() && !Workers.mayBlock()) {
            connecting.cancel(false);
            throw new IllegalStateException("an I/O thread does not wait for a connection: use connectAsync");
        }
        try {
            return connecting.get();
        } catch (InterruptedException e) {
            connecting.cancel(false);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting");
        } catch (CancellationException e) {
            throw new IOException("the attempt to connect was cancelled", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** The thread that waits shows up in the stack trace, too. */
    private static IOException rethrown(Throwable failure) throws DeploymentException {
        if (failure instanceof DeploymentException refused) {
            throw new DeploymentException(refused.getMessage(), refused.getCause() != null ? refused.getCause() : refused);
        }
        return new IOException(failure.getMessage(), failure);
    }

    private static void required(String what, Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException("a connection needs an endpoint and a URI; the " + what + " is null");
        }
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    boolean isClosed() {
        return live.isGoingAway();
    }

    /** A delay begins that {@link #close} is to end. */
    void pausing(Reconnecting reconnecting) {
        pauses.add(reconnecting);
    }

    /** The delay is over. */
    void paused(Reconnecting reconnecting) {
        pauses.remove(reconnecting);
    }

    @Override
    public void close() {
        close(CLOSE_DEADLINE);
    }

    @Override
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("the deadline must not be negative: " + deadline);
        }
        live.goAway(new CloseReason(CloseCodes.GOING_AWAY, "the client is closing"));
        attempts.forEach(ConnectAttempt::cancel);
        pauses.forEach(Reconnecting::cancel);
        live.awaitEnd(deadline);
        live.abortAll();
    }
}
