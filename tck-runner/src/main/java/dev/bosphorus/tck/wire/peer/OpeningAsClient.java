package dev.bosphorus.tck.wire.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** The handshake with a server under test. */
public final class OpeningAsClient implements Opening {

    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;

    private final URI target;
    private final SSLSocketFactory tls;
    private final WireLog log;
    private final Duration patience;
    private final List<Connection> connections = new ArrayList<>();

    /** @param tls for a {@code wss} URI */
    public OpeningAsClient(URI target, SSLSocketFactory tls, WireLog log, Duration patience) {
        this.target = target;
        this.tls = tls;
        this.log = log;
        this.patience = patience;
    }

    /** The lawful request that cases begin with. */
    public RequestHead request() {
        return RequestHead.lawful(target);
    }

    /** A new connection, on which nothing has been said. */
    public Connection connect() throws IOException {
        boolean secure = "wss".equals(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : secure ? WSS_PORT : WS_PORT;
        Socket socket = new Socket();
        boolean connected = false;
        try {
            socket.connect(new InetSocketAddress(target.getHost(), port), Math.toIntExact(patience.toMillis()));
            Connection connection = new Connection(secure ? tls.createSocket(socket, target.getHost(), port, true) : socket, log, patience);
            connections.add(connection);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    /** Sends a head on a new connection and reads the answer's; {@code null} where the server ends the connection instead. */
    public HttpHead ask(String head) throws IOException {
        Connection connection = connect();
        connection.write(head.getBytes(StandardCharsets.ISO_8859_1), "head");
        return connection.readHead();
    }

    /** Holds a response to RFC 6455, 4.2.2. @throws UnmetException where it is not one that accepts the request */
    public void checkAccepted(HttpHead response, RequestHead request) throws UnmetException {
        if (response == null) {
            throw new UnmetException("the server ends the connection instead of answering");
        }
        check(response.startLine().startsWith("HTTP/1.1 101"), "the answer is: " + response.startLine());
        check(response.values("Upgrade").size() == 1 && response.value("Upgrade").equalsIgnoreCase("websocket"),
                "the answer has Upgrade: " + response.value("Upgrade"));
        check(response.has("Connection", "upgrade"), "the answer has Connection: " + response.value("Connection"));
        check(AcceptKeys.of(request.key()).equals(response.value("Sec-WebSocket-Accept")),
                "the answer has Sec-WebSocket-Accept: " + response.value("Sec-WebSocket-Accept") + " instead of " + AcceptKeys.of(request.key()));
        check(response.values("Sec-WebSocket-Extensions").size() <= 1 && response.values("Sec-WebSocket-Protocol").size() <= 1,
                "the answer has a field twice");
        check(response.value("Content-Length") == null && response.value("Transfer-Encoding") == null,
                "the answer announces a body (RFC 9110, 8.6)");
        boolean extensions = request.fields().stream().anyMatch(field -> field.startsWith("Sec-WebSocket-Extensions:"));
        check(extensions || response.value("Sec-WebSocket-Extensions") == null,
                "the answer has extensions that nobody has offered: " + response.value("Sec-WebSocket-Extensions"));
        boolean protocols = request.fields().stream().anyMatch(field -> field.startsWith("Sec-WebSocket-Protocol:"));
        check(protocols || response.value("Sec-WebSocket-Protocol") == null,
                "the answer has a subprotocol that nobody has asked for: " + response.value("Sec-WebSocket-Protocol"));
    }

    private static void check(boolean met, String otherwise) throws UnmetException {
        if (!met) {
            throw new UnmetException(otherwise);
        }
    }

    @Override
    public Connection open() throws UnmetException, IOException {
        RequestHead request = request();
        checkAccepted(ask(request.text()), request);
        return connection();
    }

    @Override
    public DeflateAgreement offer(String offer) throws UnmetException, IOException {
        RequestHead request = request().with("Sec-WebSocket-Extensions: " + offer);
        HttpHead response = ask(request.text());
        checkAccepted(response, request);
        String accepted = response.value("Sec-WebSocket-Extensions");
        return accepted == null ? null : DeflateAgreement.parse(accepted);
    }

    @Override
    public void accept(DeflateAgreement wanted) {
        throw new IllegalStateException("a client does not accept");
    }

    @Override
    public Connection connection() {
        return connections.get(connections.size() - 1);
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }
}
