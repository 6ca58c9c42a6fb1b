package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.junit.JUnitCase;
import dev.bosphorus.tck.junit.JUnitXml;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

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
        JUnitXml.write(file, name, result.started(), result.time(), result.outcomes().stream().map(SuiteReport::test).toList());
    }

    private static JUnitCase test(Outcome outcome) {
        int dot = outcome.test().lastIndexOf('.');
        String group = outcome.test().substring(0, Math.max(dot, 0));
        String name = outcome.test().substring(dot + 1) + " - " + outcome.title();
        if (outcome.passed()) {
            return JUnitCase.passed(group, name, outcome.time());
        }
        Throwable cause = outcome.cause();
        return cause == null ? new JUnitCase(group, name, outcome.time(), JUnitCase.Outcome.FAILED, "skipped", null, null)
                : new JUnitCase(group, name, outcome.time(), JUnitCase.Outcome.FAILED, String.valueOf(cause.getMessage()),
                        cause.getClass().getName(), trace(cause));
    }

    private static String trace(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
