package dev.bosphorus.adapter.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A level-1 URI template (RFC 6570) whose variables are whole path segments (Jakarta WebSocket 2.2, section 3.1.1).
 * Immutable.
 */
public final class UriTemplate {

    /**
     * @param literal  the segment as it has to be, decoded; {@code null} where it is a variable
     * @param variable the variable's name; {@code null} where the segment is literal
     */
    record Segment(String literal, String variable) {
        boolean takes(String segment) {
            // RFC 6570, 3.2.2 and Jakarta WebSocket 2.2, 3.1.1: the empty string is no expansion of a variable.
            return literal == null ? !segment.isEmpty() : literal.equals(segment);
        }
    }

    private final String text;
    private final List<Segment> segments;

    private UriTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException where the text is no such template; the message says why */
    public static UriTemplate parse(String template) {
        if (template == null || !template.startsWith("/")) {
            throw malformed(template, "has to begin with a slash");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String[] parts = PathSegments.split(template);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() && i < parts.length - 1) {
                throw malformed(template, "must not contain //");
            }
            Segment segment = parts[i].startsWith("{") && parts[i].endsWith("}")
                    ? variable(template, parts[i]) : literal(template, parts[i]);
            if (segment.variable() != null && !names.add(segment.variable())) {
                throw malformed(template, "has the variable " + segment.variable() + " twice");
            }
            segments.add(segment);
        }
        return new UriTemplate(template, segments);
    }

    private static Segment variable(String template, String part) {
        String name = part.substring(1, part.length() - 1);
        // RFC 6570, 2.3, and the hyphen, which the examples of Jakarta WebSocket use. Operators and modifiers are level 2 and up.
        boolean legal = !name.isEmpty() && name.charAt(0) != '.' && !name.endsWith(".") && name.chars().allMatch(
                c -> Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
        if (!legal) {
            throw malformed(template, "has \"" + part + "\", which is no variable of a level-1 template");
        }
        return new Segment(null, name);
    }

    private static Segment literal(String template, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '{' || c == '}') {
                throw malformed(template, "has \"" + part + "\", but a variable is a whole segment in braces");
            }
            // RFC 6570, 2.1: what a literal may not be; and a path ends before a query or a fragment.
            if (c <= ' ' || c == 0x7F || "?#\"<>\\^`|".indexOf(c) >= 0) {
                throw malformed(template, "must not contain '" + c + "'");
            }
        }
        String decoded = PathSegments.decode(part);
        if (decoded == null) {
            throw malformed(template, "has \"" + part + "\", which is not percent-encoded UTF-8");
        }
        if (PathSegments.isDots(decoded)) {
            throw malformed(template, "must not contain the segment " + part);
        }
        return new Segment(decoded, null);
    }

    private static IllegalArgumentException malformed(String template, String why) {
        return new IllegalArgumentException("the path \"" + template + "\" " + why + " (Jakarta WebSocket 2.2, 3.1.1)");
    }

    List<Segment> segments() {
        return segments;
    }

    /** The variables in order. */
    public List<String> variables() {
        return segments.stream().map(Segment::variable).filter(Objects::nonNull).toList();
    }

    /** The values of the variables, percent-decoded, or {@code null} where the raw path does not match. */
    public Map<String, String> match(String path) {
        String[] parts = PathSegments.ofRequest(path);
        if (parts == null || parts.length != segments.size()) {
            return null;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!segments.get(i).takes(parts[i])) {
                return null;
            }
        }
        return values(parts);
    }

    /** The values of the variables in the segments of a path that matches, in the order of the path; unmodifiable. */
    Map<String, String> values(String[] parts) {
        Map<String, String> values = new LinkedHashMap<>(4);
        for (int i = 0; i < parts.length; i++) {
            String variable = segments.get(i).variable();
            if (variable != null) {
                values.put(variable, parts[i]);
            }
        }
        // Every session keeps one: where there is no order to keep, the smallest map.
        return values.size() < 2 ? Map.copyOf(values) : Collections.unmodifiableMap(values);
    }

    /** The template as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
