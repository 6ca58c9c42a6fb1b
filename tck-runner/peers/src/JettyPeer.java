import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with its own WebSocket, by the Jakarta API: {@code JettyPeer PORT}. */
public final class JettyPeer {

    private JettyPeer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, (servletContext, container) -> container.addEndpoint(Echo.at("/echo")));
        server.setHandler(context);
        server.start();
        System.out.println("ws://127.0.0.1:" + connector.getLocalPort() + "/echo");
        server.join();
    }
}
