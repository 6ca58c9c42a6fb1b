package dev.bosphorus.extra;

import java.io.IOException;

/** Why an asynchronous send failed though the session goes on: {@link OverflowPolicy#DROP_NEWEST}. */
public final class DroppedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: there may be very many of them. */
    public DroppedMessageException() {
        super("the message was dropped, since the peer reads too slowly");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
