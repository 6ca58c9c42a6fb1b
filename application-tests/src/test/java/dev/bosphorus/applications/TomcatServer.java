package dev.bosphorus.applications;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat 11, embedded, with Bosphorus in place of its own WebSocket. */
final class TomcatServer implements ServletServer {

    private final Tomcat tomcat = new Tomcat();

    /**
     * Starts it on a free port of 127.0.0.1.
     *
     * @param endpoints   what the initializer of WebSocket finds
     * @param application adds the rest of the application, at {@code /app}
     */
    TomcatServer(Path folder, Set<Class<?>> endpoints, Consumer<Context> application) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("/app", folder.toString());
        context.addServletContainerInitializer(new WebSocketInitializer(), endpoints);
        application.accept(context);
        tomcat.start();
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
