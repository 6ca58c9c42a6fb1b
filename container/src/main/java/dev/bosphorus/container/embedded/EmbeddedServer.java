package dev.bosphorus.container.embedded;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.application.Initialization;
import dev.bosphorus.container.blocking.BlockingServer;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ListeningServer;
import dev.bosphorus.container.http.ServerSettings;
import dev.bosphorus.container.http.ServerTls;
import dev.bosphorus.container.http.StaticContent;
import dev.bosphorus.container.netty.NettyServer;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.ContainerTimer;
import dev.bosphorus.container.runtime.Origin;
import dev.bosphorus.container.runtime.RuntimeSettings;
import dev.bosphorus.container.runtime.ServerRuntime;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A WebSocket server in this process. Safe from any thread. */
public final class EmbeddedServer implements AutoCloseable {

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    /** What cutting may take after the deadline has passed: nothing waits for peers any more. */
    private static final Duration CUT_PATIENCE = Duration.ofSeconds(2);

    private final TransportKind kind;
    private final URI uri;
    private final ContainerTimer timer;
    /** The drainer where it is a pool of its own; else {@code null}. */
    private final ThreadPoolExecutor drainerPool;
    private final ServerRuntime runtime;
    /** What the application has begun beside its endpoints, or {@code null}. */
    private Initialization initialization;
    private final HttpResponder responder;
    private final ListeningServer listening;

    private final ReentrantLock stopping = new ReentrantLock();
    /** Whether the server has stopped; belongs to the lock. */
    private boolean stopped;

    private EmbeddedServer(Builder options) throws DeploymentException, IOException {
        kind = options.kind == TransportKind.AUTO ? best() : options.kind;
        InetSocketAddress address = new InetSocketAddress(options.host, options.port);
        if (address.isUnresolved()) {
            throw new IOException("cannot listen on " + options.host + ":" + options.port + ": unknown host");
        }
        ServerTls tls = options.serverTls();
        StaticContent content = options.content.open();
        timer = new ContainerTimer();
        drainerPool = kind == TransportKind.EVENT_LOOP ? Workers.pool("bosphorus-drainer", options.workerThreads) : null;
        boolean listens = false;
        try {
            runtime = new ServerRuntime(new RuntimeSettings(options.contextPath, options.limits, options.connection(),
                    options.extensions, options.origins, options.classLoader(), timer, drainer()));
            deploy(options);
            responder = new HttpResponder(runtime, content, options.contextPath);
            listening = listen(options, new ServerSettings(address, tls, options.limits, options.maxConnections,
                    options.headTimeout, Builder.KEEP_ALIVE));
            listens = true;
        } finally {
            if (!listens) {
                endApplication();
                endThreads(CUT_PATIENCE);
            }
        }
        uri = uri(options, listening.port());
    }

    private void deploy(Builder options) throws DeploymentException {
        if (options.application != null) {
            initialization = Initialization.begin(options.application, options.contextPath, runtime);
        }
        for (Builder.Deployment deployment : options.deployments) {
            deployment.deployTo(runtime);
        }
        runtime.completeDeployment();
    }

    private void endApplication() {
        if (initialization != null) {
            initialization.end();
        }
    }

    private static TransportKind best() {
        return VirtualThreads.areSupported() ? TransportKind.VIRTUAL_THREADS : TransportKind.EVENT_LOOP;
    }

    private Executor drainer() {
        if (drainerPool != null) {
            return drainerPool;
        }
        ThreadFactory threads = VirtualThreads.factory("bosphorus-drainer");
        return task -> threads.newThread(task).start();
    }

    private ListeningServer listen(Builder options, ServerSettings settings) throws IOException {
        try {
            return kind == TransportKind.EVENT_LOOP
                    ? NettyServer.start(settings, responder, options.workerThreads)
                    : BlockingServer.start(settings, responder, timer, VirtualThreads.factory("bosphorus-connection"));
        } catch (IOException e) {
            throw new IOException("cannot listen on " + options.host + ":" + options.port + ": " + e.getMessage(), e);
        }
    }

