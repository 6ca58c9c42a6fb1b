package dev.bosphorus.tck.wire.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The head of an HTTP request or response, as it was received.
 *
 * @param startLine without its end
 * @param fields    as "name: value", in order
 */
public record HttpHead(String startLine, List<String> fields) {

    private static final int LONGEST = 256 << 10;

    /**
     * Reads a head and not one byte more.
     *
     * @return {@code null} where the stream ends before its first byte
     * @throws IOException where it ends within the head, or the head has no end
     */
    public static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        byte[] end = {'\r', '\n', '\r', '\n'};
        while (matched < end.length) {
            int next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new IOException("the connection ended within what should be a head: "
                        + head.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse(""));
            }
            head.write(next);
            matched = next == end[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            if (head.size() > LONGEST) {
                throw new IOException("a head without an end");
            }
        }
        List<String> lines = Arrays.asList(head.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n"));
        return new HttpHead(lines.get(0), List.copyOf(lines.subList(1, lines.size())));
    }

    /** The status code of a response; 0 where it has none. */
    public int status() {
        String[] words = startLine.split(" ", 3);
        return words.length > 1 && words[0].startsWith("HTTP/") && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    /** The values of a field, in order. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String field : fields) {
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).equalsIgnoreCase(name)) {
                values.add(field.substring(colon + 1).strip());
            }
        }
        return values;
    }

    /** The one value of a field; all of them, joined, where there are more; {@code null} where there is none. */
    public String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** Whether a field that is a list has that token, in any case. */
    public boolean has(String name, String token) {
        String all = value(name);
        return all != null && Arrays.stream(all.toLowerCase(Locale.ROOT).split("\\s*,\\s*")).anyMatch(token::equals);
    }

    /** As it went over the wire. */
    public String text() {
        return startLine + "\r\n" + String.join("\r\n", fields) + (fields.isEmpty() ? "\r\n" : "\r\n\r\n");
    }
}
