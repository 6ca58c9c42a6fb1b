package dev.bosphorus.examples.chat;

/** What a member may send: a JSON object whose {@code type} is the record's name in lower case. */
public sealed interface ChatCommand {

    /**
     * Says something to everybody in the room.
     *
     * @param text 1 to {@value #MAX_CHARS} characters
     */
    record Say(String text) implements ChatCommand {

        static final int MAX_CHARS = 2_000;

        public Say {
            if (text.isBlank() || text.length() > MAX_CHARS) {
                throw new IllegalArgumentException("a message has 1 to " + MAX_CHARS + " characters");
            }
        }
    }

    /**
     * Asks for a {@link ChatEvent.Pong}, which tells the round-trip time.
     *
     * @param at the sender's clock, in any unit, which comes back as it is
     */
    record Ping(double at) implements ChatCommand {

        public Ping {
            if (!Double.isFinite(at)) {
                throw new IllegalArgumentException("at must be a finite number");
            }
        }
    }
}
