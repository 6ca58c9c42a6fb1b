package dev.bosphorus.servlet.deploy;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Over TCP. */
class JettyPlainTest extends JettyTest {

    @Override
    ServerConnector connector(Server server) {
        return new ServerConnector(server);
    }
}
