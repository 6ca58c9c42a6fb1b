package dev.bosphorus.container.protocol.handshake;

/** A head that breaks the grammar of HTTP or a limit, with the status to answer it with. */
public final class BadHeadException extends Exception {

    private final int status;

    BadHeadException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** 400, 414, 431 or 505. */
    public int status() {
        return status;
    }

    /** The answer to a client. */
    public UpgradeResponse toResponse() {
        return UpgradeResponse.refusal(status, getMessage());
    }
}
