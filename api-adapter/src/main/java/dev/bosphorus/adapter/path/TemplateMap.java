package dev.bosphorus.adapter.path;

import dev.bosphorus.adapter.path.UriTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values by template: an exact path comes before a variable one, segment by segment from the left, and two templates
 * that match the same paths are not both accepted (Jakarta WebSocket 2.2, section 4.1.1). Not safe for threads.
 */
public final class TemplateMap<V> {

    /** @param parameters the values of the template's variables, percent-decoded */
    public record Match<V>(V value, UriTemplate template, Map<String, String> parameters) {
    }

    /** What follows a segment. */
    private static final class Node<V> {
        private final Map<String, Node<V>> literals = new HashMap<>();
        private Node<V> variable;
        private UriTemplate template;
        private V value;
    }

    private final Node<V> root = new Node<>();
    private final List<UriTemplate> templates = new ArrayList<>();

    /** Without entries. */
    public TemplateMap() {
    }

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException where an equivalent template is there already; the message names both
     */
    public void put(UriTemplate template, V value) {
        Node<V> node = root;
        for (Segment segment : template.segments()) {
            if (segment.variable() != null) {
                if (node.variable == null) {
                    node.variable = new Node<>();
                }
                node = node.variable;
            } else {
                node = node.literals.computeIfAbsent(segment.literal(), literal -> new Node<>());
            }
        }
        if (node.template != null) {
            throw new IllegalArgumentException(
                    "the path \"" + template + "\" matches the same requests as \"" + node.template + "\"");
        }
        node.template = template;
        node.value = value;
        templates.add(template);
    }

    /** The templates in the order in which they were added. */
    public List<UriTemplate> templates() {
        return List.copyOf(templates);
    }

    /** The best match for a raw path (percent-encoded, no query), or {@code null}. */
    public Match<V> find(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        List<String> parts = UriTemplate.split(path);
        Node<V> node = find(root, parts, 0);
        return node == null ? null : new Match<>(node.value, node.template, parameters(node.template, parts));
    }

    /** Exact before variable; comes back where the exact way leads nowhere. A template's depth bounds the ways. */
    private Node<V> find(Node<V> node, List<String> parts, int depth) {
        if (depth == parts.size()) {
            return node.template == null ? null : node;
        }
        Node<V> literal = node.literals.get(parts.get(depth));
        Node<V> found = literal == null ? null : find(literal, parts, depth + 1);
        if (found == null && node.variable != null && UriTemplate.valueOf(parts.get(depth)) != null) {
            found = find(node.variable, parts, depth + 1);
        }
        return found;
    }

    private static Map<String, String> parameters(UriTemplate template, List<String> parts) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String variable = template.segments().get(i).variable();
            if (variable != null) {
                values.put(variable, UriTemplate.valueOf(parts.get(i)));
            }
        }
        return values.isEmpty() ? Map.of() : Map.copyOf(values);
    }
}
