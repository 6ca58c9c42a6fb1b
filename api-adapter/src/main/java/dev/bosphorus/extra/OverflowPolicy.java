package dev.bosphorus.extra;

/**
 * What becomes of a message to a peer that reads too slowly: a write waits for it, and so many bytes are queued behind that the
 * queue is above its high-water mark (64 KiB by default). Whatever the policy, a peer that takes nothing at all for the send
 * timeout (20 seconds by default) is cut off.
 *
 * <p>Other policies than {@link #BLOCK} are for whole messages, blocking and asynchronous ones. Parts of messages and streams
 * block in any case: a message that has begun can only be sent to its end. Control frames are never refused.
 */
public enum OverflowPolicy {

    /**
     * A blocking send waits for room, at most for the send timeout, after which the connection is cut. An asynchronous send is
     * queued up to the limit of the queue, above which it fails.
     */
    BLOCK,

    /**
     * The message is dropped, and counted in {@link ExtendedSession#droppedMessages()}. A blocking send returns as if it had
     * been sent; an asynchronous one fails with a {@link DroppedMessageException}. No send waits for the peer: others write.
     */
    DROP_NEWEST,

    /**
     * The session is closed with 1013 (try again later), and the send fails with an {@link java.io.IOException}. No send waits
     * for the peer: others write.
     */
    CLOSE
}
