package dev.bosphorus.container.client;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.Credentials;
import dev.bosphorus.container.protocol.handshake.SocksTunnel;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/**
 * Opens WebSocket connections to servers (Jakarta WebSocket 2.2, 6.1). Safe from any thread.
 *
 * <p>The methods of {@link WebSocketContainer} wait until {@code onOpen} has returned, at most for the connect timeout. A
 * handshake that fails is a {@link jakarta.websocket.DeploymentException}, with a {@link HandshakeException} as its cause where
 * there was an answer; a network that fails is an {@link java.io.IOException}. From {@code connectAsync}, the future gets them.
 *
 * <p>All clients of a process share their I/O threads. These end when no connection needs them, so that a client need not be
 * closed; a process stays alive while it has sessions or is opening some.
 */
public interface WebSocketClient extends WebSocketContainer, AutoCloseable {

    /** Options, all with defaults. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Connects an annotated endpoint without waiting. Cancelling the future ends the attempt, and the session if that had
     * just opened; without effect afterwards. The future completes on a thread of its own, so that what depends on it may block.
     *
     * @param endpoint an instance of a class with {@code @ClientEndpoint}
     */
    CompletableFuture<Session> connectAsync(Object endpoint, URI uri);

    /** The same with an instance that is made for the session. */
    CompletableFuture<Session> connectAsync(Class<?> endpointClass, URI uri);

    /** The same with a programmatic endpoint; without a configuration, the default one. */
    CompletableFuture<Session> connectAsync(Endpoint endpoint, ClientEndpointConfig config, URI uri);

    /** The same with an instance of a programmatic endpoint that is made for the session. */
    CompletableFuture<Session> connectAsync(Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI uri);

    /**
     * Cancels what is being opened, closes all sessions of this client with 1001, waits for them up to the deadline, then cuts.
     * Further attempts fail with {@link IllegalStateException}. Idempotent.
     */
    void close(Duration deadline);

    /** {@link #close(Duration)} with five seconds. */
    @Override
    void close();

    /**
     * Options; each call checks its value and throws {@link IllegalArgumentException} with one clear line. Not safe for
     * threads.
     */
    final class Builder {

        /** What counts in nanoseconds. */
        private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

        private TransportKind kind = TransportKind.AUTO;
        private Duration connectTimeout = Duration.ofSeconds(20);
        private Proxy proxy;
        private Credentials credentials;
        private int maxRedirects;
        private SSLContext tls;
        private ProtocolLimits limits = ProtocolLimits.DEFAULTS;
        private Duration sendTimeout = ConnectionSettings.DEFAULTS.sendTimeout();
        private Duration closeTimeout = ConnectionSettings.DEFAULTS.closeTimeout();
        private long highWater = ConnectionSettings.DEFAULTS.highWaterBytes();
        private long mostQueued = ConnectionSettings.DEFAULTS.maxQueuedBytes();
        private OverflowPolicy overflow = OverflowPolicy.BLOCK;
        private List<ExtensionFactory> extensions = List.of(new PerMessageDeflate());
        private boolean offerInstalled = true;
        private Reconnect reconnect;
        private ClassLoader loader;

        private Builder() {
        }

        /** Who reads, writes and runs callbacks; default: {@link TransportKind#AUTO}. */
        public Builder transport(TransportKind wanted) {
            kind = Objects.requireNonNull(wanted, "transport").requireAvailable();
            return this;
        }

        /** How long all of connecting may take, with proxy, TLS, redirects and the answer; default: 20 seconds. */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = requirePositive("connectTimeout", timeout);
            return this;
        }

        /** Goes through a proxy that speaks HTTP, by CONNECT (RFC 9110, 9.3.6). */
        public Builder httpProxy(String host, int port) {
            proxy = new Proxy(Proxy.Kind.HTTP, host, port, null);
            return this;
        }

