package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.PrintStream;

/** Prints a line for each class of tests that has ended, and how long the others will take. */
public final class ClassLines implements SuiteProgress {

    private static final long NANOS = 1_000_000_000L;

    private final PrintStream out;
    private int classes;
    private int ended;
    private long begun;

    /** Prints it there. */
    public ClassLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begun(int number) {
        classes = number;
        begun = System.nanoTime();
    }

    @Override
    public void ended(Outcome outcome) {
        // The line of its class counts it.
    }

    @Override
    public void ended(ClassSum sum) {
        ended++;
        out.printf("[%d/%d] %s: %d passed, %d failed, %.1f s%s%n", ended, classes, sum.name(), sum.passed(), sum.failed(),
                sum.time().toMillis() / 1000.0, left());
        out.flush();
    }

    /** How long it will take still, if what is left takes as long for each class. */
    private String left() {
        long seconds = (System.nanoTime() - begun) / ended * (classes - ended) / NANOS;
        return ended == classes ? "" : ", about " + seconds + " s left";
    }
}
