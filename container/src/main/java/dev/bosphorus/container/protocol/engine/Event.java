package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.nio.ByteBuffer;

/** What the peer's bytes mean. A buffer in an event is valid until the next call of {@code poll} or {@code receive}. */
public sealed interface Event {

    /**
     * A part of a text message: UTF-8, valid so far; a code point may be cut in two between parts.
     *
     * @param whole the message, where this part is all of it; else {@code null}
     * @param ahead as for {@link Binary}
     */
    record Text(ByteBuffer part, String whole, boolean last, long ahead) implements Event {
    }

    /**
     * A part of a binary message.
     *
     * @param ahead how many bytes of it are sure to follow if the peer keeps its word: what its frame has announced; 0 for a
     *              compressed message, of which nobody knows
     */
    record Binary(ByteBuffer part, boolean last, long ahead) implements Event {
    }

    /** A Ping; its Pong is queued, unless our Close is out already. */
    record Ping(ByteBuffer payload) implements Event {
    }

    record Pong(ByteBuffer payload) implements Event {
    }

    /**
     * The end: exactly once, always last.
     *
     * @param status  what happened, as the local {@code onClose} reports it: the peer's status, our own where the peer
     *                violated the protocol or we failed, {@link CloseStatus#ABNORMAL_CODE} where the connection ended
     *                without a close handshake
     * @param clean   whether Close frames went both ways
     * @param failure why the connection failed; {@code null} for an orderly end
     * @param begun   what our Close said, where this side began the closing handshake; else {@code null}
     */
    record Closed(CloseStatus status, boolean clean, Throwable failure, CloseStatus begun) implements Event {

        /** An end that this side had not begun. */
        Closed(CloseStatus status, boolean clean, Throwable failure) {
            this(status, clean, failure, null);
        }
    }
}