        /** The same; the proxy is answered with Digest or Basic when it asks. */
        public Builder httpProxy(String host, int port, String user, String password) {
            proxy = new Proxy(Proxy.Kind.HTTP, host, port, new Credentials(user, password));
            return this;
        }

        /** Goes through a proxy that speaks SOCKS 5 (RFC 1928). */
        public Builder socksProxy(String host, int port) {
            proxy = new Proxy(Proxy.Kind.SOCKS5, host, port, null);
            return this;
        }

        /** The same with user name and password (RFC 1929), each of 1 to 255 bytes, which go in the clear. */
        public Builder socksProxy(String host, int port, String user, String password) {
            Credentials ours = new Credentials(user, password);
            SocksTunnel.requireFitting(ours);
            proxy = new Proxy(Proxy.Kind.SOCKS5, host, port, ours);
            return this;
        }

        /** Answers a server that asks (401) with Digest (RFC 7616) or Basic (RFC 7617); not one that a redirect leads to. */
        public Builder credentials(String user, String password) {
            credentials = new Credentials(user, password);
            return this;
        }

        /**
         * Follows so many redirects in a row, 0 and up; default: 0. {@code Authorization}, {@code Cookie} and
         * {@code Proxy-Authorization} are not sent to another origin, and nobody is led from {@code wss} to {@code ws}.
         */
        public Builder followRedirects(int most) {
            require(most >= 0, "the number of redirects must not be negative: " + most);
            maxRedirects = most;
            return this;
        }

        /** For {@code wss}, unless the endpoint's configuration has one; default: {@link SSLContext#getDefault()}. */
        public Builder tls(SSLContext context) {
            tls = context;
            return this;
        }

        /** Limits of the protocol; the message size is what sessions begin with. */
        public Builder limits(ProtocolLimits protocolLimits) {
            limits = Objects.requireNonNull(protocolLimits, "limits");
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

        /**
         * Bytes queued to one peer: from {@code high} (default 64 KiB) blocking senders wait, from {@code most}
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

        /** Extensions to install, the most wanted first; default: permessage-deflate. */
        public Builder extensions(List<ExtensionFactory> factories) {
            extensions = List.copyOf(factories);
            return this;
        }

        /**
         * Whether each connection offers the installed extensions (default), or only those that the endpoint's configuration
         * lists, as the client of {@link jakarta.websocket.ContainerProvider} does.
         */
        public Builder offerInstalledExtensions(boolean offer) {
            offerInstalled = offer;
            return this;
        }

        /**
         * Opens a session anew when it has ended against the application's will: not closed here, and not with 1000 by the
         * server. The endpoint's {@code onOpen} gets the new session. Default: never.
         */
        public Builder reconnect(Reconnect policy) {
            reconnect = policy;
            return this;
        }

        /** The context class loader of callbacks; default: the one of the thread that calls {@link #build()}. */
        public Builder classLoader(ClassLoader context) {
            loader = context;
            return this;
        }

        /** A client with these options; no thread begins before the first connection. */
        public WebSocketClient build() {
            ClassLoader context = loader != null ? loader : Thread.currentThread().getContextClassLoader();
            ConnectionSettings connection = new ConnectionSettings(highWater, mostQueued, sendTimeout, closeTimeout, overflow);
            ClientOptions options = new ClientOptions(connectTimeout, proxy, credentials, maxRedirects, tls, reconnect,
                    offerInstalled);
            return new ClientRuntime(ClientThreads.of(kind), options, limits, connection, extensions, context);
        }

        private static void require(boolean condition, String sentence) {
            if (!condition) {
                throw new IllegalArgumentException(sentence);
            }
        }

        private static Duration requirePositive(String name, Duration duration) {
            require(!duration.isNegative() && !duration.isZero(), name + " must be positive, not " + duration);
            require(duration.compareTo(LONGEST) <= 0, name + " must be 292 years at most, not " + duration);
            return duration;
        }
    }
}
