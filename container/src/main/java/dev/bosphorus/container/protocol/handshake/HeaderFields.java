package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Header fields in order, names without regard to case, repeats kept. Immutable.
 */
public final class HeaderFields {

    /** No fields. */
    public static final HeaderFields NONE = new HeaderFields(List.of());

    /** Names and values in turn. */
    private final List<String> fields;

    private HeaderFields(List<String> fields) {
        this.fields = fields;
    }

    /** Collects fields. Not safe for threads. */
    public static final class Builder {
        private final List<String> fields = new ArrayList<>();

        /** Empty. */
        public Builder() {
        }

        /**
         * Adds a field.
         *
         * @throws IllegalArgumentException where the name is no token, or the value holds CR, LF, NUL or another control
         *                                  character (RFC 9110, 5.5): nobody can smuggle in a header of their own
         */
        public Builder add(String name, String value) {
            if (!ExtensionHeader.isToken(name)) {
                throw new IllegalArgumentException("a header name has to be a token, not \"" + printable(name) + "\"");
            }
            if (!isValue(value)) {
                throw new IllegalArgumentException("the value of the header " + name
                        + " holds a character that is not allowed: \"" + printable(value) + "\"");
            }
            fields.add(name);
            fields.add(value);
            return this;
        }

        /** All that was added so far. */
        public HeaderFields build() {
            return fields.isEmpty() ? NONE : new HeaderFields(List.copyOf(fields));
        }

        private static String printable(String text) {
            return text.chars().map(c -> c < ' ' || c > '~' ? '?' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        }
    }

    /** Whether a text may stand in a field value (RFC 9110, 5.5): visible characters, spaces, tabs and Latin-1. */
    static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F || c > 0xFF) {
                return false;
            }
        }
        return true;
    }

    /** Without the spaces and tabs around it (RFC 9110, 5.6.3): control characters are not whitespace here. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether the opening handshake itself decides over a field, so that an application cannot add one of that name. */
    static boolean isReserved(String name) {
        // RFC 9110, 8.6 and RFC 9112, 6.1: neither the request nor the 101 has a body.
        return name.regionMatches(true, 0, "Sec-WebSocket-", 0, 14) || name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Connection")
                || name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
    }

    /** The first value, or {@code null}. */
    public String first(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    /** All values in order; empty where there is none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                values.add(fields.get(i + 1));
            }
        }
        return values;
    }

    /** The elements of all comma-separated lists of that name, trimmed, empty elements left out (RFC 9110, 5.6.1). */
    public List<String> tokens(String name) {
        List<String> tokens = new ArrayList<>();
        for (String value : all(name)) {
            for (int from = 0; from <= value.length();) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                String token = trim(value.substring(from, to));
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
                from = to + 1;
            }
        }
        return tokens;
    }

    /** Whether one of the {@link #tokens} is this one, without regard to case. */
    public boolean hasToken(String name, String token) {
        for (String candidate : tokens(name)) {
            if (candidate.equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** Calls with each name and value in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.size(); i += 2) {
            action.accept(fields.get(i), fields.get(i + 1));
        }
    }

    /** A map whose keys disregard case, sorted by name; unmodifiable. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        forEach((name, value) -> map.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value));
        map.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(map);
    }
}
