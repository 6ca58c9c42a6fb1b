package dev.bosphorus.applications;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

class RedeployOnTomcatTest extends RedeployTest {

    /** Reads the application, and not the tests' class path. */
    private static final class Configuration extends ContextConfig {
        @Override
        protected synchronized void beforeStart() {
            super.beforeStart();
            StandardJarScanner scanner = new StandardJarScanner();
            scanner.setScanClassPath(false);
            context.setJarScanner(scanner);
            Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        }
    }

    @Override
    Deployments start(Path folder, ClassLoader loader) throws Exception {
        Files.createDirectories(folder.resolve("webapps"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.getEngine().setParentClassLoader(loader);
        tomcat.start();
        return new Deployments() {
            private Context context;

            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public ClassLoader deploy(Path war) {
                context = tomcat.addWebapp(tomcat.getHost(), "/app", war.toString(), new Configuration());
                return context.getLoader().getClassLoader();
            }

            @Override
            public void undeploy() {
                tomcat.getHost().removeChild(context);
                context = null;
            }

            @Override
            public void stop() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
