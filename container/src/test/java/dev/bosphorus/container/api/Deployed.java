package dev.bosphorus.container.api;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with the endpoints of a test, and a client. The endpoint at {@code /pair/{room}} gives each connection a {@link Side}
 * of its own.
 *
 * <p>For the control, {@link ApiControlTest}, the server deploys nothing at all: then no test may succeed.
 */
final class Deployed implements BeforeEachCallback, AfterEachCallback {

    /** The configuration parameter of the control. */
    static final String NOTHING = "bosphorus.api.nothing-deployed";

    private final Supplier<TransportKind> kind;
    private final Consumer<EmbeddedServerBuilder> endpoints;
    private final BlockingQueue<Side> serverSides = new LinkedBlockingQueue<>();
    private EmbeddedServer server;
    private WebSocketClient client;

    /** @param endpoints deploys what the test needs besides pairs */
    Deployed(Supplier<TransportKind> kind, Consumer<EmbeddedServerBuilder> endpoints) {
        this.kind = kind;
        this.endpoints = endpoints;
    }

    /** The transports of this JDK. */
    static Stream<TransportKind> kinds() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS, TransportKind.IO_URING)
                .filter(TransportKind::isAvailable);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        EmbeddedServerBuilder builder = EmbeddedServer.builder().transport(kind.get());
        if (context.getConfigurationParameter(NOTHING).isEmpty()) {
            builder.endpoint(pairsAt("/pair/{room}").build());
            endpoints.accept(builder);
        }
        server = builder.start();
        client = WebSocketClient.builder().transport(kind.get()).build();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.close();
        server.close();
    }

    /** An endpoint of pairs at another path, for those who want it otherwise. */
    ServerEndpointConfig.Builder pairsAt(String path) {
        return ServerEndpointConfig.Builder.create(Side.class, path).configurator(new SideConfigurator());
    }

    /** Gives each connection a side of its own. */
    class SideConfigurator extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            Side side = new Side();
            serverSides.add(side);
            return type.cast(side);
        }
    }

    WebSocketClient client() {
        return client;
    }

    URI uri(String target) {
        return URI.create(server.uri() + target);
    }

    /** A connection to a path of the pairs. */
    Pair pair(String target) throws Exception {
        return pair(target, ClientEndpointConfig.Builder.create().build());
    }

    Pair pair(String target, ClientEndpointConfig config) throws Exception {
        Side side = new Side();
        client.connectToServer(side, config, uri(target));
        return new Pair(serverSide(), side);
    }

    Pair pair() throws Exception {
        return pair("/pair/a");
    }

    /** A client of another endpoint of the test's, which collects what it is sent. */
    Side connect(String target) throws Exception {
        return connect(target, ClientEndpointConfig.Builder.create().build());
    }

    Side connect(String target, ClientEndpointConfig config) throws Exception {
        Side side = new Side() {
            @Override
            public void onOpen(Session session, EndpointConfig itsConfig) {
                super.onOpen(session, itsConfig);
                // Before the first message can come.
                collecting();
            }
        };
        client.connectToServer(side, config, uri(target));
        return side;
    }

    /** The server's side of the next connection that has opened. */
    Side serverSide() throws InterruptedException {
        Side side = serverSides.poll(20, TimeUnit.SECONDS);
        side.session();
        return side;
    }
}
