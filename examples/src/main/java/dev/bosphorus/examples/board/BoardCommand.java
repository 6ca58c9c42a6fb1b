package dev.bosphorus.examples.board;

/** What somebody at the board may send: one binary message each, see {@link BoardDecoder} for the bytes. */
public sealed interface BoardCommand {

    /** Draws a line. */
    record Draw(Line line) implements BoardCommand {
    }

    /** Wipes the board for everybody. */
    record Clear() implements BoardCommand {
    }

    /**
     * Asks for a {@link BoardEvent.Pong}, which tells the round-trip time.
     *
     * @param at eight bytes of the sender's choice, which come back as they are
     */
    record Ping(long at) implements BoardCommand {
    }
}
