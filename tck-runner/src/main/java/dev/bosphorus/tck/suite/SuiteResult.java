package dev.bosphorus.tck.suite;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run of a suite has come to.
 *
 * @param outcomes      of the tests that were run, or should have been
 * @param notApplicable names of tests that were left out, since they need what the target has not
 * @param started       when it began
 * @param time          of the whole run
 */
public record SuiteResult(List<Outcome> outcomes, List<String> notApplicable, Instant started, Duration time) {

    /**
     * How one test has ended.
     *
     * @param test   like {@code package.Class.method}
     * @param title  what it shows, as the suite says it
     * @param passed whether it has; a test that was skipped, or whose class failed before it, has not
     * @param cause  why it has not; {@code null} where it was skipped
     * @param time   that it took
     */
    public record Outcome(String test, String title, boolean passed, Cause cause, Duration time) {
    }

    /**
     * What a test has thrown, in words: it may have been thrown in another process, or by a class of another class path.
     *
     * @param type    its class; {@code null} where nothing was thrown, but the process has ended
     * @param message of it
     * @param trace   as {@link Throwable#printStackTrace()} prints it
     */
    public record Cause(String type, String message, String trace) {

        /** Puts it into words. @param thrown may be {@code null}, and so is then the result */
        public static Cause of(Throwable thrown) {
            if (thrown == null) {
                return null;
            }
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            return new Cause(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), trace.toString());
        }

        /** The first line of the trace. */
        public String line() {
            return trace.lines().findFirst().orElse("");
        }
    }

    /** Copies the lists. */
    public SuiteResult {
        outcomes = List.copyOf(outcomes);
        notApplicable = List.copyOf(notApplicable);
    }

    /** How many tests have passed. */
    public int passed() {
        return outcomes.size() - failures().size();
    }

    /** The tests that have not passed, for whatever reason. */
    public List<Outcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    }

    /** How many tests the suite has, as far as they were asked for. */
    public int total() {
        return outcomes.size() + notApplicable.size();
    }
}
