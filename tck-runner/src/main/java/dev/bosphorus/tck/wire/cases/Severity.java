package dev.bosphorus.tck.wire.cases;

/** How much a case demands. */
public enum Severity {
    /** The standard says MUST. What it says SHOULD of in the same case is reported, too. */
    MUST,
    /** The standard says SHOULD, or a registry gives the value no meaning. */
    SHOULD,
    /** The standard leaves it open; the case notes what the subject does. */
    INFO
}
