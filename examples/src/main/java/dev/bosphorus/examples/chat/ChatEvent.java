package dev.bosphorus.examples.chat;

import java.time.Instant;
import java.util.List;

/** What members are told: a JSON object whose {@code type} is the record's name in lower case. */
public sealed interface ChatEvent {

    /** The first event of a session: the name it goes by, and everybody in the room, itself included. */
    record Welcome(String room, String you, List<String> members) implements ChatEvent {
    }

    record Joined(String name, List<String> members) implements ChatEvent {
    }

    record Left(String name, List<String> members) implements ChatEvent {
    }

    record Said(String name, String text, Instant at) implements ChatEvent {
    }

    record Pong(double at) implements ChatEvent {
    }

    /** The last message was of no use. */
    record Problem(String text) implements ChatEvent {
    }
}
