package dev.bosphorus.tck.suite;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks, before each class of tests, whether it is to run here. Made by JUnit, which finds it as a service. */
public final class ClassGate implements ExecutionCondition {

    /** The reason why a class is skipped that another process runs. */
    static final String ELSEWHERE = "another process runs it";

    /** Is asked; {@code null} where no suite is run. */
    private static volatile SuiteProgress asked;

    /** For JUnit. */
    public ClassGate() {
    }

    /** From now on. @param progress is asked; {@code null} for nobody */
    static void ask(SuiteProgress progress) {
        asked = progress;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        SuiteProgress progress = asked;
        boolean here = progress == null || context.getTestMethod().isPresent() || context.getTestClass().isEmpty()
                || progress.mayBegin(context.getTestClass().get().getName());
        return here ? ConditionEvaluationResult.enabled(null) : ConditionEvaluationResult.disabled(ELSEWHERE);
    }
}
