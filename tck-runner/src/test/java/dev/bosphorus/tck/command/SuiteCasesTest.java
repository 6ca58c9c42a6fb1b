package dev.bosphorus.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteResult.Cause;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuiteCasesTest {

    private static List<CaseResult> cases(Outcome... outcomes) {
        SuiteResult result = new SuiteResult(List.of(outcomes), List.of(), Instant.EPOCH, Duration.ofSeconds(1));
        return SuiteCases.of(result, "a.suite.", "it").cases();
    }

    private static Outcome outcome(String title, Cause cause) {
        return new Outcome("a.suite.b.C.d", title, cause == null, cause, Duration.ofMillis(3));
    }

    @Test
    void titleIsReferenceAndRequirement() {
        assertThat(cases(outcome("WSC-1: it does: always", null))).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo("b/C/d");
            assertThat(one.reference()).isEqualTo("WSC-1");
            assertThat(one.requirement()).isEqualTo("it does: always");
            assertThat(one.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(one.micros()).isEqualTo(3000);
        });
    }

    @Test
    void failureSaysWhy() {
        assertThat(cases(outcome("d()", new Cause("an.Exception", "no\nmore", "an.Exception: no\nmore\n\tat there")))).singleElement().satisfies(one -> {
            assertThat(one.requirement()).isEqualTo("d()");
            assertThat(one.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(one.findings()).containsExactly("an.Exception: no");
        });
    }

    @Test
    void runsOfOneTestHaveNamesOfTheirOwn() {
        assertThat(cases(outcome("x [1]", null), outcome("x [2]", null))).extracting(CaseResult::id).containsExactly("b/C/d", "b/C/d/2");
    }
}
