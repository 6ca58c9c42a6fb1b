package dev.bosphorus.tck.command;

import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import dev.bosphorus.tck.wire.cases.Severity;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tests of a suite as cases, so that they have the same reports, and runs on several targets can be compared. */
final class SuiteCases {

    private SuiteCases() {
    }

    /** @param root the package that all tests are below, with a dot at the end */
    static RunResult of(SuiteResult result, String root, String name) {
        Map<String, Integer> seen = new HashMap<>();
        List<CaseResult> cases = new ArrayList<>();
        for (Outcome outcome : result.outcomes()) {
            String id = id(outcome.test(), root);
            int run = seen.merge(id, 1, Integer::sum);
            cases.add(one(outcome, run == 1 ? id : id + "/" + run));
        }
        result.notApplicable().forEach(test -> cases.add(new CaseResult(id(test, root), "", Severity.MUST, test, Verdict.UNSUPPORTED,
                List.of("needs what the target has not"), 0, List.of())));
        return new RunResult(name, Subject.SERVER, name, result.started(), result.time().toMillis(), cases);
    }

    private static String id(String test, String root) {
        return (test.startsWith(root) ? test.substring(root.length()) : test).replace('.', '/');
    }

    /** A title is like {@code WSC-4.5-1: what is required}. */
    private static CaseResult one(Outcome outcome, String id) {
        int colon = outcome.title().indexOf(": ");
        String reference = colon < 0 ? "" : outcome.title().substring(0, colon);
        List<String> findings = outcome.passed() ? List.of() : List.of(SuiteOutput.reason(outcome));
        return new CaseResult(id, reference, Severity.MUST, outcome.title().substring(colon < 0 ? 0 : colon + 2),
                outcome.passed() ? Verdict.PASSED : Verdict.FAILED, findings, outcome.time().toNanos() / 1000, List.of());
    }
}
