package dev.bosphorus.extra;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sessions that get the same messages. A message is encoded once, and compressed once for all members that agreed on the same
 * compression. Sending never waits: a member that reads too slowly delays no other, and its own {@link OverflowPolicy} decides
 * what becomes of its messages. Members that have closed leave by themselves. Safe from any thread; the messages of one thread
 * reach every member in their order.
 */
public final class SessionGroup {

    private static final SendHandler NOBODY_ASKS = result -> { };

    private final Set<ExtendedSession> members = ConcurrentHashMap.newKeySet();

    /** Without members. */
    public SessionGroup() {
    }

    /**
     * Adds a session.
     *
     * @return {@code false} where it was a member already
     * @throws IllegalArgumentException where it is one of another implementation
     */
    public boolean add(Session session) {
        return members.add(ExtendedSession.of(session));
    }

    /** @return {@code false} where it was no member */
    public boolean remove(Session session) {
        return members.remove(session);
    }

    /** How many members there are; those that have closed count until the next message. */
    public int size() {
        return members.size();
    }

    /** Sends a text to all members. @return to how many */
    public int send(String text) {
        return send(member -> member.prepareText(text));
    }

    /** Sends a copy of these bytes to all members. @return to how many */
    public int send(ByteBuffer data) {
        return send(member -> member.prepareBinary(data));
    }

    /** Sends a prepared message to all members. @return to how many */
    public int send(PreparedMessage message) {
        return send(member -> message);
    }

    private int send(Function<ExtendedSession, PreparedMessage> prepare) {
        PreparedMessage message = null;
        int sent = 0;
        for (ExtendedSession member : members) {
            try {
                if (!member.isOpen()) {
                    members.remove(member);
                    continue;
                }
                message = message == null ? prepare.apply(member) : message;
                member.send(message, NOBODY_ASKS);
                sent++;
            } catch (IllegalStateException e) {
                // It has closed just now.
                members.remove(member);
            }
        }
        return sent;
    }
}
