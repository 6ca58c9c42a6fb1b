package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a suite in several processes at a time, its children, since one process can have only one run: each is started once, and runs each
 * class of tests that no other has begun when it gets there. What has not been run since a child has died is a failure. The children end with this process.
 */
public final class ParallelRun {

    private ParallelRun() {
    }

    /**
     * Runs it.
     *
     * @param command  starts a child, which calls {@link ShareRun}
     * @param plan     what is to be run
     * @param most     how many children there are at most
     * @param progress hears how it goes on
     * @param log      for what the children print
     * @return the results, in the order of the plan
     * @throws IOException where a child cannot be started
     */
    public static SuiteResult run(List<String> command, SuitePlan plan, int most, SuiteProgress progress, PrintStream log)
            throws IOException {
        Instant started = Instant.now();
        long start = System.nanoTime();
        progress.begun(plan.classes().size());
        List<Child> children = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> left = ConcurrentHashMap.newKeySet();
        left.addAll(plan.classes());
        try {
            while (children.size() < Math.min(most, plan.classes().size())) {
                children.add(Child.start(command, plan, left::remove, "child " + (children.size() + 1), progress, log));
            }
            for (Child child : children) {
                child.await();
            }
            // None of the children is alive that would have got to these.
            left.forEach(type -> children.get(0).fail(type));
            children.forEach(child -> outcomes.addAll(child.outcomes()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            children.forEach(Child::close);
        }
        List<String> classes = plan.classes();
        outcomes.sort(Comparator.comparingInt(outcome -> place(classes, outcome.test())));
        return new SuiteResult(outcomes, plan.notApplicable(), started, Duration.ofNanos(System.nanoTime() - start));
    }

    /** The place of a test's class. A failure of a whole class bears the name of the class; that of something else comes last. */
    private static int place(List<String> classes, String test) {
        int place = Math.max(classes.indexOf(test), classes.indexOf(test.substring(0, Math.max(test.lastIndexOf('.'), 0))));
        return place < 0 ? classes.size() : place;
    }
}
