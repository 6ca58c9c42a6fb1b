package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The client's side of the opening handshake (RFC 6455, 4.1) as values: no I/O, no state.
 *
 * @param uri          {@code ws} or {@code wss}, with a host and without a fragment
 * @param key          see {@link AcceptKey#of}
 * @param subprotocols in order of preference
 * @param extensions   in order of preference
 * @param more         further fields of the request
 */
public record ClientHandshake(
        URI uri, String key, List<String> subprotocols, List<ExtensionHeader> extensions, HeaderFields more) {

    /** What the server has answered. */
    public sealed interface Result {
    }

    /** @param subprotocol {@code null} for none @param extensions as the server answered, not yet confirmed */
    public record Accepted(String subprotocol, List<ExtensionHeader> extensions) implements Result {
    }

    /** @param sentence why this is no WebSocket */
    public record Rejected(String sentence) implements Result {
    }

    public ClientHandshake {
        String scheme = uri.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("the scheme of a WebSocket URI is ws or wss: " + uri);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("a WebSocket URI has a host: " + uri);
        }
        if (uri.getRawFragment() != null) {
            // RFC 6455, 3
            throw new IllegalArgumentException("a WebSocket URI has no fragment: " + uri);
        }
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
    }

    /** Whether the connection has to be encrypted. */
    public boolean secure() {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }

    /** The port to connect to: the URI's, or 80 or 443. */
    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : defaultPort();
    }

    private int defaultPort() {
        return secure() ? 443 : 80;
    }

    /** The request as bytes. */
    public byte[] toBytes() {
        HeaderFields.Builder headers = new HeaderFields.Builder()
                .add("Host", port() == defaultPort() ? uri.getHost() : uri.getHost() + ":" + port())
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Key", key)
                .add("Sec-WebSocket-Version", "13");
        if (!subprotocols.isEmpty()) {
            headers.add("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
        }
        if (!extensions.isEmpty()) {
            headers.add("Sec-WebSocket-Extensions", String.join(", ", extensions.stream().map(Object::toString).toList()));
        }
        more.forEach(headers::add);
        StringBuilder text = new StringBuilder("GET ").append(target()).append(" HTTP/1.1\r\n");
        headers.build().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Judges the server's answer by the six rules that end RFC 6455, 4.1. */
    public Result examine(ResponseHead response) {
        HeaderFields headers = response.headers();
        if (response.status() != 101) {
            return new Rejected("the server answered with status " + response.status());
        }
        if (!"websocket".equalsIgnoreCase(headers.first("Upgrade")) || headers.all("Upgrade").size() != 1) {
            return new Rejected("the answer has no Upgrade: websocket");
        }
        if (!headers.hasToken("Connection", "upgrade")) {
            return new Rejected("the answer has no Connection: Upgrade");
        }
        List<String> accepts = headers.all("Sec-WebSocket-Accept");
        if (accepts.size() != 1 || !accepts.get(0).equals(AcceptKey.answer(key))) {
            return new Rejected("Sec-WebSocket-Accept does not prove that the server has read the key");
        }
        List<String> chosen = headers.all("Sec-WebSocket-Protocol");
        if (chosen.size() > 1 || chosen.size() == 1 && !subprotocols.contains(chosen.get(0))) {
            return new Rejected("the server chose a subprotocol that was not offered: " + String.join(", ", chosen));
        }
        try {
            return new Accepted(chosen.isEmpty() ? null : chosen.get(0),
                    ExtensionHeader.parse(headers.all("Sec-WebSocket-Extensions")));
        } catch (IllegalArgumentException e) {
            return new Rejected(e.getMessage());
        }
    }
}
