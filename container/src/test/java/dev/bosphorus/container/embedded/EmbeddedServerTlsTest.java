package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to TLS, on both transports. */
@ParameterizedClass
@MethodSource("secure")
class EmbeddedServerTlsTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public ByteBuffer bytes(ByteBuffer bytes) {
            return bytes;
        }
    }

    @Parameter
    Variant variant;

    private EmbeddedServer server;

    static Stream<Variant> secure() {
        return Variant.all().filter(Variant::tls);
    }

    @BeforeEach
    void start() throws Exception {
        server = variant.builder().endpoints(Echo.class)
                .limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(1 << 20)).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SSLSocket connect(SSLContext context, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getByName("localhost"), server.port());
        socket.setSoTimeout(30_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(protocols);
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void eachVersionCarriesMessages(String version) throws Exception {
        SSLSocket socket = connect(TestCertificates.shared().client(), version);
        byte[] sent = new byte[1 << 20];
        new Random(1).nextBytes(sent);
        try (RawClient client = new RawClient(socket).upgrade("/echo").send(RawClient.frame(0x82, sent))) {
            assertThat(client.message()).isEqualTo(sent);
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            client.send(RawClient.close(1000));
            assertThat(client.frame().closeCode()).isEqualTo(1000);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void applicationProtocolIsAgreed() throws Exception {
        try (SSLSocket socket = connect(TestCertificates.shared().client(), "TLSv1.3")) {
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @Test
    void whatIsNoTlsEndsThatConnectionOnly() throws Exception {
        try (RawClient plain = new RawClient(new Socket(InetAddress.getByName("localhost"), server.port()))) {
            plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // An alert at most, and then the end.
            assertThat(plain.rest().length).isLessThan(10);
        }
        try (RawClient client = new RawClient(server)) {
            assertThat(client.get("/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void clientWithoutACommonVersionIsToldSo() throws Exception {
        SSLContext trusting = TestCertificates.shared().client();
        try (SSLSocket socket = connect(trusting, "TLSv1.2")) {
            // No suite of TLS 1.2 that this client offers fits a key of elliptic curves.
            socket.setEnabledCipherSuites(new String[] {"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");
        }
    }

    @Test
    void newHandshakeWithinAConnectionIsRefused() throws Exception {
        SSLSocket socket = connect(TestCertificates.shared().client(), "TLSv1.2");
        try (RawClient client = new RawClient(socket).upgrade("/echo")) {
            assertThatThrownBy(() -> {
                socket.startHandshake();
                client.frame();
            }).isInstanceOf(IOException.class).isNotInstanceOf(SocketTimeoutException.class);
        }
    }
}
