package dev.bosphorus.tck.wire.peer;

/** The code under test does what the standard forbids, or not what it demands; its message says what. */
public final class UnmetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unlawful;

    /** @param message what was expected, and what came */
    public UnmetException(String message) {
        this(message, false);
    }

    private UnmetException(String message, boolean unlawful) {
        super(message, null, false, false);
        this.unlawful = unlawful;
    }

    /** The subject has sent what no endpoint may send, whatever it was sent itself. */
    static UnmetException unlawful(String message) {
        return new UnmetException(message, true);
    }

    /** Whether the subject has sent what no endpoint may send: however little the case demands, it has failed. */
    public boolean isUnlawful() {
        return unlawful;
    }
}
