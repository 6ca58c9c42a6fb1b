package dev.bosphorus.container.protocol.extension;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;

/**
 * One direction of an extension on one connection: turns the payload of messages into another, piece by piece.
 *
 * <p>Not safe for threads: the connection calls it under its lock. Resources are taken at the first {@code begin} that
 * needs them, not before.
 */
public interface PayloadTransform {

    /**
     * Moves bytes of the current message from {@code in} to {@code out} until one of them is used up. A message that passes
     * unchanged is not shown to the transform.
     *
     * @param in   belongs to the transform until the call that returns {@code true}; heap or direct
     * @param last whether {@code in} holds the end of the message; the message is over with the call that returns {@code true}
     * @param out  heap or direct, of any size: the caller may stop at a limit of its own
     * @return whether all of {@code in} is consumed and nothing that can be written yet is held back; where it is
     *         {@code false}, {@code out} is full and the call is to be repeated with more room
     * @throws ProtocolException where the input is malformed; the connection is failed with its status
     */
    boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException;

    /** Gives back what is held, in the middle of a message too. No other call follows, but for {@link Outbound}. */
    void release();

    /** What arrives. */
    interface Inbound extends PayloadTransform {

        /**
         * Starts a message.
         *
         * @param rsv which of this extension's reserved bits the first frame has set
         * @return whether this message is to be transformed; if not, it passes unchanged
         */
        boolean begin(int rsv);

        /**
         * No message has ended for some seconds: what is kept for the next one may be put into less memory, even if that then takes
         * longer to begin. A message may be under way.
         */
        default void shrink() {
        }
    }

    /**
     * What is sent. Between messages {@link #release} may be called at any time, as on a connection that falls idle: the next
     * {@link #begin} starts afresh, which the peer need not be told.
     */
    interface Outbound extends PayloadTransform {

        /**
         * Starts a message.
         *
         * @param firstPartBytes the size of the first part
         * @param whole          whether the first part is all of the message
         * @return the reserved bits to set in the first frame; 0 where the message passes unchanged
         */
        int begin(long firstPartBytes, boolean whole);
    }
}
