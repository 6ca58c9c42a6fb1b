package dev.bosphorus.servlet.deploy;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/** A container that serves, and a client for it. */
final class RunningServer implements AutoCloseable {

    private final boolean secure;
    private final ServletServer server;
    private final int port;
    private final WebSocketClient client = WebSocketClient.builder().limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(2 << 20))
            .tls(TestKeys.SHARED.trusting()).build();

    RunningServer(ServerKind kind, Path base) throws Exception {
        this(kind.make(), kind.isSecure(), base);
    }

    /** @param secure whether the server speaks TLS */
    RunningServer(ServletServer server, boolean secure, Path base) throws Exception {
        this.secure = secure;
        this.server = server;
        port = server.start(base);
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create((secure ? "wss" : "ws") + "://127.0.0.1:" + port + "/app" + path);
    }

    /** A plain request. */
    HttpURLConnection request(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http" + uri(path).toString().substring(2)).toURL().openConnection();
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(TestKeys.SHARED.trusting().getSocketFactory());
        }
        return connection;
    }

    Session connect(Client endpoint, String path) throws Exception {
        return client.connectToServer(endpoint, null, uri(path));
    }

    Session connect(Client endpoint, String path, Map<String, String> fields) throws Exception {
        return client.connectToServer(endpoint, config(fields), uri(path));
    }

    /** Of a client that sends these fields along with its handshake. */
    static ClientEndpointConfig config(Map<String, String> fields) {
        return ClientEndpointConfig.Builder.create().configurator(new ClientEndpointConfig.Configurator() {
            @Override
            public void beforeRequest(Map<String, List<String>> headers) {
                fields.forEach((name, value) -> headers.put(name, List.of(value)));
            }
        }).build();
    }

    WebSocketClient client() {
        return client;
    }

    /** A connection on which nothing has been said, with a small buffer for what is received. */
    Socket dial() throws IOException {
        Socket socket = secure ? TestKeys.SHARED.identified().getSocketFactory().createSocket() : new Socket();
        socket.setReceiveBufferSize(ServletServer.SEND_BUFFER_BYTES);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    /** The head of a plain request. @param fields lines, each with its end */
    byte[] get(String path, String... fields) {
        return ("GET /app" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + String.join("", fields) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The head of an opening handshake. @param fields lines, each with its end */
    byte[] handshake(String path, String... fields) {
        return get(path, "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n" + String.join("", fields));
    }

    /** The head of an answer, and nothing of what comes after it. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = 0;
        while (next >= 0 && !head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            next = in.read();
            head.write(next);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    void stopApplication() throws Exception {
        server.stopApplication();
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
