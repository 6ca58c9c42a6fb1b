package dev.bosphorus.adapter.path;

import java.util.Map;

/**
 * Values by template: an exact path comes before a variable one, segment by segment from the left, and two templates
 * that match the same paths are not both accepted (Jakarta WebSocket 2.2, section 4.1.1). Safe for readers of one writer.
 */
public final class TemplateMap<V> {

    /** @param parameters the values of the template's variables, percent-decoded */
    public record Match<V>(V value, UriTemplate template, Map<String, String> parameters) {
    }

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException where an equivalent template is there already; the message names both
     */
    public void put(UriTemplate template, V value) {
        throw new AssertionError(template);
    }

    /** The best match for a raw path (percent-encoded, no query), or {@code null}. */
    public Match<V> find(String path) {
        throw new AssertionError(path);
    }
}
