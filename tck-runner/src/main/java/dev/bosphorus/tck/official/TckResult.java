package dev.bosphorus.tck.official;

import java.time.Duration;
import java.util.List;

/**
 * What a run of the TCK has come to.
 *
 * @param passed        how many tests have
 * @param failures      the tests that have not, for whatever reason
 * @param notApplicable names of tests that were left out, since they need what the target has not
 * @param time          of the whole run
 */
public record TckResult(int passed, List<Failure> failures, List<String> notApplicable, Duration time) {

    /**
     * A test that has not passed.
     *
     * @param test  like {@code package.Class.method}
     * @param cause {@code null} where it was skipped
     */
    public record Failure(String test, Throwable cause) {
    }

    /** Copies the lists. */
    public TckResult {
        failures = List.copyOf(failures);
        notApplicable = List.copyOf(notApplicable);
    }

    /** How many tests the TCK has, as far as they were asked for. */
    public int total() {
        return passed + failures.size() + notApplicable.size();
    }
}
