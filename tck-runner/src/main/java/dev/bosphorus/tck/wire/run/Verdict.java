package dev.bosphorus.tck.wire.run;

/** What a case has shown. */
public enum Verdict {
    /** The subject does what is demanded, and all it should. */
    PASSED,
    /** It does not do what it should. */
    WARNED,
    /** It does not do what it must. */
    FAILED,
    /** It lacks what the case is about, and may. */
    UNSUPPORTED,
    /** The case could not be run. */
    ERROR
}
