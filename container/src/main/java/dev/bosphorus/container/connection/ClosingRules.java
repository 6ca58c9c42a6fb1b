package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.IOException;
import java.time.Duration;

/**
 * How connections end: what the peer is told where the end is of our own making, and what the application is told of any end.
 * The page {@code docs/close-semantics.md} shows all of it row by row; which Close frames go in which state is the table of
 * {@link dev.bosphorus.container.protocol.engine.WebSocketEngine}.
 */
public final class ClosingRules {

    /**
     * A failure that is no fault of the peer's bytes.
     *
     * @param told     the Close frame
     * @param reported the local {@code onClose}
     */
    record Failing(CloseStatus told, CloseStatus reported) {
    }

    /** "If the close was initiated by the local container [...] 1006, with a suitable close reason" (2.1.5). */
    static final Failing IDLE = new Failing(
            new CloseStatus(CloseStatus.GOING_AWAY, "idle timeout"), new CloseStatus(CloseStatus.ABNORMAL_CODE, "idle timeout"));

    /** RFC 6455, 7.4.1: "an unexpected condition that prevented it from fulfilling the request". */
    static final Failing UNDELIVERABLE = both(new CloseStatus(CloseStatus.INTERNAL_ERROR, "the message could not be delivered"));

    /** {@link dev.bosphorus.extra.OverflowPolicy#CLOSE}, by a closing handshake. */
    static final CloseStatus OVERFLOW = new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "the messages are read too slowly");

    private ClosingRules() {
    }

    private static Failing both(CloseStatus status) {
        return new Failing(status, status);
    }

    // ---- Where no Close can be sent any more: TCP is cut -----------------------------------------------------------

    static IOException writeTimeout(Duration limit) {
        return new IOException("the peer has taken nothing for " + limit.toMillis() + " ms");
    }

    static IOException closeTimeout(Duration limit) {
        return new IOException("the peer has not closed within " + limit.toMillis() + " ms");
    }

    // ---- What the application is told ------------------------------------------------------------------------------

    /** Whether an end is an error: a failure, unless this side had begun to close, and so wanted no more of the connection. */
    public static boolean isError(Event.Closed end) {
        return end.failure() != null && end.begun() == null;
    }

    /**
     * What the local {@code onClose} gets: our own reason where we began the closing handshake and the peer has answered, else
     * what happened.
     */
    public static CloseStatus reported(Event.Closed end) {
        if (end.begun() != null && end.clean()) {
            return end.begun();
        }
        CloseStatus status = end.status();
        boolean unexplained = status.code() == CloseStatus.ABNORMAL_CODE && status.reason().isEmpty();
        return unexplained && end.failure() != null && end.failure().getMessage() != null
                ? new CloseStatus(status.code(), end.failure().getMessage()).fitted() : status;
    }
}
