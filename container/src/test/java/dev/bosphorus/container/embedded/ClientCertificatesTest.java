package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.client.WebSocketClient;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that prove who they are with a certificate, on both transports. */
class ClientCertificatesTest {

    @ServerEndpoint("/who")
    public static class Who {
        @OnMessage
        public String who(String ignored, Session session) {
            Principal principal = session.getUserPrincipal();
            return principal == null ? "nobody" : principal.getName();
        }
    }

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    static Stream<Variant> secure() {
        return Variant.all().filter(Variant::tls);
    }

    private static String who(EmbeddedServer server, SSLContext context) throws Exception {
        BlockingQueue<String> replies = new LinkedBlockingQueue<>();
        try (WebSocketClient client = WebSocketClient.builder().transport(server.transport()).build()) {
            client.connectToServer(new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                    session.addMessageHandler(String.class, replies::add);
                    session.getAsyncRemote().sendText("?");
                }
            }, ClientEndpointConfig.Builder.create().sslContext(context).build(), URI.create(server.uri() + "/who"));
            return replies.poll(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @MethodSource("secure")
    void aCertificateSaysWhoTheClientIs(Variant variant) throws Exception {
        try (EmbeddedServer server =
                variant.builder().endpoints(Who.class).clientCertificates(CERTIFICATES.certificate, true).start()) {
            assertThat(who(server, CERTIFICATES.clientWithCertificate())).isEqualTo("CN=localhost");
        }
    }

    @ParameterizedTest
    @MethodSource("secure")
    void whoIsOnlyAskedMayHaveNone(Variant variant) throws Exception {
        try (EmbeddedServer server =
                variant.builder().endpoints(Who.class).clientCertificates(CERTIFICATES.certificate, false).start()) {
            assertThat(who(server, CERTIFICATES.client())).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @MethodSource("secure")
    void whereOneIsRequiredNobodyGetsInWithout(Variant variant) throws Exception {
        try (EmbeddedServer server =
                variant.builder().endpoints(Who.class).clientCertificates(CERTIFICATES.certificate, true).start()) {
            assertThatThrownBy(() -> who(server, CERTIFICATES.client())).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void clientCertificatesNeedTls() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedServer.builder().clientCertificates(CERTIFICATES.certificate, true).start())
                .withMessage("clientCertificates needs tls");
    }

    @Test
    void aFileWithoutCertificatesIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedServer.builder().clientCertificates(file, true))
                .withMessageContaining("no PEM file");
    }
}
