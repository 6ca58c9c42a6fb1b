package perf;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The comparison's endpoints in Jetty with Bosphorus in place of its own WebSocket. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Ready.port());
        connector.setAcceptQueueSize(4096);
        connector.setIdleTimeout(600_000);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(new WebSocketInitializer(), Endpoints.ALL.toArray(Class<?>[]::new));
        server.setHandler(context);
        server.start();
        Ready.ready();
        server.join();
    }
}
