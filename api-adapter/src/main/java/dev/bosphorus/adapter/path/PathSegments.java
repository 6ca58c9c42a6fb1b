package dev.bosphorus.adapter.path;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Cuts paths into their segments and takes the percent-encoding off, so that paths are compared as RFC 3986 (section 6.2.2)
 * normalizes them. A slash that came encoded stays inside its segment.
 */
final class PathSegments {

    private PathSegments() {
    }

    /**
     * The segments of a request's raw path, decoded; the root has one, which is empty.
     *
     * @return {@code null} where no template can match: no leading slash, a dot segment, or an encoding that is not UTF-8
     */
    static String[] ofRequest(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return null;
        }
        String[] segments = split(rawPath);
        for (int i = 0; i < segments.length; i++) {
            String segment = decode(segments[i]);
            if (segment == null || isDots(segment)) {
                return null;
            }
            segments[i] = segment;
        }
        return segments;
    }

    /** What stands between the slashes of a path that begins with one. */
    static String[] split(String path) {
        int count = 1;
        for (int i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
            count++;
        }
        String[] segments = new String[count];
        int from = 1;
        for (int i = 0; i < count - 1; i++) {
            int slash = path.indexOf('/', from);
            segments[i] = path.substring(from, slash);
            from = slash + 1;
        }
        segments[count - 1] = path.substring(from);
        return segments;
    }

    /** Whether a segment says "here" or "one up" (RFC 3986, 3.3), which is never the name of anything. */
    static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    /** The text that a percent-encoded segment stands for; {@code null} where the encoding is malformed or not UTF-8. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                if (i + 2 >= bytes.length || !HexFormat.isHexDigit(bytes[i + 1]) || !HexFormat.isHexDigit(bytes[i + 2])) {
                    return null;
                }
                b = (byte) (HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            }
            bytes[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
