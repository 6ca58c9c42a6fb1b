package dev.bosphorus.container.embedded;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.http.ServerTls;
import dev.bosphorus.container.http.StaticContent;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.Origin;
import dev.bosphorus.container.runtime.ServerRuntime;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Options of an {@link EmbeddedServer}; each call checks its value and throws {@link IllegalArgumentException} with one clear
 * line. Not safe for threads.
 */
public final class EmbeddedServerBuilder {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);
    static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Opens the static content, which may fail. */
    interface ContentOpener {
        StaticContent open() throws IOException;
    }

    /** Deploys something. */
    interface Deployment {
        void deployTo(ServerRuntime runtime) throws DeploymentException;
    }

    // What was said so far; the server reads it.

    String host = "localhost";
    int port;
    String contextPath = "";
    final List<Deployment> deployments = new ArrayList<>();
    TransportKind kind = TransportKind.AUTO;
    Tls tls;
    Path trustedClients;
    ServerTls.Clients clients = ServerTls.Clients.NOT_ASKED;
    ProtocolLimits limits = ProtocolLimits.DEFAULTS;
    Duration sendTimeout = ConnectionSettings.DEFAULTS.sendTimeout();
    Duration closeTimeout = ConnectionSettings.DEFAULTS.closeTimeout();
    long highWater = ConnectionSettings.DEFAULTS.highWaterBytes();
    long mostQueued = ConnectionSettings.DEFAULTS.maxQueuedBytes();
    OverflowPolicy overflow = OverflowPolicy.BLOCK;
    List<ExtensionFactory> extensions = List.of(new PerMessageDeflate());
    ContentOpener content = () -> StaticContent.NONE;
    final List<Origin> origins = new ArrayList<>();
    int maxConnections = Integer.MAX_VALUE;
    Duration headTimeout = HEAD_TIMEOUT;
    int workerThreads = Workers.defaultThreads();
    ClassLoader loader;
    Application application;

    EmbeddedServerBuilder() {
    }

    /** The address to listen on; default: localhost. */
    public EmbeddedServerBuilder host(String name) {
        require(!name.isBlank(), "the host must not be empty");
        host = name;
        return this;
    }

    /** 0 to 65535; 0 (the default) takes any free port, see {@link EmbeddedServer#port()}. */
    public EmbeddedServerBuilder port(int number) {
        require(number >= 0 && number <= 65_535, "the port must be 0 to 65535, not " + number);
        port = number;
        return this;
    }

    /** The path before all endpoint paths: empty (default), or beginning with a slash and not ending with one. */
    public EmbeddedServerBuilder contextPath(String path) {
        require(path.isEmpty() || path.matches("(/[A-Za-z0-9._~-]+)+"),
                "the context path must be empty, or names that each follow a slash, not " + path);
        contextPath = path;
        return this;
    }

    /** Classes with {@code @ServerEndpoint}. */
    public EmbeddedServerBuilder endpoints(Class<?>... annotated) {
        for (Class<?> endpoint : annotated) {
            deployments.add(runtime -> runtime.addEndpoint(endpoint));
        }
        return this;
    }

    /** An endpoint by its configuration. */
    public EmbeddedServerBuilder endpoint(ServerEndpointConfig config) {
        deployments.add(runtime -> runtime.addEndpoint(config));
        return this;
    }

    /**
     * The classes of an application as a scan found them: {@code ServerApplicationConfig}s among them choose, without
     * any all annotated ones are deployed (Jakarta WebSocket 2.2, section 6.2).
     */
    public EmbeddedServerBuilder application(Collection<Class<?>> scanned) {
        List<Class<?>> classes = List.copyOf(scanned);
        deployments.add(runtime -> runtime.deployApplication(classes));
        return this;
    }

    /**
     * An opened application: its endpoints as a scan found them, its class loader, its pages as static files, and what an
     * {@link dev.bosphorus.container.application.ApplicationInitializer} runs for it. One application to a server. It
     * stays open while the server runs; whoever opened it closes it.
     */
    public EmbeddedServerBuilder application(Application opened) {
        require(application == null, "a server has one application");
        application = opened;
        if (opened.pages() != null) {
            staticFiles(opened.pages());
        }
        return classLoader(opened.loader()).application(opened.endpoints());
    }

    /** Who reads, writes and runs callbacks; default: {@link TransportKind#AUTO}. */
    public EmbeddedServerBuilder transport(TransportKind wanted) {
        kind = wanted.requireAvailable();
        return this;
    }

    /** Serves TLS only; the files are read and checked at once. */
    public EmbeddedServerBuilder tls(Tls files) {
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
    public EmbeddedServerBuilder clientCertificates(Path trusted, boolean required) {
        PemFile.read(trusted).certificates();
        trustedClients = trusted;
        clients = required ? ServerTls.Clients.REQUIRED : ServerTls.Clients.ASKED;
        return this;
    }

    ServerTls serverTls() {
        require(tls != null || trustedClients == null, "clientCertificates needs tls");
        return tls == null ? null : new ServerTls(TlsContexts.of(tls, trustedClients), clients);
    }

    /** Limits of the protocol; the message size is what sessions begin with. */
    public EmbeddedServerBuilder limits(ProtocolLimits protocolLimits) {
        limits = protocolLimits;
        return this;
    }

    /** How long a blocking send waits for room, and a write for the peer; default: 20 seconds. */
    public EmbeddedServerBuilder sendTimeout(Duration timeout) {
        sendTimeout = requirePositive("sendTimeout", timeout);
        return this;
    }

    /** How long a peer may take to answer our Close and to end TCP; default: 5 seconds. */
    public EmbeddedServerBuilder closeTimeout(Duration timeout) {
        closeTimeout = requirePositive("closeTimeout", timeout);
        return this;
    }

    /** How long a new connection may take for TLS and the head of its request; default: 10 seconds. */
    public EmbeddedServerBuilder headTimeout(Duration timeout) {
        headTimeout = requirePositive("headTimeout", timeout);
        return this;
    }

    /**
     * Bytes queued to one peer: from {@code highWater} (default 64 KiB) blocking senders wait, from {@code most}
     * (default 16 MiB) asynchronous sends fail.
     */
    public EmbeddedServerBuilder outboundQueue(long high, long most) {
        require(high >= 1, "the high-water mark must be at least 1, not " + high);
        require(most >= high, "the queue must hold at least the high-water mark " + high + ", not " + most);
        highWater = high;
        mostQueued = most;
        return this;
    }

    /** What becomes of messages above the high-water mark, unless an endpoint says so itself; default: they block. */
    public EmbeddedServerBuilder overflow(OverflowPolicy policy) {
        overflow = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /** Extensions to negotiate, the most wanted first; default: permessage-deflate. */
    public EmbeddedServerBuilder extensions(List<ExtensionFactory> factories) {
        extensions = List.copyOf(factories);
        return this;
    }

    /** A folder whose files answer GET and HEAD below the context path; {@code index.html} stands for a folder. */
    public EmbeddedServerBuilder staticFiles(Path folder) {
        require(Files.isDirectory(folder), folder + " is no folder");
        content = () -> StaticContent.folder(folder);
        return this;
    }

    /** The same from the class path: resources below {@code prefix} of that loader. */
    public EmbeddedServerBuilder staticResources(ClassLoader from, String prefix) {
        StaticContent resources = StaticContent.resources(from, prefix);
        content = () -> resources;
        return this;
    }

    /**
     * Origins (scheme://host[:port]) whose pages may connect; without any call, all may. Clients that send no origin
     * always may.
     */
    public EmbeddedServerBuilder allowedOrigins(String... allowed) {
        for (String origin : allowed) {
            origins.add(Origin.parse(origin));
        }
        return this;
    }

    /** More connections than that, 1 and up, are refused with 503; default: no limit. */
    public EmbeddedServerBuilder maxConnections(int connections) {
        require(connections >= 1, "maxConnections must be at least 1, not " + connections);
        maxConnections = connections;
        return this;
    }

    /**
     * How many callbacks run at a time on the event-loop transport, 1 and up, save for those of {@code @NonBlocking}
     * endpoints; default: eight for each processor, but 32 at least.
     */
    public EmbeddedServerBuilder workerThreads(int threads) {
        require(threads >= 1, "workerThreads must be at least 1, not " + threads);
        workerThreads = threads;
        return this;
    }

    /** The context class loader of callbacks; default: the one of the thread that calls {@link #start()}. */
    public EmbeddedServerBuilder classLoader(ClassLoader context) {
        loader = context;
        return this;
    }

    ClassLoader classLoader() {
        return loader != null ? loader : Thread.currentThread().getContextClassLoader();
    }

    ConnectionSettings connection() {
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
