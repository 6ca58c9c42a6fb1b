package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the head of an HTTP/1.1 message (RFC 9112) from bytes in any pieces: linear in time, capped in size, strict about
 * line ends, so that no two readers can disagree on where a field ends. Not safe for threads.
 */
public final class HttpHead {

    private static final int FIRST_BYTES = 512;

    private final int maxBytes;
    private final int maxFields;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    /** Where the current line begins. */
    private int lineStart;
    /** The first line, once it is complete. */
    private String startLine;
    private final HeaderFields.Builder fields = new HeaderFields.Builder();
    private int fieldCount;
    private HeaderFields headers;

    public HttpHead(ProtocolLimits limits) {
        this.maxBytes = limits.maxHeadBytes();
        this.maxFields = limits.maxHeaderFields();
    }

    /**
     * Takes bytes up to the end of the head, and none beyond.
     *
     * @return whether the head is complete
     * @throws BadHeadException at the first line that is wrong
     */
    public boolean feed(ByteBuffer in) throws BadHeadException {
        while (headers == null && in.hasRemaining()) {
            byte next = in.get();
            if (size == maxBytes) {
                throw new BadHeadException(startLine == null ? 414 : 431, "The head is larger than " + maxBytes + " bytes.");
            }
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, maxBytes));
            }
            bytes[size++] = next;
            if (next == '\n') {
                line();
            } else if (size - lineStart > 1 && bytes[size - 2] == '\r') {
                throw bad("A carriage return stands alone.");
            }
        }
        return headers != null;
    }

    private void line() throws BadHeadException {
        int end = size - 2;
        if (end < lineStart || bytes[end] != '\r') {
            throw bad("A line feed stands alone.");
        }
        int from = lineStart;
        lineStart = size;
        if (startLine == null) {
            // RFC 9112, 2.2: an empty line before the request line is ignored.
            if (end > from) {
                startLine = text(from, end);
            } else if (from > 0) {
                throw bad("There are empty lines before the request.");
            }
        } else if (end == from) {
            headers = fields.build();
        } else {
            field(from, end);
        }
    }

    private void field(int from, int end) throws BadHeadException {
        if (++fieldCount > maxFields) {
            throw new BadHeadException(431, "There are more than " + maxFields + " header fields.");
        }
        if (bytes[from] == ' ' || bytes[from] == '\t') {
            // RFC 9112, 5.2
            throw bad("A header field must not be folded.");
        }
        int colon = from;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        if (colon == end) {
            throw bad("A header field has no colon.");
        }
        try {
            fields.add(text(from, colon), HeaderFields.trim(text(colon + 1, end)));
        } catch (IllegalArgumentException e) {
            throw bad("A header field is malformed: " + e.getMessage() + ".");
        }
    }

    private String text(int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** The complete head as a request. @throws BadHeadException where the request line or {@code Host} is wrong */
    public UpgradeRequest request() throws BadHeadException {
        String[] parts = startLine.split(" ", -1);
        if (parts.length != 3 || !ExtensionHeader.isToken(parts[0]) || !isTarget(parts[0], parts[1])) {
            throw bad("The request line is malformed.");
        }
        requireVersion(parts[2]);
        // RFC 9112, 3.2: missing (from HTTP/1.1 on), repeated and malformed are answered with 400.
        List<String> hosts = headers.all("Host");
        if (hosts.size() > 1 || hosts.isEmpty() && !parts[2].equals("HTTP/1.0")) {
            throw bad("A request has exactly one Host.");
        }
        if (!hosts.isEmpty() && !isHost(hosts.get(0))) {
            throw bad("Host must be a host and perhaps a port.");
        }
        return new UpgradeRequest(parts[0], parts[1], parts[2], headers);
    }

    /** The complete head as a response. @throws BadHeadException where the status line is wrong */
    public ResponseHead response() throws BadHeadException {
        boolean shaped = startLine.length() >= 12 && startLine.charAt(8) == ' '
                && (startLine.length() == 12 || startLine.charAt(12) == ' ');
        if (!shaped) {
            throw bad("The status line is malformed.");
        }
        requireVersion(startLine.substring(0, 8));
        int status = 0;
        for (char digit : startLine.substring(9, 12).toCharArray()) {
            if (digit < '0' || digit > '9') {
                throw bad("The status is not a number.");
            }
            status = 10 * status + digit - '0';
        }
        String reason = startLine.length() > 13 ? startLine.substring(13) : "";
        if (!HeaderFields.isValue(reason)) {
            // RFC 9112, 4: people read the reason, on terminals and in logs.
            throw bad("The status line holds a control character.");
        }
        return new ResponseHead(status, reason, headers);
    }

    /** The head of a response. */
    public record ResponseHead(int status, String reason, HeaderFields headers) {

        /** Whether no other answer to the same request follows (RFC 9110, 15.2); after a 101 there is no more HTTP. */
        public boolean isFinal() {
            return status == 101 || status >= 200;
        }
    }

    private static void requireVersion(String version) throws BadHeadException {
        boolean shaped = version.length() == 8 && version.startsWith("HTTP/") && version.charAt(6) == '.'
                && Character.digit(version.charAt(5), 10) >= 0 && Character.digit(version.charAt(7), 10) >= 0;
        if (!shaped) {
            throw bad("The HTTP version is malformed.");
        }
        if (version.charAt(5) != '1') {
            throw new BadHeadException(505, "HTTP/1.1 is spoken here.");
        }
    }

    /** RFC 9112, 3.2: a path, a whole URI, an authority for CONNECT, or an asterisk; visible ASCII without a fragment. */
    private static boolean isTarget(String method, String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#') {
                return false;
            }
        }
        return target.startsWith("/") || target.indexOf("://") > 0 || target.equals("*")
                || method.equals("CONNECT") && !target.isEmpty();
    }

    /** RFC 9110, 7.2: host and port by the characters that RFC 3986 allows in them; empty where the URI has no authority. */
    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && "-._~!$&'()*+,;=%:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static BadHeadException bad(String sentence) {
        return new BadHeadException(400, sentence);
    }
}
