package dev.bosphorus.examples.board;

import java.util.List;

/** What everybody at the board is told, see {@link BoardEncoder} for the bytes. */
public sealed interface BoardEvent {

    /** The first event of a session: the colour it draws with, as 0xRRGGBB. */
    record Welcome(int colour) implements BoardEvent {
    }

    /** A line in somebody's colour. */
    record Drawn(int colour, Line line) implements BoardEvent {
    }

    /** What had been drawn before a newcomer came, oldest first. */
    record History(List<Drawn> lines) implements BoardEvent {
    }

    record Cleared() implements BoardEvent {
    }

    /** How many are at the board now. */
    record People(int count) implements BoardEvent {
    }

    record Pong(long at) implements BoardEvent {
    }
}
