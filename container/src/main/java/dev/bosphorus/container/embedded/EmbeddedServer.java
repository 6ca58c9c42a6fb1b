package dev.bosphorus.container.embedded;

import dev.bosphorus.container.application.Initialization;
import dev.bosphorus.container.blocking.BlockingServer;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ListeningServer;
import dev.bosphorus.container.http.ServerSettings;
import dev.bosphorus.container.http.ServerTls;
import dev.bosphorus.container.http.StaticContent;
import dev.bosphorus.container.netty.LoopIo;
import dev.bosphorus.container.netty.NettyServer;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.runtime.ContainerTimer;
import dev.bosphorus.container.runtime.ProcessKeeper;
import dev.bosphorus.container.runtime.RuntimeSettings;
import dev.bosphorus.container.runtime.ServerRuntime;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

    /** Keeps a process alive whose main method has returned; all other threads are daemons. */
    private final Thread keeper;
    private final CountDownLatch ended = new CountDownLatch(1);

    private final ReentrantLock stopping = new ReentrantLock();
    /** Whether the server has stopped; belongs to the lock. */
    private boolean stopped;

    EmbeddedServer(EmbeddedServerBuilder options) throws DeploymentException, IOException {
        kind = options.kind == TransportKind.AUTO ? best() : options.kind;
        InetSocketAddress address = new InetSocketAddress(options.host, options.port);
        if (address.isUnresolved()) {
            throw new IOException("cannot listen on " + options.host + ":" + options.port + ": unknown host");
        }
        ServerTls tls = options.serverTls();
        StaticContent content = options.content.open();
        timer = new ContainerTimer("bosphorus-timer");
        drainerPool = kind != TransportKind.VIRTUAL_THREADS ? Workers.pool("bosphorus-drainer", options.workerThreads) : null;
        runtime = new ServerRuntime(new RuntimeSettings(options.contextPath, options.limits, options.connection(),
                options.extensions, options.origins, options.classLoader(), timer, drainer()));
        boolean listens = false;
        try {
            deploy(options);
            responder = new HttpResponder(runtime, content, options.contextPath);
            listening = listen(options, new ServerSettings(address, tls, options.limits, options.maxConnections,
                    options.headTimeout, EmbeddedServerBuilder.KEEP_ALIVE));
            listens = true;
        } finally {
            if (!listens) {
                runtime.end();
                endApplication();
                endThreads(CUT_PATIENCE);
            }
        }
        uri = uri(options, listening.port());
        keeper = ProcessKeeper.start("bosphorus-server-" + listening.port(), this::keepAlive);
    }

    private void keepAlive() {
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                // Only the end of the server ends this.
            }
        }
    }

    private void deploy(EmbeddedServerBuilder options) throws DeploymentException {
        if (options.application != null) {
            initialization = Initialization.begin(options.application, options.contextPath, runtime);
        }
        for (EmbeddedServerBuilder.Deployment deployment : options.deployments) {
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

    private ListeningServer listen(EmbeddedServerBuilder options, ServerSettings settings) throws IOException {
        try {
            if (kind == TransportKind.VIRTUAL_THREADS) {
                return BlockingServer.start(settings, responder, timer, VirtualThreads.factory("bosphorus-connection"));
            }
            LoopIo io = kind == TransportKind.IO_URING ? LoopIo.uring() : LoopIo.usual();
            return NettyServer.start(io, settings, responder, options.workerThreads);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + options.host + ":" + options.port + ": " + e.getMessage(), e);
        }
    }

    private static URI uri(EmbeddedServerBuilder options, int port) {
        try {
            String scheme = options.tls == null ? "ws" : "wss";
            String path = options.contextPath.isEmpty() ? null : options.contextPath;
            return new URI(scheme, null, options.host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("host " + options.host + " makes no URI", e);
        }
    }

    public static EmbeddedServerBuilder builder() {
        return new EmbeddedServerBuilder();
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
            runtime.end();
            endApplication();
            endThreads(CUT_PATIENCE);
            endKeeper();
        } finally {
            stopping.unlock();
        }
    }

    private void endKeeper() {
        ended.countDown();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
}
