package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link WebSocketContainer} and {@link ServerContainer}: connecting, deploying, defaults. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class ContainerApiTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    /** Deployed only by those who ask for it. */
    @ServerEndpoint("/later")
    public static class Later extends Echo {
        @Override
        @OnMessage
        public String echo(String text) {
            return "later " + text;
        }
    }

    @ServerEndpoint("/malformed/{")
    public static class Malformed {
    }

    /** Chooses one of two annotated classes, and a configuration for each programmatic one. */
    public static class Choosing implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpointClasses) {
            return endpointClasses.contains(Programmatic.class)
                    ? Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic").build()) : Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            scanned.remove(Later.class);
            return scanned;
        }
    }

    /** Answers with the time that it takes. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText("programmatic " + text));
        }
    }

    @ClientEndpoint
    public static class AnnotatedClient {
        @OnMessage
        public void text(String text, Session session) {
            session.getUserProperties().put("got", text);
        }
    }

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind,
            builder -> builder.application(List.of(Echo.class, Later.class, Programmatic.class, Choosing.class)));

    private String say(String target, String text) throws Exception {
        Side client = deployed.connect(target);
        client.session().getBasicRemote().sendText(text);
        return (String) client.next();
    }

    /** The container of the server, as an endpoint gets hold of it. */
    private ServerContainer server() throws Exception {
        return (ServerContainer) deployed.pair().server().session().getContainer();
    }

    // ---- Connecting ----------------------------------------------------------------------------------------------

    @Test
    void connectsAnAnnotatedInstance() throws Exception {
        assertThat(deployed.client().connectToServer(new AnnotatedClient(), deployed.uri("/echo")).isOpen()).isTrue();
    }

    @Test
    void connectsAnAnnotatedClass() throws Exception {
        assertThat(deployed.client().connectToServer(AnnotatedClient.class, deployed.uri("/echo")).isOpen()).isTrue();
    }

    @Test
    void connectsAProgrammaticInstance() throws Exception {
        Side side = new Side();
        Session session = deployed.client().connectToServer(side, null, deployed.uri("/echo"));
        assertThat(side.session()).isSameAs(session);
    }

    @Test
    void connectsAProgrammaticClass() throws Exception {
        Session session = deployed.client().connectToServer(
                Programmatic.class, ClientEndpointConfig.Builder.create().build(), deployed.uri("/echo"));
        assertThat(session.isOpen()).isTrue();
    }

    @Test
    void aBadEndpointIsADeploymentExceptionAndAnUnreachableServerAnIoException() throws Exception {
        assertThat(say("/echo", "x")).isEqualTo("x");
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployed.client().connectToServer(new Object(), deployed.uri("/echo")))
                .withMessageContaining("@ClientEndpoint");
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThatExceptionOfType(IOException.class).isThrownBy(() ->
                deployed.client().connectToServer(AnnotatedClient.class, URI.create("ws://localhost:" + closed + "/")));
    }

    @Test
    void theProviderGivesAContainerOfItsOwnEachTime() throws Exception {
        WebSocketContainer one = ContainerProvider.getWebSocketContainer();
        assertThat(one).isNotSameAs(ContainerProvider.getWebSocketContainer());
        assertThat(one.connectToServer(AnnotatedClient.class, deployed.uri("/echo")).getContainer()).isSameAs(one);
    }

    @Test
    void aServersContainerConnectsToOthers() throws Exception {
        assertThat(server().connectToServer(AnnotatedClient.class, deployed.uri("/echo")).isOpen()).isTrue();
    }

    // ---- Defaults ------------------------------------------------------------------------------------------------

    @Test
    void sessionsBeginWithTheContainersDefaults() throws Exception {
        for (WebSocketContainer container : List.of(deployed.client(), server())) {
            container.setAsyncSendTimeout(1001);
            container.setDefaultMaxSessionIdleTimeout(100_000);
            container.setDefaultMaxBinaryMessageBufferSize(1003);
            container.setDefaultMaxTextMessageBufferSize(1004);
            assertThat(container.getDefaultAsyncSendTimeout()).isEqualTo(1001);
            assertThat(container.getDefaultMaxSessionIdleTimeout()).isEqualTo(100_000);
            assertThat(container.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(1003);
            assertThat(container.getDefaultMaxTextMessageBufferSize()).isEqualTo(1004);
        }
        deployed.pair().bothWays((side, peer) -> {
            assertThat(side.session().getAsyncRemote().getSendTimeout()).isEqualTo(1001);
            assertThat(side.session().getMaxIdleTimeout()).isEqualTo(100_000);
            assertThat(side.session().getMaxBinaryMessageBufferSize()).isEqualTo(1003);
            assertThat(side.session().getMaxTextMessageBufferSize()).isEqualTo(1004);
        });
    }

    @Test
    void theInstalledExtensionsAreNamed() throws Exception {
        for (WebSocketContainer container : List.of(server(), deployed.client())) {
            assertThat(container.getInstalledExtensions()).extracting(Extension::getName).containsExactly("permessage-deflate");
        }
    }

    // ---- Deploying -----------------------------------------------------------------------------------------------

    @Test
    void aServerApplicationConfigChoosesWhatIsDeployed() throws Exception {
        assertThat(say("/echo", "x")).isEqualTo("x");
        assertThat(say("/programmatic", "x")).isEqualTo("programmatic x");
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> deployed.connect("/later"));
    }

    @Test
    void anAnnotatedEndpointIsAddedWhileTheServerRuns() throws Exception {
        server().addEndpoint(Later.class);
        assertThat(say("/later", "x")).isEqualTo("later x");
    }

    @Test
    void aConfigurationIsAddedWhileTheServerRuns() throws Exception {
        server().addEndpoint(ServerEndpointConfig.Builder.create(Programmatic.class, "/another").build());
        assertThat(say("/another", "x")).isEqualTo("programmatic x");
    }

    @Test
    void aBadEndpointIsADeploymentExceptionAndHurtsNoOther() throws Exception {
        ServerContainer server = server();
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.addEndpoint(Malformed.class))
                .withMessageContaining("/malformed/{");
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.addEndpoint(
                ServerEndpointConfig.Builder.create(Programmatic.class, "/echo").build())).withMessageContaining("/echo");
        assertThat(say("/echo", "x")).isEqualTo("x");
    }

    @Test
    void upgradingAServletRequestNeedsAServletContainer() throws Exception {
        ServerContainer server = server();
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Programmatic.class, "/x").build();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> server.upgradeHttpToWebSocket(new Object(), new Object(), config, Map.of()))
                .withMessageContaining("servlet container");
        assertThatExceptionOfType(DeploymentException.class).as("it deploys nothing").isThrownBy(() -> deployed.connect("/x"));
    }
}
