package dev.bosphorus.tck.wire.peer;

/** The case cannot be judged, since the code under test lacks what is optional; its message says what. */
public final class UnsupportedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what is missing */
    public UnsupportedException(String message) {
        super(message, null, false, false);
    }
}
