package dev.bosphorus.examples.chat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The members of one room. Events are queued under the room's lock, so that all members see them in one order; queuing is
 * asynchronous and never waits for a slow member.
 */
final class Room {

    static final int MAX_MEMBERS = 100;

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    /** By name, in the order they came; guarded by the lock. */
    private final Map<String, Member> members = new LinkedHashMap<>();
    /** Once the last member has left, nobody enters any more; guarded by the lock. */
    private boolean over;

    Room(String name) {
        this.name = name;
    }

    /** Somebody in this room; the name is unique in it. */
    record Member(Room room, String name, Session session) {

        void say(String text) {
            room.tellAll(new ChatEvent.Said(name, text, Instant.now()));
        }

        private void tell(ChatEvent event) {
            session.getAsyncRemote().sendObject(event, this::told);
        }

        /** One who reads so slowly that the queue is full has to go: a chat with gaps would be worse. */
        private void told(SendResult result) {
            if (!result.isOK() && session.isOpen()) {
                try {
                    session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "too slow for this room"));
                } catch (IOException alreadyGone) {
                    System.getLogger(Room.class.getName()).log(System.Logger.Level.DEBUG, name + " is gone", alreadyGone);
                }
            }
        }
    }

    String name() {
        return name;
    }

    /**
     * Lets somebody in, under another name where theirs is taken.
     *
     * @return null where the room is over
     * @throws IllegalStateException where it is full
     */
    Member enter(String person, Session session) {
        lock.lock();
        try {
            if (over) {
                return null;
            }
            if (members.size() == MAX_MEMBERS) {
                throw new IllegalStateException("the room is full");
            }
            Member member = new Member(this, free(person), session);
            members.put(member.name(), member);
            List<String> names = names();
            member.tell(new ChatEvent.Welcome(name, member.name(), names));
            tellAllBut(member, new ChatEvent.Joined(member.name(), names));
            return member;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether this was the last one: the room is over */
    boolean leave(Member member) {
        lock.lock();
        try {
            if (members.remove(member.name(), member)) {
                tellAllBut(member, new ChatEvent.Left(member.name(), names()));
            }
            over = members.isEmpty();
            return over;
        } finally {
            lock.unlock();
        }
    }

    private void tellAll(ChatEvent event) {
        tellAllBut(null, event);
    }

    private void tellAllBut(Member one, ChatEvent event) {
        lock.lock();
        try {
            // A copy: a member that cannot be told may leave, on this very thread.
            for (Member member : List.copyOf(members.values())) {
                if (member != one) {
                    member.tell(event);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private List<String> names() {
        return List.copyOf(members.keySet());
    }

    private String free(String person) {
        String candidate = person;
        for (int n = 2; members.containsKey(candidate); n++) {
            candidate = person + " (" + n + ')';
        }
        return candidate;
    }
}
