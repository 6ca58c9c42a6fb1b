package dev.bosphorus.tck.webapp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty 12.1 with the WebSocket that the class path has. */
public final class JettyServer implements ServletServer {

    private static final Logger LOG = System.getLogger(JettyServer.class.getName());

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final WebAppContext context = new WebAppContext();

    private JettyServer(WebApplication application) {
        connector.setHost(application.host());
        connector.setPort(application.port());
        server.addConnector(connector);
        context.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
        context.setWar(application.war().toUri().toString());
        context.setTempDirectory(application.folder().toFile());
        server.setHandler(context);
    }

    /**
     * Starts it.
     *
     * @throws IOException where it cannot listen, or cannot be started for another reason than the application
     */
    public static ServletServer start(WebApplication application) throws IOException {
        JettyServer started = new JettyServer(application);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jetty makes it the parent of the application's; a test's class loader may know the application's classes.
        thread.setContextClassLoader(JettyServer.class.getClassLoader());
        try {
            started.server.start();
            return started;
        } catch (Exception e) {
            started.close();
            throw new IOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public Exception failure() {
        Throwable cause = context.getUnavailableException();
        return cause == null ? null : new IllegalStateException(cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Jetty has not ended as it should", e);
        }
    }
}
