package dev.bosphorus.extra;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a session of Bosphorus can do beyond the specification. Every session of its containers is one. Safe from any thread.
 * After {@code onClose} has returned, the methods throw {@link IllegalStateException}, like those of {@link Session}; those that
 * say what they return then, and those that prepare messages, do not.
 */
public interface ExtendedSession extends Session {

    /** @throws IllegalArgumentException where the session is one of another implementation */
    static ExtendedSession of(Session session) {
        if (session instanceof ExtendedSession extended) {
            return extended;
        }
        throw new IllegalArgumentException("no session of Bosphorus, but of another implementation: " + session);
    }

    // ---- Flow ----------------------------------------------------------------------------------------------------

    /**
     * Bytes that were accepted for sending and have not been handed to the operating system, frame headers included. A write
     * takes what has piled up, and counts until all of it is written.
     */
    long bufferedAmount();

    /**
     * Runs an action once, as soon as no more than so many bytes are buffered, be that now: never earlier, and never from within
     * this method. Runs it also when the connection ends before. Whoever wants to know again asks again, in the action for
     * instance. It runs like a callback of the endpoint, on a thread that may block, but not in turn with the callbacks or with
     * other actions; what it throws goes to {@code onError}.
     *
     * @param lowWaterBytes 0 and up, see {@link #bufferedAmount}
     * @throws IllegalArgumentException where that is negative
     */
    void onDrain(long lowWaterBytes, Runnable action);

    /** Messages dropped so far ({@link OverflowPolicy#DROP_NEWEST}). */
    long droppedMessages();

    /**
     * No more callbacks for messages and Pongs until {@link #resume}; the one that is running ends. What has been read is kept,
     * and nothing more is read, so that the peer has to wait; its Pings are not answered and its Close is not seen meanwhile.
     * Sending goes on. The idle timeout runs on, and ends the session where nothing is sent either. {@code close} resumes, since
     * the peer's answer is to be read. Idempotent.
     */
    void suspend();

    /** Delivers again what comes, beginning with what has come meanwhile, but never from within this method. Idempotent. */
    void resume();

    // ---- Liveness ------------------------------------------------------------------------------------------------

    /**
     * Sends a Ping so often (RFC 6455, 5.5.2), the first after one interval. A peer that has not answered in time is cut off:
     * {@code onError} says why, {@code onClose} gets 1006. The endpoint's own handler for Pongs does not see these answers.
     *
     * <p>The peer's time runs from when the Ping has left. While this side does not read, since it is suspended or a callback of
     * this session takes long, it does not run out. No Ping is sent while the one before waits for its answer. Pings and Pongs
     * are traffic: the idle timeout begins anew with them.
     *
     * @param interval from one Ping to the next, above zero; zero ends it
     * @param timeout  for the answer, above zero
     * @throws IllegalArgumentException where they are not; then nothing changes
     */
    void setPing(Duration interval, Duration timeout);

    /** The time from the last such Ping that was answered to its answer; empty before. */
    Optional<Duration> latency();

    /**
     * Has somebody told once that the session has ended, right before {@code onClose} and on its thread. Added twice, it is told
     * once. What it throws goes to {@code onError}.
     *
     * @return {@code false} where it is too late, and it is not told
     */
    boolean addEndListener(Consumer<? super ExtendedSession> listener);

    /** Has it not told any more; without effect where it would not be, also after the end. */
    void removeEndListener(Consumer<? super ExtendedSession> listener);

    // ---- Messages ------------------------------------------------------------------------------------------------

    /** Sends a text message without compression, for what is compressed already or secret; otherwise as the basic remote. */
    void sendUncompressed(String text) throws IOException;

    /** Sends a binary message without compression; otherwise as the basic remote. */
    void sendUncompressed(ByteBuffer data) throws IOException;

    /** Encodes a text for this and any other session of Bosphorus. */
    PreparedMessage prepareText(String text);

    /** The same with a copy of these bytes; the position of the buffer stays. */
    PreparedMessage prepareBinary(ByteBuffer data);

    /** Sends a prepared message as the basic remote would. */
    void send(PreparedMessage message) throws IOException;

    /** Sends a prepared message as the asynchronous remote would, within its send timeout. */
    void send(PreparedMessage message, SendHandler handler);

    /**
     * Sends a prepared message without waiting, and without telling how that went: the least work. A peer that takes nothing for
     * the container's send timeout is cut off.
     *
     * @return whether it was taken; {@code false} where the {@link OverflowPolicy} or the limit of the queue refuses it, and
     *         where the session is closing or closed
     */
    boolean offer(PreparedMessage message);
}
