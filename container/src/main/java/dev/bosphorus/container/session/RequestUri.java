package dev.bosphorus.container.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The URI of an opening handshake, kept as text: a session is asked for it seldom, and a parsed one is many times as large.
 *
 * @param text  absolute, scheme {@code ws} or {@code wss}, with its query
 * @param query as sent, or {@code null}
 */
public record RequestUri(String text, String query) {

    /** What a path or a query may hold besides letters, digits and percent-encoded bytes (RFC 3986, 3.3 and 3.4). */
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    /**
     * Puts a request's parts together. What browsers leave as it is though RFC 3986 wants it encoded, such as {@code |}, is
     * encoded here.
     *
     * @param host  the value of the field {@code Host}
     * @param path  raw
     * @param query raw, or {@code null}
     * @throws IllegalArgumentException where they make no URI
     */
    public static RequestUri of(boolean secure, String host, String path, String query) {
        StringBuilder text = new StringBuilder(secure ? "wss://" : "ws://").append(host);
        encode(path, text);
        if (query != null) {
            encode(query, text.append('?'));
        }
        RequestUri uri = new RequestUri(text.toString(), query);
        uri.uri();
        return uri;
    }

    private static void encode(String raw, StringBuilder into) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
            if (letter || ALLOWED.indexOf(c) >= 0 || c == '%' && isHex(raw, i + 1) && isHex(raw, i + 2)) {
                into.append(c);
            } else {
                // A request's head is read as Latin-1, so that a character is a byte.
                into.append(String.format(Locale.ROOT, "%%%02X", c & 0xFF));
            }
        }
    }

    private static boolean isHex(String text, int index) {
        return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
    }

    /** Parsed anew with each call. */
    public URI uri() {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URI: " + text, e);
        }
    }

    /** Whether the connection is encrypted. */
    public boolean isSecure() {
        return text.startsWith("wss:");
    }

    /**
     * The parameters of the query, decoded, in order, repeats kept; unmodifiable. A parameter whose encoding is broken stands
     * as it was sent.
     */
    public Map<String, List<String>> parameters() {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
