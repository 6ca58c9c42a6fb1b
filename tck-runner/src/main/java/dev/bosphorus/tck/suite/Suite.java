package dev.bosphorus.tck.suite;

import java.io.IOException;

/** A suite on its target, with the tests that were asked for. */
public interface Suite {

    /**
     * What a run would run.
     *
     * @throws IOException where it could not be run
     */
    SuitePlan plan() throws IOException;

    /**
     * Runs it in this process, one test after the other.
     *
     * @param progress hears how it goes on
     * @throws IOException where it cannot be run
     */
    SuiteResult run(SuiteProgress progress) throws IOException;
}
