package dev.bosphorus.servlet.deploy;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Inside Tomcat 11, embedded, without its own WebSocket. */
class TomcatTest extends ServletContainerTest {

    private final Tomcat tomcat = new Tomcat();
    private Context context;

    @Override
    int startContainer(Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        context = tomcat.addContext("/app", base.toString());
        context.addServletContainerInitializer(new WebSocketInitializer(), ENDPOINTS);
        // As in every Tomcat that is not put together by hand: without it, paths without a servlet pass no filter.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "upgrading", new Upgrading()).addMapping("/servlet");
        tomcat.start();
        return connector.getLocalPort();
    }

    @Override
    void stopApplication() throws Exception {
        context.stop();
    }

    @Override
    void stopContainer() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
