package dev.bosphorus.tck.wire.peer;

/** The code under test does what the standard forbids, or not what it demands; its message says what. */
public final class UnmetException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what was expected, and what came */
    public UnmetException(String message) {
        super(message, null, false, false);
    }
}
