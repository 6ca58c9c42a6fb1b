package dev.bosphorus.container.protocol.handshake;

import java.util.List;
import java.util.Map;

/**
 * Header fields in order, names without regard to case, repeats kept. Immutable.
 */
public final class HeaderFields {

    /** Collects fields; names have to be tokens, values without CR, LF or NUL (else {@link IllegalArgumentException}). */
    public static final class Builder {
        public Builder add(String name, String value) {
            throw new AssertionError(name + value);
        }

        public HeaderFields build() {
            throw new AssertionError();
        }
    }

    /** The first value, or {@code null}. */
    public String first(String name) {
        throw new AssertionError(name);
    }

    /** All values in order; empty where there is none. */
    public List<String> all(String name) {
        throw new AssertionError(name);
    }

    /** The elements of all comma-separated lists of that name, trimmed, empty elements left out (RFC 9110, 5.6.1). */
    public List<String> tokens(String name) {
        throw new AssertionError(name);
    }

    /** A map whose keys disregard case, in the order of first appearance; unmodifiable. */
    public Map<String, List<String>> asMap() {
        throw new AssertionError();
    }
}
