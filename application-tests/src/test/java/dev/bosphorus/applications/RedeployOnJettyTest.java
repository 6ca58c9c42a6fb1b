package dev.bosphorus.applications;

import java.nio.file.Path;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

class RedeployOnJettyTest extends RedeployTest {

    @Override
    Deployments start(Path folder, ClassLoader loader) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection applications = new ContextHandlerCollection();
        server.setHandler(applications);
        server.start();
        return new Deployments() {
            private WebAppContext context;

            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public ClassLoader deploy(Path war) throws Exception {
                Thread thread = Thread.currentThread();
                ClassLoader before = thread.getContextClassLoader();
                // Jetty makes it the parent of the application's.
                thread.setContextClassLoader(loader);
                try {
                    context = new WebAppContext(war.toString(), "/app");
                    context.setThrowUnavailableOnStartupException(true);
                    applications.addHandler(context);
                    context.start();
                    return context.getClassLoader();
                } finally {
                    thread.setContextClassLoader(before);
                }
            }

            @Override
            public void undeploy() throws Exception {
                context.stop();
                applications.removeHandler(context);
                context.destroy();
                context = null;
            }

            @Override
            public void stop() throws Exception {
                server.stop();
                server.destroy();
            }
        };
    }
}
