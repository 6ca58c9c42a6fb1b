package dev.bosphorus.adapter.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A level-1 URI template (RFC 6570) whose variables are whole path segments (Jakarta WebSocket 2.2, section 4.1.1).
 * Immutable.
 */
public final class UriTemplate {

    /** @param literal the segment as it has to be, percent-encoded; {@code null} where it is a variable */
    record Segment(String literal, String variable) {
    }

    private final String text;
    private final List<Segment> segments;

    private UriTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException where the text is no such template; the message says why */
    public static UriTemplate parse(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("the path \"" + template + "\" has to begin with a slash");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : split(template)) {
            Segment segment = segment(template, part);
            if (segment.variable() != null && !names.add(segment.variable())) {
                throw new IllegalArgumentException(
                        "the path \"" + template + "\" has the variable " + segment.variable() + " twice");
            }
            segments.add(segment);
        }
        return new UriTemplate(template, segments);
    }

    private static Segment segment(String template, String part) {
        boolean variable = part.length() > 2 && part.startsWith("{") && part.endsWith("}");
        String inner = variable ? part.substring(1, part.length() - 1) : part;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '{' || c == '}') {
                throw new IllegalArgumentException(
                        "the path \"" + template + "\": a variable is a whole segment in braces, not \"" + part + "\"");
            }
            if (variable ? !(Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-') : c == '?' || c == '#' || c <= ' ') {
                throw new IllegalArgumentException("the path \"" + template + "\" must not contain '" + c + "' in \"" + part + "\"");
            }
        }
        return variable ? new Segment(null, inner) : new Segment(part, null);
    }

    /** The segments behind the leading slash; the root has one, which is empty. */
    static List<String> split(String path) {
        List<String> parts = new ArrayList<>(4);
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            parts.add(path.substring(from, slash));
            from = slash + 1;
        }
        parts.add(path.substring(from));
        return parts;
    }

    List<Segment> segments() {
        return segments;
    }

    /** The variables in order. */
    public List<String> variables() {
        return segments.stream().map(Segment::variable).filter(name -> name != null).toList();
    }

    /** The values of the variables, percent-decoded, or {@code null} where the raw path does not match. */
    public Map<String, String> match(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        List<String> parts = split(path);
        if (parts.size() != segments.size()) {
            return null;
        }
        Map<String, String> values = null;
        for (int i = 0; i < parts.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.variable() == null) {
                if (!segment.literal().equals(parts.get(i))) {
                    return null;
                }
            } else {
                String value = valueOf(parts.get(i));
                if (value == null) {
                    return null;
                }
                if (values == null) {
                    values = new LinkedHashMap<>();
                }
                values.put(segment.variable(), value);
            }
        }
        return values == null ? Map.of() : values;
    }

    /** The value a variable takes from a raw segment; {@code null} where it takes none: empty, a dot segment, bad encoding. */
    static String valueOf(String part) {
        if (part.isEmpty()) {
            return null;
        }
        String value = part.indexOf('%') < 0 ? part : decode(part);
        return value == null || value.equals(".") || value.equals("..") ? null : value;
    }

    private static String decode(String part) {
        ByteBuffer bytes = ByteBuffer.allocate(3 * part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else {
                boolean complete = i + 2 < part.length();
                int high = complete ? Character.digit(part.charAt(i + 1), 16) : -1;
                int low = complete ? Character.digit(part.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The template as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
