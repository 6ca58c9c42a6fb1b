package perf;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** The comparison's endpoints in Tomcat with Bosphorus in place of its own WebSocket. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws Exception {
        Path base = Files.createTempDirectory("perf-ours-tomcat");
        base.toFile().deleteOnExit();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(Ready.port());
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", "4096");
        connector.setProperty("maxConnections", "19000");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", base.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        context.addServletContainerInitializer(new WebSocketInitializer(), Set.copyOf(Endpoints.ALL));
        tomcat.start();
        Ready.ready();
        tomcat.getServer().await();
    }
}
