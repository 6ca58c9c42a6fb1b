package dev.bosphorus.extra;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What a session of Bosphorus can do beyond the specification. Every session of its containers is one. Safe from any thread.
 * After {@code onClose} has returned, the methods throw {@link IllegalStateException}, like those of {@link Session}.
 */
public interface ExtendedSession extends Session {

    /** @throws IllegalArgumentException where the session is one of another implementation */
    static ExtendedSession of(Session session) {
        if (session instanceof ExtendedSession extended) {
            return extended;
        }
        throw new IllegalArgumentException("this session is none of Bosphorus: " + session);
    }

    // ---- Flow ----------------------------------------------------------------------------------------------------

    /** Bytes that were accepted for sending and have not been handed to the operating system, frame headers included. */
    long bufferedAmount();

    /**
     * Calls once when no more than so many bytes are buffered: soon, where that is so now; never from within this method.
     * When the connection ends before, it calls, too. The call runs like a callback, on a thread that may block, but not in turn
     * with the endpoint's own callbacks.
     *
     * @param lowWaterBytes 0 and up
     */
    void onDrain(long lowWaterBytes, Runnable action);

    /** Messages dropped so far ({@link OverflowPolicy#DROP_NEWEST}). */
    long droppedMessages();

    /**
     * No more callbacks for messages, Pings and Pongs until {@link #resume}; the one that is running ends. Nothing more is read
     * from the peer, so that it has to wait, and its Pings with it. The idle timeout goes on. Closing resumes. Idempotent.
     */
    void suspend();

    /** Delivers again what comes, beginning with what has come meanwhile. Idempotent. */
    void resume();

    // ---- Liveness ------------------------------------------------------------------------------------------------

    /**
     * Sends a Ping so often (RFC 6455, 5.5.2). A peer that has not answered in time is cut off: {@code onError} says why,
     * {@code onClose} gets 1006. The endpoint's own handler for Pongs does not see these.
     *
     * @param interval from one Ping to the next, above zero; zero ends it
     * @param timeout  for the answer, above zero and at most the interval
     */
    void setPing(Duration interval, Duration timeout);

    /** The time from the last such Ping that was answered to its answer; empty before. */
    Optional<Duration> latency();

    // ---- Messages ------------------------------------------------------------------------------------------------

    /** Sends a text message without compression, for what is compressed already or secret; otherwise as the basic remote. */
    void sendUncompressed(String text) throws IOException;

    /** Sends a binary message without compression; otherwise as the basic remote. */
    void sendUncompressed(ByteBuffer data) throws IOException;

    /** Encodes a text for this and any other session of Bosphorus. */
    PreparedMessage prepareText(String text);

    /** The same with a copy of these bytes. */
    PreparedMessage prepareBinary(ByteBuffer data);

    /** Sends a prepared message as the basic remote would. */
    void send(PreparedMessage message) throws IOException;

    /** Sends a prepared message as the asynchronous remote would, within its send timeout. */
    void send(PreparedMessage message, SendHandler handler);
}
