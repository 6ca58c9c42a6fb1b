package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import dev.bosphorus.container.client.WebSocketClient;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Inside Tomcat 11, embedded, without its own WebSocket. */
@ResourceLock("the MBeans of Tomcat")
abstract class TomcatTest extends ServletContainerTest {

    /** Chooses the way to upgrade. */
    abstract void configure(Context context);

    void configure(Connector connector) {
        assertThat(connector.getSecure()).isFalse();
    }

    String protocol() {
        return "HTTP/1.1";
    }

    private final Tomcat tomcat = new Tomcat();
    private Context context;

    @Override
    int startContainer(Path base) throws Exception {
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector(protocol());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        configure(connector);
        tomcat.setConnector(connector);
        context = tomcat.addContext("/app", base.toString());
        context.addServletContainerInitializer(new WebSocketInitializer(), ENDPOINTS);
        // As in every Tomcat that is not put together by hand: without it, paths without a servlet pass no filter.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "upgrading", new Upgrading()).addMapping("/servlet");
        protect(context);
        configure(context);
        tomcat.start();
        return connector.getLocalPort();
    }

    /** {@code /who/guarded} is for the user {@code me} with the password {@code secret}, who is a friend. */
    private void protect(Context guarded) {
        tomcat.addUser("me", "secret");
        tomcat.addRole("me", "friend");
        SecurityCollection paths = new SecurityCollection();
        paths.addPattern("/who/guarded");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addAuthRole("friend");
        constraint.addCollection(paths);
        guarded.addConstraint(constraint);
        guarded.addSecurityRole("friend");
        LoginConfig login = new LoginConfig();
        login.setAuthMethod("BASIC");
        guarded.setLoginConfig(login);
        guarded.getPipeline().addValve(new BasicAuthenticator());
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

    /** Begins an HTTP session, or ends that of the cookie. @return the cookie */
    private String visit(String query, String cookie) throws IOException {
        HttpURLConnection connection = request("/servlet?" + query);
        if (cookie != null) {
            connection.setRequestProperty("Cookie", cookie);
        }
        connection.getInputStream().readAllBytes();
        String set = connection.getHeaderField("Set-Cookie");
        return set == null ? cookie : set.substring(0, set.indexOf(';'));
    }

    /** Jakarta WebSocket 2.2, 7.2. */
    @Test
    void theSessionsOfAUserEndWithTheHttpSessionAndRolesAreKnown() throws Exception {
        String cookie = visit("begin", null);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void beforeRequest(Map<String, List<String>> headers) {
                headers.put("Cookie", List.of(cookie));
            }
        }).build();
        try (WebSocketClient user = WebSocketClient.builder().tls(TestKeys.SHARED.trusting()).credentials("me", "secret").build()) {
            Client endpoint = new Client();
            Session session = user.connectToServer(endpoint, config, uri("/who/guarded"));
            session.getBasicRemote().sendText("?");
            assertThat(endpoint.next()).isEqualTo("guarded /app/who/guarded null me true true");
            visit("end", currentCookie(cookie));
            assertThat(endpoint.closeCode()).isEqualTo(1008);
        }
    }

    /** Tomcat gives the HTTP session another id when the user is authenticated. */
    private String currentCookie(String cookie) {
        org.apache.catalina.Session[] sessions = context.getManager().findSessions();
        return sessions.length == 0 ? cookie : "JSESSIONID=" + sessions[0].getId();
    }

    @Test
    void whoIsNotAUserIsRefusedBeforeTheEndpointIsAsked() {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> connect(new Client(), "/who/guarded"))
                .havingCause().isInstanceOfSatisfying(HandshakeException.class, refusal -> assertThat(refusal.status()).isEqualTo(401));
    }
}
