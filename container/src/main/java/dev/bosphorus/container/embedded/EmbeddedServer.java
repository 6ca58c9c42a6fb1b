package dev.bosphorus.container.embedded;

import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A WebSocket server in this process. */
public final class EmbeddedServer implements AutoCloseable {

    private EmbeddedServer() {
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Options; each call checks its value and throws {@link IllegalArgumentException} with one clear line. */
    public static final class Builder {

        private Builder() {
        }

        /** The address to listen on; default: localhost. */
        public Builder host(String host) {
            throw new AssertionError(host);
        }

        /** 0 to 65535; 0 (the default) takes any free port, see {@link EmbeddedServer#port()}. */
        public Builder port(int port) {
            throw new AssertionError(port);
        }

        /** The path before all endpoint paths: empty (default) or beginning with a slash. */
        public Builder contextPath(String path) {
            throw new AssertionError(path);
        }

        /** Classes with {@code @ServerEndpoint}. */
        public Builder endpoints(Class<?>... annotated) {
            throw new AssertionError(annotated);
        }

        public Builder endpoint(ServerEndpointConfig config) {
            throw new AssertionError(config);
        }

        /**
         * The classes of an application as a scan found them: {@code ServerApplicationConfig}s among them choose, without
         * any all annotated ones are deployed (Jakarta WebSocket 2.2, section 6.2).
         */
        public Builder application(Collection<Class<?>> scanned) {
            throw new AssertionError(scanned);
        }

        public Builder transport(TransportKind kind) {
            throw new AssertionError(kind);
        }

        public Builder tls(Tls tls) {
            throw new AssertionError(tls);
        }

        public Builder limits(ProtocolLimits limits) {
            throw new AssertionError(limits);
        }

        /** How long a blocking send waits for room, and a write for the peer; default: 20 seconds. */
        public Builder sendTimeout(Duration timeout) {
            throw new AssertionError(timeout);
        }

        /** How long a peer may take to answer our Close and to end TCP; default: 5 seconds. */
        public Builder closeTimeout(Duration timeout) {
            throw new AssertionError(timeout);
        }

        /**
         * Bytes queued to one peer: from {@code highWater} (default 64 KiB) blocking senders wait, from {@code most}
         * (default 16 MiB) asynchronous sends fail.
         */
        public Builder outboundQueue(long highWater, long most) {
            throw new AssertionError(highWater + most);
        }

        /** Extensions to negotiate, the most wanted first; default: permessage-deflate. */
        public Builder extensions(List<ExtensionFactory> factories) {
            throw new AssertionError(factories);
        }

        /** A folder whose files answer GET and HEAD below the context path; {@code index.html} stands for a folder. */
        public Builder staticFiles(Path folder) {
            throw new AssertionError(folder);
        }

        /** The same from the class path: resources below {@code prefix} of that loader. */
        public Builder staticResources(ClassLoader loader, String prefix) {
            throw new AssertionError(prefix + loader);
        }

        /** Origins (scheme://host[:port]) whose pages may connect; without any call, all may, and so may clients that send none. */
        public Builder allowedOrigins(String... origins) {
            throw new AssertionError(origins);
        }

        /** More connections than that are refused with 503; default: no limit. */
        public Builder maxConnections(int connections) {
            throw new AssertionError(connections);
        }

        /** The context class loader of callbacks; default: the one of the thread that calls {@link #start()}. */
        public Builder classLoader(ClassLoader loader) {
            throw new AssertionError(loader);
        }

        /** Deploys and listens. @throws DeploymentException where an endpoint is bad @throws IOException where binding fails */
        public EmbeddedServer start() throws DeploymentException, IOException {
            throw new AssertionError();
        }
    }

    /** The port listened on. */
    public int port() {
        throw new AssertionError();
    }

    /** {@code ws://host:port/context} or {@code wss://...}, without a trailing slash. */
    public java.net.URI uri() {
        throw new AssertionError();
    }

    /** The transport chosen: never {@link TransportKind#AUTO}. */
    public TransportKind transport() {
        throw new AssertionError();
    }

    /** The deployed paths, context path included, sorted. */
    public List<String> paths() {
        throw new AssertionError();
    }

    public ServerContainer container() {
        throw new AssertionError();
    }

    /** Refuses new upgrades with 503, closes every session with 1001, waits for them up to the deadline, then cuts. */
    public void stop(Duration deadline) {
        throw new AssertionError(deadline);
    }

    /** {@link #stop} with five seconds. */
    @Override
    public void close() {
        throw new AssertionError();
    }
}
