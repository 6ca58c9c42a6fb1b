package dev.bosphorus.examples.chat;

import jakarta.websocket.Session;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms with somebody in them. A room is there from the first who enters to the last who leaves. */
final class Rooms {

    private final ConcurrentMap<String, Room> rooms = new ConcurrentHashMap<>();

    /** @throws IllegalStateException where the room is full */
    Room.Member enter(String name, String person, Session session) {
        while (true) {
            Room room = rooms.computeIfAbsent(name, Room::new);
            Room.Member member = room.enter(person, session);
            if (member != null) {
                return member;
            }
            // The last member has just left: that room is over, the next one is new.
            rooms.remove(name, room);
        }
    }

    void leave(Room.Member member) {
        Room room = member.room();
        if (room.leave(member)) {
            rooms.remove(room.name(), room);
        }
    }
}
