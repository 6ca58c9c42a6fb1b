package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.extra.ExtendedSession;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider inside a real servlet container, which a subclass starts. */
abstract class ServletContainerTest {

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnOpen
        public void open(Session session) {
            session.setMaxBinaryMessageBufferSize(2 << 20);
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnMessage
        public ByteBuffer echo(ByteBuffer bytes) {
            return bytes;
        }
    }

    @ServerEndpoint(value = "/who/{name}", configurator = Facts.class)
    public static class Who {
        @OnMessage
        public String who(String ignored, Session session, @PathParam("name") String name) {
            Principal principal = session.getUserPrincipal();
            return name + " " + session.getRequestURI().getPath() + " " + session.getQueryString() + " "
                    + (principal == null ? "nobody" : principal.getName()) + " " + session.getUserProperties().get("facts");
        }
    }

    /** Sends more than any buffer holds, and says how that went. */
    @ServerEndpoint("/flood")
    public static class Flood {
        static final BlockingQueue<String> OUTCOMES = new LinkedBlockingQueue<>();

        @OnMessage
        public void flood(String name, Session session) {
            try {
                for (int i = 0; i < 64; i++) {
                    session.getBasicRemote().sendBinary(ByteBuffer.allocate(1 << 20));
                }
                OUTCOMES.add(name + " sent");
            } catch (IOException e) {
                OUTCOMES.add(name + " failed");
            }
        }
    }

