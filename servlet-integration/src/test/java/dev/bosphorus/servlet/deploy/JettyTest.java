package dev.bosphorus.servlet.deploy;

import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Inside Jetty 12.1, embedded, without its own WebSocket. */
abstract class JettyTest extends ServletContainerTest {

    private final Server server = new Server();
    private final ServletContextHandler context = new ServletContextHandler("/app", ServletContextHandler.SESSIONS);

    abstract ServerConnector connector(Server jetty);

    @Override
    int startContainer(Path base) throws Exception {
        ServerConnector connector = connector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        context.addServletContainerInitializer(new WebSocketInitializer(), ENDPOINTS.toArray(Class<?>[]::new));
        context.addServlet(new Upgrading(), "/servlet");
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    @Override
    void stopApplication() throws Exception {
        context.stop();
    }

    @Override
    void stopContainer() throws Exception {
        server.stop();
    }
}
