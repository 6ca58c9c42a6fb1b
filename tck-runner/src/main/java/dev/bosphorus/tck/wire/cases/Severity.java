package dev.bosphorus.tck.wire.cases;

/** How much a case demands. */
public enum Severity {
    /**
     * The standard says MUST of what the subject does, or what it is sent has no lawful reading. What the standard says SHOULD of in the
     * same case is reported, too.
     */
    MUST,
    /**
     * The standard says SHOULD; or it forbids something to the sender and does not tell the receiver what to do; or a registry gives the
     * value no meaning; or a subject that waits would wait in vain.
     */
    SHOULD,
    /** The standard leaves it open; the case notes what the subject does. */
    INFO
}