    public static class Facts extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("facts", request.isUserInRole("friend") + " " + (request.getHttpSession() != null));
            response.getHeaders().put("X-Own", List.of("1"));
        }
    }

    /** Upgrades what it is asked for; on other requests, begins an HTTP session, or ends it where the query says so. */
    public static class Upgrading extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getHeader("Upgrade") == null) {
                if ("end".equals(request.getQueryString())) {
                    request.getSession(true).invalidate();
                } else {
                    request.getSession(true);
                }
                response.getWriter().print("plain");
                return;
            }
            ServerContainer container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
            try {
                container.upgradeHttpToWebSocket(request, response,
                        ServerEndpointConfig.Builder.create(Who.class, "/never/{name}").configurator(new Facts()).build(),
                        Map.of("name", "upgraded"));
            } catch (DeploymentException e) {
                throw new IOException(e);
            }
        }
    }

    /** Collects what it is sent. */
    public static class Client extends Endpoint {
        final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, received::add);
            session.addMessageHandler(byte[].class, received::add);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.complete(reason);
        }

        Object next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }

        int closeCode() throws Exception {
            return closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode();
        }
    }

    /** What the container deploys at {@code /app}, with {@link Upgrading} at {@code /servlet}. */
    static final Set<Class<?>> ENDPOINTS = Set.of(Echo.class, Who.class, Flood.class);

    private final WebSocketClient client = WebSocketClient.builder().limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(2 << 20))
            .tls(TestKeys.SHARED.trusting()).build();
    private int port;

    /** Starts on a free port of 127.0.0.1. @return the port */
    abstract int startContainer(Path base) throws Exception;

    /** Whether the container speaks TLS, with {@link TestKeys}. */
    boolean secure() {
        return false;
    }

    /** Ends the application, as when it is undeployed. */
    abstract void stopApplication() throws Exception;

    abstract void stopContainer() throws Exception;

    @BeforeEach
    void start(@TempDir Path base) throws Exception {
        port = startContainer(base);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        stopContainer();
    }

    final URI uri(String path) {
        return URI.create((secure() ? "wss" : "ws") + "://127.0.0.1:" + port + "/app" + path);
    }

    /** A plain request. */
    final HttpURLConnection request(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http" + uri(path).toString().substring(2)).toURL().openConnection();
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(TestKeys.SHARED.trusting().getSocketFactory());
        }
        return connection;
    }

    /** A connection on which nothing has been said. */
    final Socket dial() throws IOException {
        return secure() ? TestKeys.SHARED.trusting().getSocketFactory().createSocket("127.0.0.1", port)
                : new Socket("127.0.0.1", port);
    }

    /** The head of an opening handshake. */
    final byte[] handshake(String path) {
        return ("GET /app" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readNBytes(1));
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    final Session connect(Client endpoint, String path) throws Exception {
        return client.connectToServer(endpoint, null, uri(path));
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
        stopApplication();
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
        HttpURLConnection connection = request("/servlet");
        assertThat(connection.getInputStream().readAllBytes()).asString().isEqualTo("plain");
    }

    @Test
    void aPathWithoutAnEndpointIsTheApplicationsAffair() {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> connect(new Client(), "/nowhere"))
                .havingCause().isInstanceOfSatisfying(HandshakeException.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void aHandshakeThatIsWrongIsRefused() throws Exception {
        HttpURLConnection connection = request("/echo");
        connection.setRequestProperty("Upgrade", "websocket");
        assertThat(connection.getResponseCode()).isIn(400, 404, 426);
    }

    @Test
    void aServletUpgradesARequest() throws Exception {
        Client endpoint = new Client();
        Session session = connect(endpoint, "/servlet?x=y");
        session.getBasicRemote().sendText("?");
        assertThat(endpoint.next()).isEqualTo("upgraded /app/servlet x=y nobody false false");
    }

    /** The blocked writer holds up nobody but itself. */
    @Test
    void aClientThatDoesNotReadHoldsUpNobodyElse() throws Exception {
        Client slow = new Client();
        ExtendedSession slowSession = ExtendedSession.of(connect(slow, "/echo"));
        slowSession.suspend();
        for (int i = 0; i < 12; i++) {
            slowSession.getAsyncRemote().sendBinary(ByteBuffer.allocate(1 << 20));
        }
        Client quick = new Client();
        Session quickSession = connect(quick, "/echo");
        for (int i = 0; i < 20; i++) {
            quickSession.getBasicRemote().sendText("message " + i);
            assertThat(quick.next()).isEqualTo("message " + i);
        }
        slowSession.resume();
        for (int i = 0; i < 12; i++) {
            assertThat((byte[]) slow.next()).hasSize(1 << 20);
        }
    }

    /** RFC 6455, 4.1: a client waits for the answer before it sends, but what it sent early belongs to it all the same. */
    @Test
    void framesThatComeWithTheHandshakeAreNotLost() throws Exception {
        try (Socket socket = dial()) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(handshake("/echo"));
            both.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            socket.getOutputStream().write(both.toByteArray());
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 101");
            assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x81, 2, 'h', 'i');
        }
    }

    /** Of a request that was answered before on the same connection, nothing is left. */
    @Test
    void aHandshakeMayBeTheSecondRequestOfItsConnection() throws Exception {
        try (Socket socket = dial()) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /app/servlet HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(head(in)).contains("200");
            assertThat(in.readNBytes(5)).asString().isEqualTo("plain");
            out.write(handshake("/echo"));
            assertThat(head(in)).startsWith("HTTP/1.1 101");
            out.write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'});
            assertThat(in.readNBytes(4)).containsExactly(0x81, 2, 'h', 'i');
        }
    }

    @Test
    void whoSendsToAPeerThatVanishesIsToldSo() throws Exception {
        String name = getClass().getName();
        try (Socket socket = dial()) {
            socket.getOutputStream().write(handshake("/flood"));
            head(socket.getInputStream());
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(new byte[] {(byte) 0x81, (byte) (0x80 | name.length()), 0, 0, 0, 0});
            frame.write(name.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(frame.toByteArray());
            // It has begun, and is sure to wait: nobody reads the rest.
            assertThat(socket.getInputStream().read()).isEqualTo(0x82);
        }
        assertThat(Flood.OUTCOMES.poll(20, TimeUnit.SECONDS)).isEqualTo(name + " failed");
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
        client.connectToServer(new Client(), config, uri("/who/x"));
        assertThat(own.get(10, TimeUnit.SECONDS)).containsExactly("1");
    }
}
