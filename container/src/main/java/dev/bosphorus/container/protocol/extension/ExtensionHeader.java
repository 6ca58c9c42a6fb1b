package dev.bosphorus.container.protocol.extension;

import java.util.List;

/**
 * One element of {@code Sec-WebSocket-Extensions} (RFC 6455, 9.1): a name with parameters in order, repeats included.
 *
 * @param name       the extension token
 * @param parameters the parameters as they stand
 */
public record ExtensionHeader(String name, List<Parameter> parameters) {

    /** @param value the value, unquoted; {@code null} where there is none */
    public record Parameter(String name, String value) {
    }

    public ExtensionHeader {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads all header fields of that name, in order.
     *
     * @throws IllegalArgumentException where one breaks the grammar; the message says where
     */
    public static List<ExtensionHeader> parse(List<String> values) {
        throw new AssertionError(values);
    }

    /** The element as it stands in a header. */
    @Override
    public String toString() {
        throw new AssertionError();
    }
}
