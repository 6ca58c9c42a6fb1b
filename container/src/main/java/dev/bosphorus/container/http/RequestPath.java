package dev.bosphorus.container.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns the path of a request into the path of a file, so that none leads anywhere but below the root. */
final class RequestPath {

    private RequestPath() {
    }

    /**
     * Decodes and checks a raw path.
     *
     * @param raw beginning with a slash
     * @return the path without that slash; it ends with a slash, or is empty, where a folder is meant; {@code null} for a path
     *         that names no file: percent-encoding or UTF-8 is broken, a name is empty or begins with a dot (so hidden files
     *         and {@code ..} are out), or it holds a slash, a backslash, a colon or a control character
     */
    static String decode(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        for (int from = 1; from <= raw.length();) {
            int slash = raw.indexOf('/', from);
            int to = slash < 0 ? raw.length() : slash;
            String name = decodeName(raw, from, to);
            boolean rootOrFolder = from == raw.length() && to == from;
            if (name == null || !rootOrFolder && !isPlain(name)) {
                return null;
            }
            path.append(name);
            if (slash >= 0) {
                path.append('/');
            }
            from = to + 1;
        }
        return path.toString();
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.charAt(0) == '.') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == 0x7F || c == '/' || c == '\\' || c == ':') {
                return false;
            }
        }
        return true;
    }

    private static String decodeName(String raw, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(to - from);
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < to ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < to ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
