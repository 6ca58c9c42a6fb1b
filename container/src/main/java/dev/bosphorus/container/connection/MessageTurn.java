package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.transport.Completion;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Whose message is on its way in parts, and what has to wait until it has ended. Belongs to the connection's lock. */
final class MessageTurn {

    /** An asynchronous send of that thread, which waits for the end of another message. */
    record Deferred(Kind kind, ByteBuffer payload, boolean last, Object owner, Thread thread, Completion completion) {
    }

    /** A {@link Sender} or a stream, while a message is under way; else {@code null}. */
    private Object owner;
    /** Who sent the part before. */
    private Thread thread;
    /** Created by the first that has to wait. */
    private Queue<Deferred> deferred;
    /** The bytes of their payloads. */
    private long deferredBytes;

    /**
     * Whether a message, or a part of one, can go now.
     *
     * @param sender the owner of the message; {@code null} for a whole one
     * @throws IllegalStateException where whoever sends has another message under way, and would wait for itself
     */
    boolean isFree(Kind kind, Object sender) {
        if (owner == null || isControl(kind) || Sender.goesOn(sender, owner)) {
            return true;
        }
        if (thread == Thread.currentThread() || owner == Sender.current()) {
            throw new IllegalStateException("this thread has begun another message and not ended it");
        }
        return false;
    }

    /** Notes what that thread has sent. @return whether the turn has passed on */
    boolean sent(Kind kind, Object sender, boolean last, Thread by) {
        if (isControl(kind)) {
            return false;
        }
        boolean ended = last && owner != null;
        owner = last ? null : sender;
        thread = last ? null : by;
        return ended;
    }

    void defer(Deferred send) {
        if (deferred == null) {
            deferred = new ArrayDeque<>();
        }
        deferred.add(send);
        deferredBytes += send.payload().remaining();
    }

    /** The next send that had to wait and can go now; {@code null} where there is none. */
    Deferred takeDeferred() {
        boolean can = deferred != null && !deferred.isEmpty() && (owner == null || owner == deferred.peek().owner());
        if (!can) {
            return null;
        }
        Deferred next = deferred.remove();
        deferredBytes -= next.payload().remaining();
        return next;
    }

    boolean hasDeferred() {
        return deferred != null && !deferred.isEmpty();
    }

    long deferredBytes() {
        return deferredBytes;
    }

    /** What those that wait take up in memory, at least. */
    long heldBytes() {
        return deferred == null ? 0 : deferredBytes + (long) deferred.size() * OutboundQueue.FRAME_BYTES;
    }

    /** Everything that waits, {@code null} where nothing does; it waits no longer. */
    Queue<Deferred> dropDeferred() {
        Queue<Deferred> dropped = deferred;
        deferred = null;
        deferredBytes = 0;
        return dropped;
    }

    private static boolean isControl(Kind kind) {
        return kind == Kind.PING || kind == Kind.PONG;
    }
}
