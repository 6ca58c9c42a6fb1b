package dev.bosphorus.extra;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sessions that get the same messages. A message is encoded once, and compressed once for all members that agreed on the same
 * compression. Sending never waits: a member that reads too slowly delays no other, and its own {@link OverflowPolicy} decides
 * what becomes of its messages. A session leaves by itself when it ends, before its {@code onClose}. Safe from any thread; the
 * messages of one thread reach every member in their order.
 */
public final class SessionGroup {

    private final Set<ExtendedSession> members = ConcurrentHashMap.newKeySet();
    /** One object for all members, by which they know this group. */
    private final Consumer<ExtendedSession> leaving = members::remove;

    /** Without members. */
    public SessionGroup() {
    }

    /**
     * Adds a session.
     *
     * @return {@code false} where it was a member already, or has ended
     * @throws IllegalArgumentException where it is one of another implementation
     */
    public boolean add(Session session) {
        ExtendedSession member = ExtendedSession.of(session);
        if (!members.add(member)) {
            return false;
        }
        boolean added = member.addEndListener(leaving);
        if (!added) {
            members.remove(member);
        }
        return added;
    }

    /**
     * Removes a session.
     *
     * @return {@code false} where it was no member
     */
    public boolean remove(Session session) {
        boolean removed = session instanceof ExtendedSession && members.remove(session);
        if (removed) {
            ((ExtendedSession) session).removeEndListener(leaving);
        }
        return removed;
    }

    /** How many members there are. */
    public int size() {
        return members.size();
    }

    /**
     * Sends a text to all members.
     *
     * @return how many took it, see {@link ExtendedSession#offer}
     */
    public int send(String text) {
        return send(member -> member.prepareText(text));
    }

    /**
     * Sends a copy of these bytes to all members; the position of the buffer stays.
     *
     * @return how many took it
     */
    public int send(ByteBuffer data) {
        return send(member -> member.prepareBinary(data));
    }

    /**
     * Sends a prepared message to all members.
     *
     * @return how many took it
     */
    public int send(PreparedMessage message) {
        return send(member -> message);
    }

    private int send(Function<ExtendedSession, PreparedMessage> prepare) {
        PreparedMessage message = null;
        int taken = 0;
        for (ExtendedSession member : members) {
            if (message == null) {
                message = prepare.apply(member);
            }
            if (member.offer(message)) {
                taken++;
            }
        }
        return taken;
    }
}