    private static URI uri(Builder options, int port) {
        try {
            String scheme = options.tls == null ? "ws" : "wss";
            String path = options.contextPath.isEmpty() ? null : options.contextPath;
            return new URI(scheme, null, options.host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("host " + options.host + " makes no URI", e);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The port listened on. */
    public int port() {
        return listening.port();
    }

    /** {@code ws://host:port/context} or {@code wss://...}, without a trailing slash. */
    public URI uri() {
        return uri;
    }

    /** The transport chosen: never {@link TransportKind#AUTO}. */
    public TransportKind transport() {
        return kind;
    }

    /** The deployed paths, context path included, sorted. */
    public List<String> paths() {
        return runtime.paths();
    }

    /** The container of the endpoints; more of them may be added. */
    public ServerContainer container() {
        return runtime;
    }

    /**
     * Refuses new upgrades with 503, closes every session with 1001, waits for them up to the deadline, then cuts. Returns when
     * all threads of the server have ended, save for callbacks that do not return. Idempotent.
     */
    public void stop(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("the deadline must not be negative: " + deadline);
        }
        stopping.lock();
        try {
            if (stopped) {
                return;
            }
            stopped = true;
            responder.stop();
            runtime.goAway();
            runtime.live().awaitEnd(deadline);
            runtime.live().abortAll();
            runtime.closeClient();
            listening.close(CUT_PATIENCE);
            endApplication();
            endThreads(CUT_PATIENCE);
        } finally {
            stopping.unlock();
        }
    }

    private void endThreads(Duration patience) {
        try {
            if (drainerPool != null) {
                drainerPool.shutdown();
                if (!drainerPool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    drainerPool.shutdownNow();
                }
            }
            timer.stop(patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@link #stop} with five seconds. */
    @Override
    public void close() {
        stop(CLOSE_DEADLINE);
    }

    /**
     * Options; each call checks its value and throws {@link IllegalArgumentException} with one clear line. Not safe for
     * threads.
     */
    public static final class Builder {

        private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);
        private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

        /** Opens the static content, which may fail. */
        private interface ContentOpener {
            StaticContent open() throws IOException;
        }

        /** Deploys something. */
        private interface Deployment {
            void deployTo(ServerRuntime runtime) throws DeploymentException;
        }

        private String host = "localhost";
        private int port;
        private String contextPath = "";
        private final List<Deployment> deployments = new ArrayList<>();
        private TransportKind kind = TransportKind.AUTO;
        private Tls tls;
        private Path trustedClients;
        private ServerTls.Clients clients = ServerTls.Clients.NOT_ASKED;
        private ProtocolLimits limits = ProtocolLimits.DEFAULTS;
        private Duration sendTimeout = ConnectionSettings.DEFAULTS.sendTimeout();
        private Duration closeTimeout = ConnectionSettings.DEFAULTS.closeTimeout();
        private long highWater = ConnectionSettings.DEFAULTS.highWaterBytes();
        private long mostQueued = ConnectionSettings.DEFAULTS.maxQueuedBytes();
        private OverflowPolicy overflow = OverflowPolicy.BLOCK;
        private List<ExtensionFactory> extensions = List.of(new PerMessageDeflate());
        private ContentOpener content = () -> StaticContent.NONE;
        private final List<Origin> origins = new ArrayList<>();
        private int maxConnections = Integer.MAX_VALUE;
        private Duration headTimeout = HEAD_TIMEOUT;
        private int workerThreads = Workers.defaultThreads();
        private ClassLoader loader;
        private Application application;

        private Builder() {
        }

        /** The address to listen on; default: localhost. */
        public Builder host(String name) {
            require(!name.isBlank(), "the host must not be empty");
            host = name;
            return this;
        }

        /** 0 to 65535; 0 (the default) takes any free port, see {@link EmbeddedServer#port()}. */
        public Builder port(int number) {
            require(number >= 0 && number <= 65_535, "the port must be 0 to 65535, not " + number);
            port = number;
            return this;
        }

        /** The path before all endpoint paths: empty (default), or beginning with a slash and not ending with one. */
        public Builder contextPath(String path) {
            require(path.isEmpty() || path.matches("(/[A-Za-z0-9._~-]+)+"),
                    "the context path must be empty, or names that each follow a slash, not " + path);
            contextPath = path;
            return this;
        }

        /** Classes with {@code @ServerEndpoint}. */
        public Builder endpoints(Class<?>... annotated) {
            for (Class<?> endpoint : annotated) {
                deployments.add(runtime -> runtime.addEndpoint(endpoint));
            }
            return this;
        }

        /** An endpoint by its configuration. */
        public Builder endpoint(ServerEndpointConfig config) {
            deployments.add(runtime -> runtime.addEndpoint(config));
            return this;
        }

        /**
         * The classes of an application as a scan found them: {@code ServerApplicationConfig}s among them choose, without
         * any all annotated ones are deployed (Jakarta WebSocket 2.2, section 6.2).
         */
        public Builder application(Collection<Class<?>> scanned) {
            List<Class<?>> classes = List.copyOf(scanned);
            deployments.add(runtime -> runtime.deployApplication(classes));
            return this;
        }

        /**
         * An opened application: its endpoints as a scan found them, its class loader, its pages as static files, and what an
         * {@link dev.bosphorus.container.application.ApplicationInitializer} runs for it. One application to a server. It
         * stays open while the server runs; whoever opened it closes it.
         */
        public Builder application(Application opened) {
            require(application == null, "a server has one application");
            application = opened;
            if (opened.pages() != null) {
                staticFiles(opened.pages());
            }
            return classLoader(opened.loader()).application(opened.endpoints());
        }

        /** Who reads, writes and runs callbacks; default: {@link TransportKind#AUTO}. */
        public Builder transport(TransportKind wanted) {
            require(wanted != TransportKind.VIRTUAL_THREADS || VirtualThreads.areSupported(),
                    "VIRTUAL_THREADS needs JDK 21 or later; this is JDK " + Runtime.version().feature());
            kind = wanted;
            return this;
        }

        /** Serves TLS only; the files are read and checked at once. */
        public Builder tls(Tls files) {
            TlsContexts.of(files, null);
            tls = files;
            return this;
        }

        /**
         * Asks clients for a certificate (with {@link #tls}), so that {@code getUserPrincipal} says who they are.
         *
         * @param trusted  PEM file with the certificates that may vouch for clients; read and checked at once
         * @param required whether a client without a certificate is turned away
         */
        public Builder clientCertificates(Path trusted, boolean required) {
            PemFile.read(trusted).certificates();
            trustedClients = trusted;
            clients = required ? ServerTls.Clients.REQUIRED : ServerTls.Clients.ASKED;
            return this;
        }

        private ServerTls serverTls() {
            require(tls != null || trustedClients == null, "clientCertificates needs tls");
            return tls == null ? null : new ServerTls(TlsContexts.of(tls, trustedClients), clients);
        }

        /** Limits of the protocol; the message size is what sessions begin with. */
        public Builder limits(ProtocolLimits protocolLimits) {
            limits = protocolLimits;
            return this;
        }

        /** How long a blocking send waits for room, and a write for the peer; default: 20 seconds. */
        public Builder sendTimeout(Duration timeout) {
            sendTimeout = requirePositive("sendTimeout", timeout);
            return this;
        }

        /** How long a peer may take to answer our Close and to end TCP; default: 5 seconds. */
        public Builder closeTimeout(Duration timeout) {
            closeTimeout = requirePositive("closeTimeout", timeout);
            return this;
        }

        /** How long a new connection may take for TLS and the head of its request; default: 10 seconds. */
        public Builder headTimeout(Duration timeout) {
            headTimeout = requirePositive("headTimeout", timeout);
            return this;
        }

        /**
         * Bytes queued to one peer: from {@code highWater} (default 64 KiB) blocking senders wait, from {@code most}
         * (default 16 MiB) asynchronous sends fail.
         */
        public Builder outboundQueue(long high, long most) {
            require(high >= 1, "the high-water mark must be at least 1, not " + high);
            require(most >= high, "the queue must hold at least the high-water mark " + high + ", not " + most);
            highWater = high;
            mostQueued = most;
            return this;
        }

        /** What becomes of messages above the high-water mark, unless an endpoint says so itself; default: they block. */
        public Builder overflow(OverflowPolicy policy) {
            overflow = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Extensions to negotiate, the most wanted first; default: permessage-deflate. */
        public Builder extensions(List<ExtensionFactory> factories) {
            extensions = List.copyOf(factories);
            return this;
        }

        /** A folder whose files answer GET and HEAD below the context path; {@code index.html} stands for a folder. */
        public Builder staticFiles(Path folder) {
            require(Files.isDirectory(folder), folder + " is no folder");
            content = () -> StaticContent.folder(folder);
            return this;
        }

        /** The same from the class path: resources below {@code prefix} of that loader. */
        public Builder staticResources(ClassLoader from, String prefix) {
            StaticContent resources = StaticContent.resources(from, prefix);
            content = () -> resources;
            return this;
        }

        /**
         * Origins (scheme://host[:port]) whose pages may connect; without any call, all may. Clients that send no origin
         * always may.
         */
        public Builder allowedOrigins(String... allowed) {
            for (String origin : allowed) {
                origins.add(Origin.parse(origin));
            }
            return this;
        }

        /** More connections than that, 1 and up, are refused with 503; default: no limit. */
        public Builder maxConnections(int connections) {
            require(connections >= 1, "maxConnections must be at least 1, not " + connections);
            maxConnections = connections;
            return this;
        }

        /**
         * How many callbacks run at a time on the event-loop transport, 1 and up, save for those of {@code @NonBlocking}
         * endpoints; default: eight for each processor, but 32 at least.
         */
        public Builder workerThreads(int threads) {
            require(threads >= 1, "workerThreads must be at least 1, not " + threads);
            workerThreads = threads;
            return this;
        }

        /** The context class loader of callbacks; default: the one of the thread that calls {@link #start()}. */
        public Builder classLoader(ClassLoader context) {
            loader = context;
            return this;
        }

        private ClassLoader classLoader() {
            return loader != null ? loader : Thread.currentThread().getContextClassLoader();
        }

        private ConnectionSettings connection() {
            return new ConnectionSettings(highWater, mostQueued, sendTimeout, closeTimeout, overflow);
        }

        private static void require(boolean condition, String sentence) {
            if (!condition) {
                throw new IllegalArgumentException(sentence);
            }
        }

        private static Duration requirePositive(String name, Duration duration) {
            require(!duration.isNegative() && !duration.isZero(), name + " must be positive, not " + duration);
            return duration;
        }

        /**
         * Deploys and listens; where that fails, nothing is left behind.
         *
         * @throws DeploymentException where an endpoint is bad
         * @throws IOException         where binding fails; the message names host and port
         */
        public EmbeddedServer start() throws DeploymentException, IOException {
            return new EmbeddedServer(this);
        }
    }
}
