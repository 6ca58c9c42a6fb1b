package dev.bosphorus.adapter.path;

import dev.bosphorus.adapter.path.UriTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values by template: an exact segment comes before a variable one, from left to right, and two templates that match the
 * same paths are not both accepted (Jakarta WebSocket 2.2, section 3.1.1). Safe for threads; a reader never waits.
 */
public final class TemplateMap<V> {

    /** @param parameters the values of the template's variables, percent-decoded */
    public record Match<V>(V value, UriTemplate template, Map<String, String> parameters) {
    }

    private record Entry<V>(UriTemplate template, V value) {
    }

    /** What follows a segment. Not changed once it can be seen by readers. */
    private static final class Node<V> {
        private final Map<String, Node<V>> literals = new HashMap<>();
        private Node<V> variable;
        private Entry<V> entry;
    }

    /** The entries in the order in which they were added; replaced under the lock on this map. */
    private volatile List<Entry<V>> entries = List.of();

    /** The tries of these entries by their number of segments; replaced as a whole, so that readers see all of it. */
    private volatile Map<Integer, Node<V>> tries = Map.of();

    /** Without entries. */
    public TemplateMap() {
    }

    /**
     * Adds an entry.
     *
     * @throws IllegalArgumentException where an equivalent template is there already; the message names both
     */
    public synchronized void put(UriTemplate template, V value) {
        List<Entry<V>> added = new ArrayList<>(entries);
        added.add(new Entry<>(template, value));
        tries = triesOf(added);
        entries = List.copyOf(added);
    }

    private static <V> Map<Integer, Node<V>> triesOf(List<Entry<V>> entries) {
        Map<Integer, Node<V>> tries = new HashMap<>();
        for (Entry<V> entry : entries) {
            List<Segment> segments = entry.template().segments();
            Node<V> node = tries.computeIfAbsent(segments.size(), size -> new Node<>());
            for (Segment segment : segments) {
                node = child(node, segment);
            }
            if (node.entry != null) {
                throw new IllegalArgumentException("the path \"" + entry.template() + "\" matches the same requests as \""
                        + node.entry.template() + "\" (Jakarta WebSocket 2.2, 3.1.1)");
            }
            node.entry = entry;
        }
        return tries;
    }

    private static <V> Node<V> child(Node<V> node, Segment segment) {
        if (segment.variable() == null) {
            return node.literals.computeIfAbsent(segment.literal(), literal -> new Node<>());
        }
        if (node.variable == null) {
            node.variable = new Node<>();
        }
        return node.variable;
    }

    /** The templates in the order in which they were added. */
    public List<UriTemplate> templates() {
        return entries.stream().map(Entry::template).toList();
    }

    /** The best match for a raw path (percent-encoded, no query), or {@code null}. */
    public Match<V> find(String path) {
        String[] parts = PathSegments.ofRequest(path);
        Node<V> node = parts == null ? null : tries.get(parts.length);
        for (int i = 0; node != null && i < parts.length; i++) {
            // Jakarta WebSocket 2.2, 3.1.1: the paths that match this segment exactly are retained, the variable ones only if
            // there are none. There is no way back, so a look-up takes one step for each segment.
            Node<V> exact = node.literals.get(parts[i]);
            node = exact != null ? exact : parts[i].isEmpty() ? null : node.variable;
        }
        return node == null ? null : new Match<>(node.entry.value(), node.entry.template(), node.entry.template().values(parts));
    }
}
