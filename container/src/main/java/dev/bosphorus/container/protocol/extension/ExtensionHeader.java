package dev.bosphorus.container.protocol.extension;

import java.util.ArrayList;
import java.util.List;

/**
 * One element of {@code Sec-WebSocket-Extensions} (RFC 6455, 9.1): a name with parameters in order, repeats included. All
 * parts are tokens, so that none can break out of the header it is written to; others throw
 * {@link IllegalArgumentException}. Names are compared as they stand, case included.
 *
 * @param name       the extension token
 * @param parameters the parameters as they stand
 */
public record ExtensionHeader(String name, List<Parameter> parameters) {

    /**
     * A parameter of an extension.
     *
     * @param name  the name, a token
     * @param value the value, unquoted, a token; {@code null} where there is none
     */
    public record Parameter(String name, String value) {

        public Parameter {
            requireToken("the name of an extension parameter", name);
            if (value != null) {
                // RFC 6455, 9.1: quoted or not, a value has to be a token.
                requireToken("the value of the extension parameter " + name, value);
            }
        }
    }

    public ExtensionHeader {
        requireToken("the name of an extension", name);
        parameters = List.copyOf(parameters);
    }

    private static void requireToken(String what, String text) {
        if (!isToken(text)) {
            throw new IllegalArgumentException(what + " has to be a token");
        }
    }

    /**
     * Reads all header fields of that name, in order. Takes time linear in their length.
     *
     * @throws IllegalArgumentException where one breaks the grammar; the message says where
     */
    public static List<ExtensionHeader> parse(List<String> values) {
        List<ExtensionHeader> elements = new ArrayList<>();
        for (String value : values) {
            new Parser(value).elements(elements);
        }
        return List.copyOf(elements);
    }

    /** The value of the first parameter of that name; {@code null} where there is none or it has no value. */
    public String value(String parameter) {
        for (Parameter candidate : parameters) {
            if (candidate.name().equals(parameter)) {
                return candidate.value();
            }
        }
        return null;
    }

    /** Whether there is a parameter of that name. */
    public boolean has(String parameter) {
        for (Parameter candidate : parameters) {
            if (candidate.name().equals(parameter)) {
                return true;
            }
        }
        return false;
    }

    /** The element as it stands in a header. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        for (Parameter parameter : parameters) {
            text.append("; ").append(parameter.name());
            if (parameter.value() != null) {
                text.append('=').append(parameter.value());
            }
        }
        return text.toString();
    }

    /** Whether the text is a token (RFC 9110, 5.6.2). */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isTokenChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** One pass over one field value. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        void elements(List<ExtensionHeader> into) {
            do {
                skipSpace();
                // RFC 9110, 5.6.1.2: empty list elements are to be ignored.
                if (at < text.length() && text.charAt(at) != ',') {
                    into.add(element());
                }
            } while (take(','));
            if (at < text.length()) {
                throw error("unexpected character");
            }
        }

        private ExtensionHeader element() {
            String name = token();
            List<Parameter> parameters = new ArrayList<>();
            while (take(';')) {
                String parameter = token();
                parameters.add(new Parameter(parameter, take('=') ? value() : null));
            }
            return new ExtensionHeader(name, parameters);
        }

        private String value() {
            skipSpace();
            if (at == text.length() || text.charAt(at) != '"') {
                return token();
            }
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            if (at == text.length()) {
                throw error("the quoted string does not end");
            }
            at++;
            // RFC 6455, 9.1: the value after unescaping has to be a token.
            if (!isToken(value.toString())) {
                throw error("a quoted value has to be a token");
            }
            return value.toString();
        }

        private String token() {
            skipSpace();
            int from = at;
            while (at < text.length() && isTokenChar(text.charAt(at))) {
                at++;
            }
            if (at == from) {
                throw error("a token is missing");
            }
            return text.substring(from, at);
        }

        private boolean take(char c) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        private IllegalArgumentException error(String what) {
            return new IllegalArgumentException("Sec-WebSocket-Extensions: " + what + " at index " + at);
        }
    }
}
