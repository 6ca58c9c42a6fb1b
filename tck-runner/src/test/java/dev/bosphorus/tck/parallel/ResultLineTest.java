package dev.bosphorus.tck.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult.Cause;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultLineTest {

    private final List<Object> heard = new ArrayList<>();

    private final SuiteProgress progress = new SuiteProgress() {

        @Override
        public void begun(int classes) {
            heard.add(classes);
        }

        @Override
        public boolean mayBegin(String type) {
            return heard.add(type);
        }

        @Override
        public void ended(Outcome outcome) {
            heard.add(outcome);
        }

        @Override
        public void ended(ClassSum sum) {
            heard.add(sum);
        }
    };

    private void isSaidInOneLine(Object what, String line) {
        assertThat(line.lines()).hasSize(1);
        assertThat(ResultLine.tell(line, progress)).isTrue();
        assertThat(heard).containsExactly(what);
    }

    @Test
    void testThatHasPassedIsSaidInOneLine() {
        Outcome outcome = new Outcome("a.B.c", "it works \u00e9\ud83d\ude00", true, null, Duration.ofNanos(1_234_567));
        isSaidInOneLine(outcome, new ResultLine().of(outcome));
    }

    @Test
    void causeIsSaidInTheSameLine() {
        Cause cause = new Cause("an.Exception", "\"\u0000\\", "an.Exception: \"\u0000\\\r\n\tat there\n");
        Outcome outcome = new Outcome("a.B.c", "c()", false, cause, Duration.ofSeconds(4000));
        isSaidInOneLine(outcome, new ResultLine().of(outcome));
    }

    @Test
    void classIsAskedForInOneLine() {
        isSaidInOneLine("a.B", new ResultLine().asking("a.B"));
    }

    @Test
    void classIsSaidInOneLine() {
        SuiteProgress.ClassSum sum = new SuiteProgress.ClassSum("a.B", 3, 1, Duration.ofMillis(5));
        isSaidInOneLine(sum, new ResultLine().of(sum));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a warning of the JVM", "{", "{}", "{\"test\":\"a.B.c\"", "{\"test\":1}", "{\"class\":\"a.B\"}"})
    void anyOtherLineIsNone(String line) {
        assertThat(ResultLine.tell(line, progress)).isFalse();
        assertThat(heard).isEmpty();
    }
}
