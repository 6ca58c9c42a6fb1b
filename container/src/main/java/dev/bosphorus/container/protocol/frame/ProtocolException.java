package dev.bosphorus.container.protocol.frame;

/** Why a connection is failed (RFC 6455, 7.1.7): what the peer did, and the status to close with. */
public final class ProtocolException extends Exception {

    private final transient CloseStatus status;

    public ProtocolException(int code, String message) {
        this(code, message, null);
    }

    public ProtocolException(int code, String message, Throwable cause) {
        super(message, cause);
        this.status = new CloseStatus(code, message).fitted();
    }

    /** What the Close frame says. */
    public CloseStatus status() {
        return status;
    }
}
