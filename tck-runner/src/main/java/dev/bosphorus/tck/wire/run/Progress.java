package dev.bosphorus.tck.wire.run;

/** Is told of each case that has ended, by several threads. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress NONE = (result, done, total) -> {
    };

    /** @param done how many have ended, this one with them */
    void ended(CaseResult result, int done, int total);
}
