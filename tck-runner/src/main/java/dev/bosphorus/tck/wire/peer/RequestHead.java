package dev.bosphorus.tck.wire.peer;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The head of an opening handshake's request, as it is to be sent.
 *
 * @param fields as "name: value", in order
 */
public record RequestHead(String requestLine, List<String> fields, String key) {

    private static final byte[] NONCE = {3, 14, 15, 92, 65, 35, 89, 79, 32, 38, 46, 26, 43, 38, 32, 79};

    /** The lawful request that every case begins with. */
    public static RequestHead lawful(URI target) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String host = target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
        String key = Base64.getEncoder().encodeToString(NONCE);
        return new RequestHead("GET " + path + query + " HTTP/1.1", List.of("Host: " + host, "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Key: " + key, "Sec-WebSocket-Version: 13"), key);
    }

    /** The same with a further field. */
    public RequestHead with(String field) {
        List<String> more = new ArrayList<>(fields);
        more.add(field);
        return new RequestHead(requestLine, more, key);
    }

    /** The same without a field. */
    public RequestHead without(String name) {
        List<String> fewer = new ArrayList<>(fields);
        fewer.removeIf(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        return new RequestHead(requestLine, fewer, key);
    }

    /** The same with another value of a field, whose name is written as it is here. */
    public RequestHead replacing(String name, String value) {
        List<String> changed = new ArrayList<>(fields);
        changed.replaceAll(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1) ? name + ": " + value : field);
        return new RequestHead(requestLine, changed, name.equalsIgnoreCase("Sec-WebSocket-Key") ? value : key);
    }

    /** The same with another request line. */
    public RequestHead line(String line) {
        return new RequestHead(line, fields, key);
    }

    /** As it goes over the wire. */
    public String text() {
        return requestLine + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }
}
