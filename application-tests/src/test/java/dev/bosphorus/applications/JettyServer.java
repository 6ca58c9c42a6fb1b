package dev.bosphorus.applications;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1, embedded, with Bosphorus in place of its own WebSocket. */
final class JettyServer implements ServletServer {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** Starts it on a free port of 127.0.0.1; see {@link TomcatServer}. */
    JettyServer(Set<Class<?>> endpoints, Consumer<ServletContextHandler> application) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/app", ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer(new WebSocketInitializer(), endpoints.toArray(Class<?>[]::new));
        application.accept(context);
        server.setHandler(context);
        server.start();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
