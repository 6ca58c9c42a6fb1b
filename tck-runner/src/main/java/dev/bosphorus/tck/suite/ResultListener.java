package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.suite.SuiteProgress.ClassSum;
import dev.bosphorus.tck.suite.SuiteResult.Cause;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Gathers results, and tells of them. The tests run one after the other. */
final class ResultListener implements TestExecutionListener {

    private final SuiteProgress progress;
    private final List<Outcome> outcomes = new ArrayList<>();
    /** Tests whose end is known. */
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Long> begun = new HashMap<>();
    private TestPlan plan;
    private int failed;
    private int outcomesBefore;
    private int failedBefore;

    ResultListener(SuiteProgress progress) {
        this.progress = progress;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        progress.begun((int) started.getRoots().stream().flatMap(root -> started.getDescendants(root).stream())
                .filter(ResultListener::isClass).count());
    }

    private static boolean isClass(TestIdentifier identifier) {
        return identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    /** A parameterized test stands for its runs until there are some. */
    private boolean isTest(TestIdentifier identifier) {
        return identifier.isTest() || identifier.getSource().filter(MethodSource.class::isInstance).isPresent()
                && plan.getChildren(identifier).isEmpty();
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        begun.put(identifier.getUniqueId(), System.nanoTime());
        if (isClass(identifier)) {
            outcomesBefore = outcomes.size();
            failedBefore = failed;
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        if (!reason.equals(ClassGate.ELSEWHERE)) {
            failAll(identifier, null);
        }
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        boolean successful = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (!successful) {
            failAll(identifier, result.getThrowable().orElse(null));
        } else if (identifier.isTest() && ended.add(identifier.getUniqueId())) {
            add(identifier, true, null);
        }
        if (isClass(identifier)) {
            int failures = failed - failedBefore;
            progress.ended(new ClassSum(name(identifier), outcomes.size() - outcomesBefore - failures, failures, time(identifier)));
        }
    }

    /** A class that fails takes those of its tests with it that have not run. */
    private void failAll(TestIdentifier identifier, Throwable cause) {
        List<TestIdentifier> all = new ArrayList<>(plan.getDescendants(identifier));
        all.add(identifier);
        boolean reported = false;
        for (TestIdentifier each : all) {
            if (isTest(each) && ended.add(each.getUniqueId())) {
                fail(each, cause);
                reported = true;
            }
        }
        if (!reported) {
            // All its tests had ended when it failed: its undeployment, most likely.
            fail(identifier, cause);
        }
    }

    private void fail(TestIdentifier identifier, Throwable cause) {
        add(identifier, false, cause);
        failed++;
    }

    private void add(TestIdentifier identifier, boolean passed, Throwable cause) {
        Outcome outcome = new Outcome(name(identifier), title(identifier), passed, Cause.of(cause), time(identifier));
        outcomes.add(outcome);
        progress.ended(outcome);
    }

    /** A run of a parameterized test has the test's own title before it. */
    private String title(TestIdentifier identifier) {
        return plan.getParent(identifier).filter(parent -> !isClass(parent) && identifier.isTest())
                .map(parent -> parent.getDisplayName() + " " + identifier.getDisplayName())
                .orElseGet(identifier::getDisplayName);
    }

    private Duration time(TestIdentifier identifier) {
        Long start = begun.get(identifier.getUniqueId());
        return start == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }

    private static String name(TestIdentifier identifier) {
        return TestNames.of(identifier.getSource(), identifier.getDisplayName());
    }
}
