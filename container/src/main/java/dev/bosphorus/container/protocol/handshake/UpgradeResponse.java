package dev.bosphorus.container.protocol.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * An HTTP response head with a short text.
 *
 * @param status 101 or the status of a refusal
 * @param body   plain text for a person; empty for 101
 */
public record UpgradeResponse(int status, HeaderFields headers, String body) {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(101, "Switching Protocols"), Map.entry(200, "OK"), Map.entry(304, "Not Modified"),
            Map.entry(308, "Permanent Redirect"), Map.entry(400, "Bad Request"), Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"), Map.entry(405, "Method Not Allowed"), Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"), Map.entry(414, "URI Too Long"), Map.entry(426, "Upgrade Required"),
            Map.entry(431, "Request Header Fields Too Large"), Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"), Map.entry(505, "HTTP Version Not Supported"));

    /** A refusal with one sentence for a person, after which the connection is closed; more fields may be given. */
    public static UpgradeResponse refusal(int status, String sentence, String... namesAndValues) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        boolean upgrade = status == 426;
        headers.add("Connection", upgrade ? "Upgrade, close" : "close");
        return new UpgradeResponse(status, headers.build(), sentence + "\n");
    }

    /** The name that goes with a status (RFC 9110, 15); empty where this project never sends it. */
    public static String reason(int status) {
        return REASONS.getOrDefault(status, "");
    }

    /** Status line and header fields with the empty line that ends them. */
    public static byte[] head(int status, HeaderFields headers) {
        StringBuilder text = new StringBuilder(256);
        text.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The response as bytes, with {@code Content-Length} and {@code Content-Type} where the status allows a body. */
    public byte[] toBytes() {
        if (status == 101) {
            return head(status, headers);
        }
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        HeaderFields.Builder all = new HeaderFields.Builder();
        headers.forEach(all::add);
        all.add("Content-Type", "text/plain; charset=utf-8").add("Content-Length", String.valueOf(text.length));
        byte[] head = head(status, all.build());
        byte[] whole = Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, whole, head.length, text.length);
        return whole;
    }
}
