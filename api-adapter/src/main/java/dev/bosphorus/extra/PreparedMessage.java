package dev.bosphorus.extra;

/**
 * A message that is encoded once, and where sessions agreed on the same compression compressed once, to be sent to many of
 * them; see {@link ExtendedSession#prepareText}. Immutable, safe from any thread.
 */
public interface PreparedMessage {

    /** Whether it is a text message, and not a binary one. */
    boolean isText();

    /** Its size in bytes before compression. */
    int size();
}
