package dev.bosphorus.servlet.deploy;

import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty 12.1, embedded, without its own WebSocket. */
final class JettyServer implements ServletServer {

    private final Server server = new Server();
    private final ServletContextHandler context =
            new ServletContextHandler("/app", ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
    private final boolean secure;
    private final boolean portable;

    /** @param portable whether Jetty's own way is switched off */
    JettyServer(boolean secure, boolean portable) {
        this.secure = secure;
        this.portable = portable;
    }

    @Override
    public int start(Path base) throws Exception {
        ServerConnector connector = connector();
        connector.setHost("127.0.0.1");
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        server.addConnector(connector);
        context.addServletContainerInitializer(new WebSocketInitializer(), TestEndpoints.ALL.toArray(Class<?>[]::new));
        if (portable) {
            context.setInitParameter("dev.bosphorus.servlet.native", "false");
        }
        ServletHolder upgrading = new ServletHolder(new Upgrading());
        upgrading.setAsyncSupported(true);
        context.addServlet(upgrading, "/servlet");
        FilterHolder own = new FilterHolder(new OwnFilter());
        own.setAsyncSupported(true);
        context.addFilter(own, "/*", EnumSet.of(DispatcherType.REQUEST));
        protect();
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }

    private ServerConnector connector() {
        if (!secure) {
            return new ServerConnector(server);
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(TestKeys.SHARED.file().toString());
        tls.setKeyStorePassword(TestKeys.PASSWORD);
        tls.setTrustStorePath(TestKeys.SHARED.trust().toString());
        tls.setTrustStorePassword(TestKeys.PASSWORD);
        tls.setWantClientAuth(true);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, tls, new HttpConnectionFactory(configuration));
    }

    private void protect() {
        UserStore users = new UserStore();
        users.addUser("me", Credential.getCredential("secret"), new String[] {"friend"});
        HashLoginService login = new HashLoginService("test");
        login.setUserStore(users);
        ConstraintMapping paths = new ConstraintMapping();
        paths.setPathSpec("/who/guarded");
        paths.setConstraint(Constraint.from("friend"));
        ConstraintSecurityHandler security = (ConstraintSecurityHandler) context.getSecurityHandler();
        security.setLoginService(login);
        security.setAuthenticator(new BasicAuthenticator());
        security.addConstraintMapping(paths);
    }

    @Override
    public void stopApplication() throws Exception {
        context.stop();
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
