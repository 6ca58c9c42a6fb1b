package dev.bosphorus.servlet.deploy;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** Tomcat 11, embedded, without its own WebSocket. */
final class TomcatServer implements ServletServer {

    private final Tomcat tomcat = new Tomcat();
    private final String protocol;
    private final boolean secure;
    private final boolean portable;
    private Context context;

    /** @param portable whether connections are upgraded by the way of the servlet API, and not by Tomcat's own */
    TomcatServer(String protocol, boolean secure, boolean portable) {
        this.protocol = protocol;
        this.secure = secure;
        this.portable = portable;
    }

    @Override
    public int start(Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector(protocol);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("socket.txBufSize", Integer.toString(SEND_BUFFER_BYTES));
        if (secure) {
            secure(connector);
        }
        tomcat.setConnector(connector);
        context = tomcat.addContext("/app", base.toString());
        context.addServletContainerInitializer(new WebSocketInitializer(), TestEndpoints.ALL);
        if (portable) {
            context.addParameter("dev.bosphorus.servlet.native", "false");
        }
        // As in every Tomcat that is not put together by hand: without it, paths without a servlet pass no filter.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Wrapper upgrading = Tomcat.addServlet(context, "upgrading", new Upgrading());
        upgrading.addMapping("/servlet");
        upgrading.setAsyncSupported(true);
        addFilter();
        protect();
        tomcat.start();
        return connector.getLocalPort();
    }

    private static void secure(Connector connector) {
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTruststoreFile(TestKeys.SHARED.trust().toString());
        host.setTruststorePassword(TestKeys.PASSWORD);
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(TestKeys.SHARED.file().toString());
        certificate.setCertificateKeystorePassword(TestKeys.PASSWORD);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        connector.setSecure(true);
        connector.setScheme("https");
        connector.setProperty("SSLEnabled", "true");
    }

    private void addFilter() {
        FilterDef filter = new FilterDef();
        filter.setFilterName("own");
        filter.setFilter(new OwnFilter());
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap paths = new FilterMap();
        paths.setFilterName("own");
        paths.addURLPattern("/*");
        context.addFilterMap(paths);
    }

    private void protect() {
        tomcat.addUser("me", "secret");
        tomcat.addRole("me", "friend");
        SecurityCollection paths = new SecurityCollection();
        paths.addPattern("/who/guarded");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addAuthRole("friend");
        constraint.addCollection(paths);
        context.addConstraint(constraint);
        context.addSecurityRole("friend");
        LoginConfig login = new LoginConfig();
        login.setAuthMethod("BASIC");
        context.setLoginConfig(login);
        BasicAuthenticator authenticator = new BasicAuthenticator();
        // It looks for the user in every request's HTTP session, and so touches it, unless told not to.
        authenticator.setCache(false);
        context.getPipeline().addValve(authenticator);
    }

    /** How many connections there are. */
    long connections() {
        // Tomcat counts the one that it waits for.
        return protocol().getConnectionCount() - 1;
    }

    /** How many of them, or of those that there were, Tomcat keeps as upgraded. */
    int upgradedConnections() {
        return protocol().getWaitingProcessorCount();
    }

    /** How often a thread of Tomcat has been given something to do, and has done it. */
    long completedTasks() {
        return ((ThreadPoolExecutor) protocol().getExecutor()).getCompletedTaskCount();
    }

    private AbstractProtocol<?> protocol() {
        return (AbstractProtocol<?>) tomcat.getConnector().getProtocolHandler();
    }

    @Override
    public void stopApplication() throws Exception {
        context.stop();
    }

    @Override
    public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
