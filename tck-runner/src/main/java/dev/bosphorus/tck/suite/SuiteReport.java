package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.junit.JUnitCase;
import dev.bosphorus.tck.junit.JUnitXml;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The result of a suite of JUnit tests as the XML that build servers show. A test that was skipped is a failure: it shows nothing. */
public final class SuiteReport {

    private SuiteReport() {
    }

    /**
     * Writes it.
     *
     * @param name of the run
     * @throws IOException where the file cannot be written
     */
    public static void write(Path file, String name, SuiteResult result) throws IOException {
        JUnitXml.write(file, name, result.started(), result.time(), tests(result));
    }

    private static List<JUnitCase> tests(SuiteResult result) {
        return Stream.concat(result.outcomes().stream().map(SuiteReport::test), result.notApplicable().stream().map(SuiteReport::skipped))
                .toList();
    }

    private static JUnitCase skipped(String test) {
        return new JUnitCase(group(test), method(test), Duration.ZERO, JUnitCase.Outcome.SKIPPED, "needs what the target has not", null, null);
    }

    private static String group(String test) {
        return test.substring(0, Math.max(test.lastIndexOf('.'), 0));
    }

    private static String method(String test) {
        return test.substring(test.lastIndexOf('.') + 1);
    }

    private static JUnitCase test(Outcome outcome) {
        String group = group(outcome.test());
        String name = method(outcome.test()) + " - " + outcome.title();
        if (outcome.passed()) {
            return JUnitCase.passed(group, name, outcome.time());
        }
        SuiteResult.Cause cause = outcome.cause();
        return cause == null ? new JUnitCase(group, name, outcome.time(), JUnitCase.Outcome.FAILED, "skipped", null, null)
                : new JUnitCase(group, name, outcome.time(), JUnitCase.Outcome.FAILED, cause.message(), cause.type(), cause.trace());
    }
}
