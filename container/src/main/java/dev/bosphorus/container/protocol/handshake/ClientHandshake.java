package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/**
 * The client's side of the opening handshake (RFC 6455, 4.1) as values: no I/O, no state.
 *
 * @param uri          {@code ws} or {@code wss}, with a host and without a fragment (RFC 6455, 3)
 * @param key          see {@link AcceptKey#of}
 * @param subprotocols different tokens, in order of preference
 * @param extensions   in order of preference
 * @param more         further fields of the request; those that the handshake sets itself ({@code Host}, {@code Upgrade},
 *                     {@code Connection}, {@code Sec-WebSocket-*} and those about a body) are not taken from here
 */
public record ClientHandshake(
        URI uri, String key, List<String> subprotocols, List<ExtensionHeader> extensions, HeaderFields more) {

    /** What the server has answered. */
    public sealed interface Result {
    }

    /**
     * A WebSocket.
     *
     * @param subprotocol {@code null} for none
     * @param extensions  of those offered; whether the parameters are right is for each extension to say
     */
    public record Accepted(String subprotocol, List<ExtensionHeader> extensions) implements Result {
    }

    /**
     * No WebSocket.
     *
     * @param status  what the server answered
     * @param headers likewise: where a redirect leads, how to authenticate
     * @param reason  the rule that was broken
     */
    public record Rejected(int status, HeaderFields headers, String reason) implements Result {
    }

    public ClientHandshake {
        String scheme = uri.getScheme();
        if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("the scheme of a WebSocket URI is ws or wss: " + uri);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("a WebSocket URI has a host: " + uri);
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("the port of a WebSocket URI is 1 to 65535: " + uri);
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a WebSocket URI has no fragment: " + uri);
        }
        uri = URI.create(uri.toASCIIString());
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
        // RFC 6455, 4.1, item 10
        if (new HashSet<>(subprotocols).size() < subprotocols.size()) {
            throw new IllegalArgumentException("a subprotocol is given twice: " + String.join(", ", subprotocols));
        }
        for (String subprotocol : subprotocols) {
            if (!ExtensionHeader.isToken(subprotocol)) {
                throw new IllegalArgumentException("a subprotocol is a token, not \"" + subprotocol + "\"");
            }
        }
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

    /** The URI's host; without brackets where it is an IPv6 address. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String sentHost() {
        return uri.getHost().startsWith("[") ? "[" + IpAddress.withoutZone(host()) + "]" : uri.getHost();
    }

    /** The fields of the request that the handshake sets itself. */
    public HeaderFields fields() {
        return required().build();
    }

    private HeaderFields.Builder required() {
        HeaderFields.Builder headers = new HeaderFields.Builder()
                .add("Host", port() == defaultPort() ? sentHost() : sentHost() + ":" + port())
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
        return headers;
    }

    /** The request as bytes. */
    public byte[] toBytes() {
        HeaderFields.Builder headers = required();
        more.forEach((name, value) -> {
            if (!HeaderFields.isReserved(name)) {
                headers.add(name, value);
            }
        });
        StringBuilder text = new StringBuilder("GET ").append(target()).append(" HTTP/1.1\r\n");
        headers.build().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The request target: path and query (RFC 9112, 3.2.1). */
    public String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Judges the server's answer by the six rules that end RFC 6455, 4.1. */
    public Result examine(ResponseHead response) {
        try {
            return new Accepted(acceptedSubprotocol(response), acceptedExtensions(response.headers()));
        } catch (IllegalArgumentException e) {
            return new Rejected(response.status(), response.headers(), e.getMessage());
        }
    }

    /** Rules 1 to 4 and 6: it is a 101 to this very request, and the subprotocol is one of ours. */
    private String acceptedSubprotocol(ResponseHead response) {
        HeaderFields headers = response.headers();
        require(response.status() == 101, "the server answered with status " + response.status());
        List<String> upgrades = headers.all("Upgrade");
        require(upgrades.size() == 1 && upgrades.get(0).equalsIgnoreCase("websocket"), "the answer has no Upgrade: websocket");
        require(headers.hasToken("Connection", "upgrade"), "the answer has no Connection: Upgrade");
        List<String> accepts = headers.all("Sec-WebSocket-Accept");
        require(accepts.size() == 1 && accepts.get(0).equals(AcceptKey.answer(key)),
                "Sec-WebSocket-Accept does not prove that the server has read the key");
        List<String> chosen = headers.all("Sec-WebSocket-Protocol");
        require(chosen.size() < 2, "the server chose more than one subprotocol");
        require(subprotocols.containsAll(chosen), "the server chose a subprotocol that was not offered");
        return chosen.isEmpty() ? null : chosen.get(0);
    }

    /** Rule 5: only what was offered. */
    private List<ExtensionHeader> acceptedExtensions(HeaderFields headers) {
        List<ExtensionHeader> answers = ExtensionHeader.parse(headers.all("Sec-WebSocket-Extensions"));
        for (ExtensionHeader answer : answers) {
            require(extensions.stream().anyMatch(offer -> offer.name().equals(answer.name())),
                    "the server chose an extension that was not offered: " + answer.name());
        }
        return answers;
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
