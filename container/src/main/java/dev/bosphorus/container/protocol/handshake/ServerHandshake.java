package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The server's side of the opening handshake (RFC 6455, 4.2) as values: no I/O, no state. */
public final class ServerHandshake {

    private static final String VERSION = "13";

    private ServerHandshake() {
    }

    /** What a request is. */
    public sealed interface Result {
    }

    /**
     * A request that keeps all rules.
     *
     * @param key          the client's key; {@code null} for an extended CONNECT
     * @param subprotocols what the client offers, in its order of preference
     * @param extensions   likewise
     * @param origin       the page's origin; {@code null} where the client is no browser
     */
    public record Valid(String key, List<String> subprotocols, List<ExtensionHeader> extensions, String origin)
            implements Result {
    }

    /** A request that breaks a rule. */
    public record Refusal(UpgradeResponse response) implements Result {
    }

    /** Judges a request by RFC 6455, 4.2.1, or RFC 8441, 5. */
    public static Result examine(UpgradeRequest request) {
        HeaderFields headers = request.headers();
        Refusal refusal = request.isExtendedConnect() ? examineVersion(headers) : examineUpgrade(request, headers);
        if (refusal != null) {
            return refusal;
        }
        if (request.hasBody()) {
            // What follows the head are frames; a reader that took them for a body would see other messages than we do.
            return refuse(400, "The request for a WebSocket has no body.");
        }
        if (headers.all("Origin").size() > 1) {
            // RFC 6454, 7.3
            return refuse(400, "A request has at most one Origin.");
        }
        List<String> subprotocols = headers.tokens("Sec-WebSocket-Protocol");
        Set<String> distinct = new HashSet<>(subprotocols);
        if (distinct.size() < subprotocols.size() || !distinct.stream().allMatch(ExtensionHeader::isToken)) {
            return refuse(400, "Sec-WebSocket-Protocol must be a list of different tokens.");
        }
        try {
            return new Valid(request.isExtendedConnect() ? null : headers.first("Sec-WebSocket-Key"), List.copyOf(subprotocols),
                    ExtensionHeader.parse(headers.all("Sec-WebSocket-Extensions")), headers.first("Origin"));
        } catch (IllegalArgumentException e) {
            return refuse(400, e.getMessage() + ".");
        }
    }

    /** What HTTP/1.1 has of its own. */
    private static Refusal examineUpgrade(UpgradeRequest request, HeaderFields headers) {
        if (!request.method().equals("GET")) {
            return refuse(405, "A WebSocket is opened with GET.", "Allow", "GET");
        }
        if (request.version().equals("HTTP/1.0")) {
            // RFC 6455, 4.1: 1.1 at least. 505 would say that the version is not spoken at all.
            return refuse(400, "A WebSocket is opened over HTTP/1.1.");
        }
        List<String> hosts = headers.all("Host");
        if (hosts.size() != 1 || hosts.get(0).isEmpty()) {
            return refuse(400, "A request has exactly one Host.");
        }
        if (!headers.hasToken("Upgrade", "websocket")) {
            return refuse(426, "This is a WebSocket endpoint.", "Upgrade", "websocket");
        }
        if (!headers.hasToken("Connection", "upgrade")) {
            return refuse(400, "Connection must contain Upgrade.");
        }
        Refusal version = examineVersion(headers);
        if (version != null) {
            return version;
        }
        List<String> keys = headers.all("Sec-WebSocket-Key");
        if (keys.size() != 1 || !AcceptKey.isValid(keys.get(0))) {
            return refuse(400, "Sec-WebSocket-Key must be given once: 16 bytes in Base64.");
        }
        return null;
    }

    private static Refusal examineVersion(HeaderFields headers) {
        List<String> versions = headers.all("Sec-WebSocket-Version");
        if (versions.size() != 1 || !versions.get(0).equals(VERSION)) {
            // RFC 6455, 4.4
            return refuse(426, "Version 13 of the WebSocket protocol is spoken here.",
                    "Sec-WebSocket-Version", VERSION, "Upgrade", "websocket");
        }
        return null;
    }

    private static Refusal refuse(int status, String sentence, String... namesAndValues) {
        return new Refusal(UpgradeResponse.refusal(status, sentence, namesAndValues));
    }

    /**
     * The 101 that accepts a request (RFC 6455, 4.2.2), or the 200 that accepts an extended CONNECT (RFC 8441, 5).
     *
     * @param subprotocol the one chosen, or {@code null} or empty for none
     * @param agreed      the extensions as agreed, in the order in which they are applied
     */
    public static UpgradeResponse accept(Valid request, String subprotocol, List<ExtensionHeader> agreed) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        if (request.key() != null) {
            headers.add("Upgrade", "websocket").add("Connection", "Upgrade")
                    .add("Sec-WebSocket-Accept", AcceptKey.answer(request.key()));
        }
        if (subprotocol != null && !subprotocol.isEmpty()) {
            headers.add("Sec-WebSocket-Protocol", subprotocol);
        }
        if (!agreed.isEmpty()) {
            headers.add("Sec-WebSocket-Extensions", String.join(", ", agreed.stream().map(Object::toString).toList()));
        }
        return new UpgradeResponse(request.key() == null ? 200 : 101, headers.build(), "");
    }

    /**
     * A response with the fields that an application wants in it. Those that the handshake decides over ({@code Upgrade},
     * {@code Connection}, {@code Sec-WebSocket-*} and those about a body) stay as they are, whatever the application says.
     *
     * @param wanted names and values; entries without values are left out
     * @throws IllegalArgumentException where a name is no token or a value holds a control character
     */
    public static UpgradeResponse withFields(UpgradeResponse response, Map<String, List<String>> wanted) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        response.headers().forEach(headers::add);
        wanted.forEach((name, values) -> {
            if (values != null && !HeaderFields.isReserved(name)) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        return new UpgradeResponse(response.status(), headers.build(), response.body());
    }
}
