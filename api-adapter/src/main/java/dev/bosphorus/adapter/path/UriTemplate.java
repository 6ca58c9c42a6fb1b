package dev.bosphorus.adapter.path;

import java.util.List;
import java.util.Map;

/**
 * A level-1 URI template (RFC 6570) whose variables are whole path segments (Jakarta WebSocket 2.2, section 4.1.1).
 */
public final class UriTemplate {

    /** @throws IllegalArgumentException where the text is no such template; the message says why */
    public static UriTemplate parse(String template) {
        throw new AssertionError(template);
    }

    /** The variables in order. */
    public List<String> variables() {
        throw new AssertionError();
    }

    /** The values of the variables, percent-decoded, or {@code null} where the path does not match. */
    public Map<String, String> match(String path) {
        throw new AssertionError(path);
    }
}
