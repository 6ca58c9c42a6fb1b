package dev.bosphorus.tck.official;

import dev.bosphorus.tck.official.TckResult.Failure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Gathers results, and prints a line for each class. The tests run one after the other. */
final class ResultListener implements TestExecutionListener {

    private final PrintStream progress;
    private final List<Failure> failures = new ArrayList<>();
    /** Tests whose end is known. */
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Long> begun = new HashMap<>();
    private TestPlan plan;
    private int passed;
    private long classes;
    private long classesEnded;
    private int passedBefore;
    private int failedBefore;

    ResultListener(PrintStream progress) {
        this.progress = progress;
    }

    int passed() {
        return passed;
    }

    List<Failure> failures() {
        return failures;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        classes = started.getRoots().stream().flatMap(root -> started.getDescendants(root).stream())
                .filter(ResultListener::isClass).count();
    }

    private static boolean isClass(TestIdentifier identifier) {
        return identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (isClass(identifier)) {
            begun.put(identifier.getUniqueId(), System.nanoTime());
            passedBefore = passed;
            failedBefore = failures.size();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        failAll(identifier, null);
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!successful) {
            failAll(identifier, result.getThrowable().orElse(null));
        } else if (identifier.isTest() && ended.add(identifier.getUniqueId())) {
            passed++;
        }
        if (isClass(identifier)) {
            Duration time = Duration.ofNanos(System.nanoTime() - begun.get(identifier.getUniqueId()));
            progress.printf("[%d/%d] %s: %d passed, %d failed, %.1f s%n", ++classesEnded, classes, name(identifier),
                    passed - passedBefore, failures.size() - failedBefore, time.toMillis() / 1000.0);
        }
    }

    /** A class that fails takes those of its tests with it that have not run. */
    private void failAll(TestIdentifier identifier, Throwable cause) {
        List<TestIdentifier> all = new ArrayList<>(plan.getDescendants(identifier));
        all.add(identifier);
        boolean reported = false;
        for (TestIdentifier each : all) {
            if (each.isTest() && ended.add(each.getUniqueId())) {
                failures.add(new Failure(name(each), cause));
                reported = true;
            }
        }
        if (!reported) {
            // All its tests had ended when it failed: its undeployment, most likely.
            failures.add(new Failure(name(identifier), cause));
        }
    }

    private static String name(TestIdentifier identifier) {
        return TestNames.of(identifier.getSource(), identifier.getDisplayName());
    }
}
