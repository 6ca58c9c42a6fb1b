package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way in which a server or a proxy wants its client to prove who it is (RFC 9110, 11.3).
 *
 * @param scheme     such as {@code Digest}
 * @param parameters by name, without regard to case; unquoted
 */
record Challenge(String scheme, Map<String, String> parameters) {

    /** The parameter of that name, or this value where there is none. */
    String parameter(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    boolean is(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    /** The challenges of all fields in order, as far as each field can be understood. Linear in time. */
    static List<Challenge> parse(List<String> fields) {
        List<Challenge> challenges = new ArrayList<>();
        fields.forEach(field -> new Reader(field, challenges).read());
        return challenges;
    }

    /** Reads one field: a list of challenges whose parameters are lists, too, with the same commas between them. */
    private static final class Reader {

        private final String text;
        private final List<Challenge> challenges;
        private int position;
        /** The challenge whose parameters come now; {@code null} before the first one. */
        private Challenge current;

        Reader(String text, List<Challenge> challenges) {
            this.text = text;
            this.challenges = challenges;
        }

        void read() {
            skip(" \t,");
            while (position < text.length()) {
                String token = token();
                if (token.isEmpty()) {
                    return;
                }
                int afterToken = position;
                skip(" \t");
                if (current != null && isParameter()) {
                    position++;
                    skip(" \t");
                    current.parameters().put(token, next() == '"' ? quoted() : token());
                } else {
                    position = afterToken;
                    begin(token);
                }
                skip(" \t,");
            }
        }

        private void begin(String scheme) {
            current = new Challenge(scheme, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
            challenges.add(current);
            skip(" \t");
            int start = position;
            token();
            skip(" \t");
            boolean listFollows = isParameter();
            position = start;
            if (!listFollows) {
                // A token68 in place of parameters, which no scheme spoken here has.
                while (position < text.length() && next() != ',') {
                    position++;
                }
            }
        }

        /** Whether an equals sign and a value come next, and not the padding of a token68. */
        private boolean isParameter() {
            if (next() != '=') {
                return false;
            }
            int value = position + 1;
            return value < text.length() && text.charAt(value) != '=' && text.charAt(value) != ',';
        }

        private char next() {
            return position < text.length() ? text.charAt(position) : 0;
        }

        private void skip(String characters) {
            while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
                position++;
            }
        }

        private String token() {
            int start = position;
            while (position < text.length() && ExtensionHeader.isToken(text.substring(position, position + 1))) {
                position++;
            }
            return text.substring(start, position);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            position++;
            while (position < text.length() && next() != '"') {
                if (next() == '\\' && position + 1 < text.length()) {
                    position++;
                }
                value.append(next());
                position++;
            }
            position++;
            return value.toString();
        }
    }
}
