package dev.bosphorus.container.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a server or a proxy answered instead of opening a WebSocket (RFC 6455, 4.1): the cause of the
 * {@link jakarta.websocket.DeploymentException} of a failed handshake. Immutable.
 */
public final class HandshakeException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, List<String>> headers;
    private final transient byte[] body;

    HandshakeException(String message, int status, Map<String, List<String>> headers, byte[] body) {
        super(message);
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The HTTP status, 100 to 599; 0 where a SOCKS proxy refused, which speaks no HTTP. */
    public int status() {
        return status;
    }

    /** The header fields of the answer, unmodifiable; names without regard to case. */
    public Map<String, List<String>> headers() {
        return headers == null ? Map.of() : headers;
    }

    /** The first 64 KiB of the answer's body, as a copy; empty where there was none, or it did not end in time. */
    public byte[] body() {
        return body == null ? new byte[0] : body.clone();
    }

    /** The body as UTF-8, for a person to read. */
    public String bodyText() {
        return new String(body(), StandardCharsets.UTF_8);
    }
}
