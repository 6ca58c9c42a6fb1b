package dev.bosphorus.tck.junit;

import java.time.Duration;

/**
 * One test of a {@link JUnitXml}.
 *
 * @param group   the test's class, or what stands for one
 * @param name    within the group
 * @param message in short, why it has not passed; may be {@code null}
 * @param type    of what went wrong; {@code null} where there is none
 * @param details in long; may be {@code null}
 */
public record JUnitCase(String group, String name, Duration time, Outcome outcome, String message, String type, String details) {

    /** How a test may end. */
    public enum Outcome {
        /** It has passed. */
        PASSED("", ""),
        /** What was tested is not as it should be. */
        FAILED("failure", "failures"),
        /** The test itself has not worked. */
        ERROR("error", "errors"),
        /** It was not run, and did not have to be. */
        SKIPPED("skipped", "skipped");

        final String element;
        final String sum;

        Outcome(String element, String sum) {
            this.element = element;
            this.sum = sum;
        }
    }

    /** One that has passed. */
    public static JUnitCase passed(String group, String name, Duration time) {
        return new JUnitCase(group, name, time, Outcome.PASSED, null, null, null);
    }
}
