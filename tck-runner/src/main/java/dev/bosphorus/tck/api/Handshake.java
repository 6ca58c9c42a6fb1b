package dev.bosphorus.tck.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An opening handshake to be sent by a client, as RFC 6455, section 4.1 says. Not safe for threads. */
public final class Handshake {

    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final URI uri;
    private final List<String> lines = new ArrayList<>();

    /** @param uri with a host and a port */
    Handshake(URI uri) {
        this.uri = uri;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        lines.add("GET " + uri.getRawPath() + query + " HTTP/1.1");
        header("Host", uri.getHost() + ":" + uri.getPort());
        header("Upgrade", "websocket").header("Connection", "Upgrade");
        header("Sec-WebSocket-Key", KEY).header("Sec-WebSocket-Version", "13");
    }

    /** Adds a header. */
    public Handshake header(String name, String value) {
        lines.add(name + ": " + value);
        return this;
    }

    /** Takes a header out. */
    public Handshake without(String name) {
        lines.removeIf(line -> line.startsWith(name + ":"));
        return this;
    }

    /** Sends it and reads the answer, whatever that is. */
    public WireClient send() throws IOException {
        String head = String.join("\r\n", lines) + "\r\n\r\n";
        return WireClient.send(uri, head.getBytes(StandardCharsets.UTF_8));
    }
}
