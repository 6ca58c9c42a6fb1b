package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages, handshakes and ends inside a real servlet container, which a subclass names. */
abstract class ServletContainerTest {

    private final ServerKind kind;
    private RunningServer server;

    ServletContainerTest(ServerKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path base) throws Exception {
        server = new RunningServer(kind, base);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Session connect(Client endpoint, String path) throws Exception {
        return server.connect(endpoint, path);
    }

    @Test
    void textAndBinaryMessagesGoBothWays() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/echo");
        session.getBasicRemote().sendText("hello");
        assertThat(endpoint.next()).isEqualTo("hello");
        for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 1 << 20}) {
            session.getBasicRemote().sendBinary(ByteBuffer.allocate(size));
            assertThat((byte[]) endpoint.next()).hasSize(size);
        }
    }

    @Test
    void manyMessagesKeepTheirOrder() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/echo");
        for (int i = 0; i < 1000; i++) {
            session.getAsyncRemote().sendText("message " + i);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(endpoint.next()).isEqualTo("message " + i);
        }
    }

    @Test
    void theClosingHandshakeGoesBothWays() throws Exception {
        Client ours = new Client();
        connect(ours, "/echo").close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "bye"));
        assertThat(ours.closeCode()).isEqualTo(1001);
        Client theirs = new Client();
        connect(theirs, "/echo");
        server.stopApplication();
        assertThat(theirs.closeCode()).as("the application ends").isEqualTo(1001);
    }

    @Test
    void theRequestIsKnownToTheEndpoint() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/who/me?a=b");
        session.getBasicRemote().sendText("?");
        assertThat(endpoint.next()).isEqualTo("me /app/who/me a=b nobody false false");
    }

    @Test
    void otherRequestsAreLeftAlone() throws Exception {
        HttpURLConnection connection = server.request("/servlet");
        assertThat(connection.getInputStream().readAllBytes()).asString().isEqualTo("plain");
    }

    @Test
    void aPathWithoutAnEndpointIsTheApplicationsAffair() {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> connect(new Client(), "/nowhere"))
                .havingCause().isInstanceOfSatisfying(HandshakeException.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void aHandshakeThatIsWrongIsRefused() throws Exception {
        HttpURLConnection connection = server.request("/echo");
        connection.setRequestProperty("Upgrade", "websocket");
        assertThat(connection.getResponseCode()).isIn(400, 404, 426);
    }

    @Test
    void aServletUpgradesARequestThatWasDispatchedAsynchronously() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/servlet?async=1");
        session.getBasicRemote().sendText("?");
        assertThat(endpoint.next()).isEqualTo("upgraded /app/servlet async=1 nobody false false");
    }

    @Test
    void aServletUpgradesARequest() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/servlet?x=y");
        session.getBasicRemote().sendText("?");
        assertThat(endpoint.next()).isEqualTo("upgraded /app/servlet x=y nobody false false");
    }

    /** RFC 6455, 4.1: a client waits for the answer before it sends, but what it sent early belongs to it all the same. */
    @Test
    void framesThatComeWithTheHandshakeAreNotLost() throws Exception {
        try (Socket socket = server.dial()) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(server.handshake("/echo"));
            both.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            socket.getOutputStream().write(both.toByteArray());
            assertThat(RunningServer.head(socket.getInputStream())).startsWith("HTTP/1.1 101");
            assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x81, 2, 'h', 'i');
        }
    }

    /** Of a request that was answered before on the same connection, nothing is left. */
    @Test
    void aHandshakeMayBeTheSecondRequestOfItsConnection() throws Exception {
        try (Socket socket = server.dial()) {
            OutputStream out = socket.getOutputStream();
            out.write(server.get("/servlet"));
            InputStream in = socket.getInputStream();
            assertThat(RunningServer.head(in)).contains("200");
            assertThat(in.readNBytes(5)).asString().isEqualTo("plain");
            out.write(server.handshake("/echo"));
            assertThat(RunningServer.head(in)).startsWith("HTTP/1.1 101");
            out.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            assertThat(in.readNBytes(4)).containsExactly(0x81, 2, 'h', 'i');
        }
    }

    @Test
    void whoSendsToAPeerThatVanishesIsToldSo() throws Exception {
        String name = getClass().getName();
        try (Socket socket = server.dial()) {
            socket.getOutputStream().write(server.handshake("/flood"));
            RunningServer.head(socket.getInputStream());
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(new byte[] {(byte) 0x81, (byte) (0x80 | name.length()), 0, 0, 0, 0});
            frame.write(name.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(frame.toByteArray());
            // It has begun, and is sure to wait: nobody reads the rest.
            assertThat(socket.getInputStream().read()).isEqualTo(0x82);
        }
        assertThat(TestEndpoints.Flood.OUTCOMES.poll(20, TimeUnit.SECONDS)).isEqualTo(name + " failed");
    }

    @Test
    void manyConnectionsComeAndGo() throws Exception {
        for (int i = 0; i < 200; i++) {
            Client endpoint = new Client();
            Session session = connect(endpoint, "/echo");
            session.getBasicRemote().sendText("message " + i);
            assertThat(endpoint.next()).isEqualTo("message " + i);
            session.close();
            assertThat(endpoint.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void theConfigurationsHeadersArrive() throws Exception {
        CompletableFuture<List<String>> own = new CompletableFuture<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void afterResponse(HandshakeResponse response) {
                own.complete(response.getHeaders().get("X-Own"));
            }
        }).build();
        server.client().connectToServer(new Client(), config, server.uri("/who/x"));
        assertThat(own.get(10, TimeUnit.SECONDS)).containsExactly("1");
    }
}
