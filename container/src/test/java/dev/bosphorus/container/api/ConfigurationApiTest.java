package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TestCertificates;
import dev.bosphorus.container.embedded.Tls;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations, annotations and configurators of both sides, in the opening handshake. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class ConfigurationApiTest {

    /** Text with a mark, to see that this codec was used. */
    public record Marked(String text) {
    }

    public static class MarkedEncoder implements Encoder.Text<Marked> {
        @Override
        public String encode(Marked marked) {
            return "<" + marked.text() + ">";
        }
    }

    public static class MarkedDecoder implements Decoder.Text<Marked> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Marked decode(String text) {
            return new Marked(text + "+");
        }
    }

    /** Says what it was asked, in the headers of the answer. */
    public static class TellingConfigurator extends ServerEndpointConfig.Configurator {
        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains("v2") ? "v2" : super.getNegotiatedSubprotocol(supported, requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return requested.stream().anyMatch(extension -> extension.getName().equals("none")) ? List.of()
                    : super.getNegotiatedExtensions(installed, requested);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return !"https://evil.example".equals(origin);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("from", request.getHeaders().getOrDefault("x-from", List.of()));
            response.getHeaders().put("X-Query", List.of(String.valueOf(request.getQueryString())));
            response.getHeaders().put("X-Parameters", List.of(request.getParameterMap().toString()));
            response.getHeaders().put("X-Uri", List.of(request.getRequestURI().toString()));
            response.getHeaders().put("X-User", List.of(request.getUserPrincipal() + " " + request.isUserInRole("any")
                    + " " + request.getHttpSession()));
            response.getHeaders().put("X-Accept", response.getHeaders().get(HandshakeResponse.SEC_WEBSOCKET_ACCEPT));
            response.getHeaders().put("X-Version", request.getHeaders().get(HandshakeRequest.SEC_WEBSOCKET_VERSION));
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            T instance = getContainerDefaultConfigurator().getEndpointInstance(type);
            ((Telling) instance).made = "by the configurator";
            return instance;
        }
    }

    @ServerEndpoint(value = "/telling/{room}", subprotocols = {"v1", "v2"}, encoders = MarkedEncoder.class,
            decoders = MarkedDecoder.class, configurator = TellingConfigurator.class)
    public static class Telling {
        private volatile String made;

        @OnOpen
        public void open(Session session, EndpointConfig config) throws IOException {
            ServerEndpointConfig server = (ServerEndpointConfig) config;
            session.getBasicRemote().sendText(made + " " + session.getUserProperties().get("from") + " " + server.getSubprotocols()
                    + " " + server.getExtensions() + " " + server.getEncoders().size() + server.getDecoders().size()
                    + " " + (server.getConfigurator() instanceof TellingConfigurator));
        }

        @OnMessage
        public Marked marked(Marked message) {
            return message;
        }
    }

    /** The platform's algorithms. */
    @ServerEndpoint(value = "/plain", subprotocols = {"v1", "v2"})
    public static class Plain {
        @OnOpen
        public void open(Session session, EndpointConfig config) throws IOException {
            session.getBasicRemote().sendText("instance " + System.identityHashCode(this) + " "
                    + (((ServerEndpointConfig) config).getConfigurator() != null));
        }
    }

    /** Notes what a client's configurator sees. */
    public static class NotingConfigurator extends ClientEndpointConfig.Configurator {
        final BlockingQueue<Map<String, List<String>>> requests = new LinkedBlockingQueue<>();
        final BlockingQueue<Map<String, List<String>>> answers = new LinkedBlockingQueue<>();
        private final Map<String, List<String>> more;

        public NotingConfigurator() {
            this(Map.of("X-From", List.of("an annotation")));
        }

        NotingConfigurator(Map<String, List<String>> more) {
            this.more = more;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.putAll(more);
            requests.add(headers);
        }

        @Override
        public void afterResponse(HandshakeResponse response) {
            answers.add(response.getHeaders());
        }
    }

    @ClientEndpoint(subprotocols = {"v9", "v1"}, encoders = MarkedEncoder.class, decoders = MarkedDecoder.class,
            configurator = NotingConfigurator.class)
    public static class AnnotatedClient {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @OnMessage
        public void marked(Marked marked) {
            seen.add(marked);
        }
    }

    private record Offered(String name, List<Parameter> parameters) implements Extension {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public List<Parameter> getParameters() {
            return parameters;
        }
    }

    private record OfferedParameter(String name, String value) implements Extension.Parameter {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getValue() {
            return value;
        }
    }

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> builder.endpoints(Telling.class, Plain.class));

    private static ClientEndpointConfig.Builder config(NotingConfigurator configurator) {
        return ClientEndpointConfig.Builder.create().configurator(configurator);
    }

    // ---- The server's side ---------------------------------------------------------------------------------------

    @Test
    void theAnnotationsAttributesAreTheConfiguration() throws Exception {
        assertThat(deployed.connect("/telling/a").next()).isEqualTo("by the configurator [] [v1, v2] [] 11 true");
    }

    @Test
    void userPropertiesOfModifyHandshakeAreTheSessionsAlone() throws Exception {
        Side first = deployed.connect("/telling/a", config(new NotingConfigurator(Map.of("X-From", List.of("me")))).build());
        assertThat(first.next()).asString().contains(" [me] ");
        assertThat(deployed.connect("/telling/a").next()).asString().contains(" [] ");
    }

    @Test
    void theConfiguratorSeesTheRequestAndChangesTheAnswer() throws Exception {
        NotingConfigurator client = new NotingConfigurator(Map.of());
        deployed.connect("/telling/r%20s?x=1&x=2", config(client).build());
        Map<String, List<String>> answer = client.answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer.get("x-query")).containsExactly("x=1&x=2");
        assertThat(answer.get("X-Parameters")).containsExactly("{room=[r s], x=[1, 2]}");
        assertThat(answer.get("X-Uri")).containsExactly(deployed.uri("/telling/r%20s?x=1&x=2").toString());
        assertThat(answer.get("X-User")).as("user, role, HTTP session").containsExactly("null false null");
        assertThat(answer.get("X-Version")).containsExactly("13");
        assertThat(answer.get("X-Accept")).isEqualTo(answer.get("Sec-WebSocket-Accept")).hasSize(1);
    }

    @Test
    void theConfiguratorChoosesTheSubprotocol() throws Exception {
        ClientEndpointConfig.Builder config = ClientEndpointConfig.Builder.create();
        assertThat(subprotocol("/telling/a", config.preferredSubprotocols(List.of("v1", "v2")).build())).isEqualTo("v2");
        assertThat(subprotocol("/telling/a", config.preferredSubprotocols(List.of("v1")).build())).isEqualTo("v1");
    }

    /** "the first subprotocol in the list sent by the client that the server supports, or the empty string". */
    @Test
    void byDefaultTheClientsFirstSubprotocolThatIsSupportedIsTaken() throws Exception {
        ClientEndpointConfig.Builder config = ClientEndpointConfig.Builder.create();
        assertThat(subprotocol("/plain", config.preferredSubprotocols(List.of("v9", "v2", "v1")).build())).isEqualTo("v2");
        assertThat(subprotocol("/plain", config.preferredSubprotocols(List.of("v9")).build())).isEmpty();
    }

    private String subprotocol(String path, ClientEndpointConfig config) throws Exception {
        return deployed.connect(path, config).session().getNegotiatedSubprotocol();
    }

    @Test
    void theConfiguratorChoosesTheExtensions() throws Exception {
        assertThat(deployed.connect("/telling/a").session().getNegotiatedExtensions()).extracting(Extension::getName)
                .containsExactly("permessage-deflate");
        ClientEndpointConfig none = ClientEndpointConfig.Builder.create().extensions(List.of(new Offered("none", List.of()))).build();
        assertThat(deployed.connect("/telling/a", none).session().getNegotiatedExtensions()).isEmpty();
    }

    @Test
    void theConfiguratorMayRefuseAnOrigin() throws Exception {
        assertThat(deployed.connect("/telling/a").next()).asString().isNotEmpty();
        NotingConfigurator evil = new NotingConfigurator(Map.of("Origin", List.of("https://evil.example")));
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> deployed.connect("/telling/a", config(evil).build()))
                .havingCause().isInstanceOfSatisfying(HandshakeException.class, e -> assertThat(e.status()).isEqualTo(403));
    }

    @Test
    void byDefaultEveryConnectionHasAnInstanceOfItsOwn() throws Exception {
        Object first = deployed.connect("/plain").next();
        assertThat(first).asString().endsWith(" true");
        assertThat(deployed.connect("/plain").next()).isNotEqualTo(first);
    }

    @Test
    void encodersAndDecodersOfTheAnnotationAreUsed() throws Exception {
        Side client = deployed.connect("/telling/a");
        client.next();
        client.session().getBasicRemote().sendText("x");
        assertThat(client.next()).isEqualTo("<x+>");
    }

    // ---- The client's side ---------------------------------------------------------------------------------------

    @Test
    void aClientsConfiguratorChangesTheRequestAndSeesTheAnswer() throws Exception {
        NotingConfigurator configurator = new NotingConfigurator(Map.of("X-From", List.of("one", "two")));
        assertThat(deployed.connect("/telling/a", config(configurator).build()).next()).asString().contains(" [one, two] ");
        assertThat(configurator.requests.remove()).containsKeys("Sec-WebSocket-Key", "Host", "sec-websocket-version");
        assertThat(configurator.answers.remove().get("upgrade")).containsExactly("websocket");
    }

    @Test
    void aClientsAnnotationIsItsConfiguration() throws Exception {
        AnnotatedClient client = new AnnotatedClient();
        Session session = deployed.client().connectToServer(client, deployed.uri("/telling/a"));
        assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v1");
        assertThat(client.seen.poll(20, TimeUnit.SECONDS)).asString().contains("[an annotation]");
        session.getBasicRemote().sendObject(new Marked("x"));
        assertThat(client.seen.poll(20, TimeUnit.SECONDS)).as("encoded and decoded on either side")
                .isEqualTo(new Marked("<<x>+>+"));
    }

    @Test
    void aClientsExtensionsAreOfferedWithTheirParameters() throws Exception {
        NotingConfigurator configurator = new NotingConfigurator(Map.of());
        Extension offered = new Offered("permessage-deflate", List.of(new OfferedParameter("server_no_context_takeover", "")));
        Side client = deployed.connect("/plain", config(configurator).extensions(List.of(offered)).build());
        assertThat(configurator.requests.remove().get("Sec-WebSocket-Extensions"))
                .containsExactly("permessage-deflate; server_no_context_takeover");
        assertThat(client.session().getNegotiatedExtensions()).singleElement().satisfies(extension -> assertThat(
                extension.getParameters()).extracting(Extension.Parameter::getName, Extension.Parameter::getValue)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("server_no_context_takeover", "")));
    }

    @Test
    void aClientsConfigurationIsGivenToOnOpen() throws Exception {
        NotingConfigurator configurator = new NotingConfigurator(Map.of());
        ClientEndpointConfig config = config(configurator).preferredSubprotocols(List.of("v1"))
                .encoders(List.of(MarkedEncoder.class)).decoders(List.of(MarkedDecoder.class))
                .extensions(List.of(new Offered("x", List.of()))).build();
        config.getUserProperties().put("k", "v");
        Side client = deployed.connect("/plain", config);
        assertThat(client.config).isInstanceOfSatisfying(ClientEndpointConfig.class, seen -> {
            assertThat(seen.getPreferredSubprotocols()).containsExactly("v1");
            assertThat(seen.getExtensions()).hasSize(1);
            assertThat(seen.getEncoders()).containsExactly(MarkedEncoder.class);
            assertThat(seen.getDecoders()).containsExactly(MarkedDecoder.class);
            assertThat(seen.getConfigurator()).isSameAs(configurator);
            assertThat(seen.getSSLContext()).isNull();
            assertThat(seen.getUserProperties()).containsEntry("k", "v");
        });
    }

    @Test
    void anSslContextOfTheConfigurationOpensASecureSession() throws Exception {
        // So that it fails where nothing is deployed.
        assertThat(deployed.connect("/plain").next()).isNotNull();
        TestCertificates certificates = TestCertificates.shared();
        try (EmbeddedServer secure = EmbeddedServer.builder().transport(kind).endpoints(Plain.class)
                .tls(new Tls.Pem(certificates.certificate, certificates.privateKey)).start()) {
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().sslContext(certificates.client()).build();
            Session session = deployed.client().connectToServer(new Side(), config, URI.create(secure.uri() + "/plain"));
            assertThat(session.isSecure()).isTrue();
            assertThat(session.getRequestURI().getScheme()).isEqualTo("wss");
            session.close();
        }
    }
}
