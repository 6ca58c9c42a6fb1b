package dev.bosphorus.servlet.deploy;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Through TLS. */
class JettyTlsTest extends JettyTest {

    @Override
    boolean secure() {
        return true;
    }

    @Override
    ServerConnector connector(Server server) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(TestKeys.SHARED.file().toString());
        tls.setKeyStorePassword(TestKeys.PASSWORD);
        return new ServerConnector(server, tls);
    }
}
