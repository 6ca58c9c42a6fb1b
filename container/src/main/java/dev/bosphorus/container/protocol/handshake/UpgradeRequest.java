package dev.bosphorus.container.protocol.handshake;

/**
 * The head of an HTTP request, not yet judged.
 *
 * @param method  as sent
 * @param target  the request target as sent (RFC 9112, 3.2), with its query
 * @param version {@code HTTP/1.1}, say
 * @param protocol what an extended CONNECT asks for (RFC 8441, 4), {@code websocket}, say; {@code null} for any other request
 */
public record UpgradeRequest(String method, String target, String version, HeaderFields headers, String protocol) {

    /** A request that is no extended CONNECT. */
    public UpgradeRequest(String method, String target, String version, HeaderFields headers) {
        this(method, target, version, headers, null);
    }

    /** Whether it asks for a WebSocket as an extended CONNECT (RFC 8441, 5). */
    public boolean isExtendedConnect() {
        return method.equals("CONNECT") && "websocket".equals(protocol);
    }

    /** The raw path of the target: no query, percent-encoding untouched; of the absolute form, its path. */
    public String path() {
        String local = local();
        int query = local.indexOf('?');
        return query < 0 ? local : local.substring(0, query);
    }

    /** The raw query of the target, or {@code null}. */
    public String query() {
        String local = local();
        int query = local.indexOf('?');
        return query < 0 ? null : local.substring(query + 1);
    }

    /** Whether a body follows the head, as its fields announce it (RFC 9112, 6). */
    public boolean hasBody() {
        if (headers.first("Transfer-Encoding") != null) {
            return true;
        }
        for (String length : headers.all("Content-Length")) {
            if (!length.equals("0")) {
                return true;
            }
        }
        return false;
    }

    /** The target without scheme and authority, where it has them (RFC 9112, 3.2.2). */
    private String local() {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        for (int i = scheme + 3; i < target.length(); i++) {
            if (target.charAt(i) == '/') {
                return target.substring(i);
            } else if (target.charAt(i) == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }
}
