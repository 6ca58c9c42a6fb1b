package dev.bosphorus.tck.wire.frame;

/** Which side of the connection is under test; the suite plays the other one. */
public enum Subject {
    /** The suite is its client. */
    SERVER,
    /** The suite is its server. */
    CLIENT;

    /** Whether frames that the suite sends it are masked (RFC 6455, 5.1). */
    public boolean wantsMask() {
        return this == SERVER;
    }
}
