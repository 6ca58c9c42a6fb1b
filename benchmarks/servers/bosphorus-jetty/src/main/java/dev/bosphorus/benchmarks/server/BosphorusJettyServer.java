package dev.bosphorus.benchmarks.server;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with Bosphorus in place of its own WebSocket. */
public final class BosphorusJettyServer {

    private BosphorusJettyServer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(new WebSocketInitializer(), Serving.ENDPOINTS.toArray(Class<?>[]::new));
        server.setHandler(context);
        server.start();
        Serving.untilInputEnds(connector.getLocalPort());
    }
}
