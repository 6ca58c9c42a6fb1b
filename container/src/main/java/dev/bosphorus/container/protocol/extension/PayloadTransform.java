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
     * Moves bytes of the current message from {@code in} to {@code out} until one of them is used up.
     *
     * @param last whether {@code in} holds the end of the message
     * @return whether all of {@code in} is consumed and nothing that can be written yet is held back; where it is
     *         {@code false}, {@code out} is full and the call is to be repeated with more room
     * @throws ProtocolException where the input is malformed; the connection is failed with its status
     */
    boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException;

    /** Gives back what is held; no other call follows. */
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
    }

    /** What is sent. */
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
