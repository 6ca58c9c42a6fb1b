package dev.bosphorus.benchmarks.server;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with Bosphorus in place of its own WebSocket. */
public final class BosphorusTomcatServer {

    private BosphorusTomcatServer() {
    }

    public static void main(String[] args) throws Exception {
        Path base = Files.createTempDirectory("bosphorus-tomcat");
        base.toFile().deleteOnExit();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("acceptCount", "1024");
        Context context = tomcat.addContext("", base.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        context.addServletContainerInitializer(new WebSocketInitializer(), Set.copyOf(Serving.ENDPOINTS));
        tomcat.start();
        Serving.untilInputEnds(tomcat.getConnector().getLocalPort());
    }
}
