package dev.bosphorus.examples.board;

/** The first byte of a command or event of the board; all numbers are big-endian. */
final class Tag {

    /** Event: 3 bytes red, green, blue. */
    static final byte WELCOME = 1;
    /** Command: width (1 byte), points. Event: red, green, blue, width (1 byte each), count of points (2 bytes), points. */
    static final byte LINE = 2;
    /** Command and event: nothing more. */
    static final byte CLEAR = 3;
    /** Event: count (2 bytes). */
    static final byte PEOPLE = 4;
    /** Command and event: 8 bytes. */
    static final byte PING = 5;

    private Tag() {
    }
}
