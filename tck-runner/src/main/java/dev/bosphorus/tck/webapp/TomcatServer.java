package dev.bosphorus.tck.webapp;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat 11 without JSP, and with the WebSocket that the class path has. */
public final class TomcatServer implements ServletServer {

    private static final Logger LOG = System.getLogger(TomcatServer.class.getName());

    static {
        // A process has one factory of protocols: another class loader may have a Tomcat, too, and applications are unpacked.
        TomcatURLStreamHandlerFactory.disable();
    }

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    private TomcatServer(WebApplication application) throws IOException {
        tomcat.setBaseDir(application.folder().toString());
        // Tomcat unpacks the application there.
        Files.createDirectory(application.folder().resolve("webapps"));
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(application.port());
        connector.setProperty("address", application.host());
        tomcat.setConnector(connector);
        tomcat.getEngine().setParentClassLoader(TomcatServer.class.getClassLoader());
        // The defaults of an embedded Tomcat would add the servlet for JSP.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        context = tomcat.addWebapp(application.contextPath(), application.war().toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        // The class path holds the provider and other containers, and none of the application's endpoints.
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
    }

    /**
     * Starts it.
     *
     * @throws IOException where it cannot listen, or cannot be started for another reason than the application
     */
    public static ServletServer start(WebApplication application) throws IOException {
        TomcatServer server = new TomcatServer(application);
        try {
            server.tomcat.start();
            if (server.port() > 0) {
                return server;
            }
        } catch (LifecycleException e) {
            server.close();
            throw new IOException(e);
        }
        server.close();
        throw new IOException("Tomcat cannot listen on port " + application.port() + " of " + application.host());
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public Exception failure() {
        return context.getState() == LifecycleState.STARTED ? null
                : new IllegalStateException("the application is " + context.getStateName() + "; Tomcat's log says why");
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOG.log(Level.WARNING, "Tomcat has not ended as it should", e);
        }
    }
}
