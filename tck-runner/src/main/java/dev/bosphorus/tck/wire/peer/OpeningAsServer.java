package dev.bosphorus.tck.wire.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The handshake with a client under test, whose request has been read. */
public final class OpeningAsServer implements Opening {

    private final Connection connection;
    private final HttpHead request;

    /** @param request what the client has sent on it */
    public OpeningAsServer(Connection connection, HttpHead request) {
        this.connection = connection;
        this.request = request;
    }

    /** The client's request. */
    public HttpHead request() {
        return request;
    }

    /** The response that accepts the request, without the empty line at its end. */
    public String accepting() {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + AcceptKeys.of(request.value("Sec-WebSocket-Key")) + "\r\n";
    }

    /** Sends a response as it is. */
    public void respond(String response) {
        connection.write(response.getBytes(StandardCharsets.ISO_8859_1), "head");
    }

    @Override
    public Connection open() {
        respond(accepting() + "\r\n");
        return connection;
    }

    @Override
    public DeflateAgreement offer(String offer) {
        throw new IllegalStateException("a server does not offer");
    }

    @Override
    public void accept(DeflateAgreement wanted) throws UnsupportedException {
        String offers = request.value("Sec-WebSocket-Extensions");
        if (!wanted.isPermittedBy(offers)) {
            throw new UnsupportedException("the client offers " + (offers == null ? "no extension" : offers));
        }
        respond(accepting() + "Sec-WebSocket-Extensions: " + wanted.response() + "\r\n\r\n");
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
