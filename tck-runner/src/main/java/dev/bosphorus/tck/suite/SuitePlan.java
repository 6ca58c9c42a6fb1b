package dev.bosphorus.tck.suite;

import java.util.List;

/**
 * What a run would run.
 *
 * @param tests         in the order of the run
 * @param notApplicable names of tests that would be left out, since they need what the target has not
 */
public record SuitePlan(List<SuiteTest> tests, List<String> notApplicable) {

    /** Copies the lists. */
    public SuitePlan {
        tests = List.copyOf(tests);
        notApplicable = List.copyOf(notApplicable);
    }

    /** The classes of the tests, in the order of the run. */
    public List<String> classes() {
        return tests.stream().map(SuiteTest::className).distinct().toList();
    }
}
