package dev.bosphorus.extra;

/** What becomes of a message to a peer that reads too slowly: its queue is above the high-water mark. */
public enum OverflowPolicy {

    /**
     * A blocking send waits for room, at most for the send timeout, after which the connection is cut. An asynchronous send is
     * queued up to the limit of the queue, above which it fails.
     */
    BLOCK,

    /**
     * The message is dropped, and counted in {@link ExtendedSession#droppedMessages()}. A blocking send returns as if it had
     * been sent; an asynchronous one fails with a {@link DroppedMessageException}. Parts of messages and streams are never
     * dropped: they block.
     */
    DROP_NEWEST,

    /** The session is closed with 1013 (try again later), and the send fails with an {@link java.io.IOException}. */
    CLOSE
}
