package dev.bosphorus.tck.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each known fault of our engine is found by the cases of the wire suite that are there for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {

    /** An engine with a fault lets a case wait; one without answers at once, and may take its time on a slow machine. */
    private static final Duration PATIENCE_WITH_FAULTS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** No fault hurts all of them: what is tested is there, and does its part. They have its classes loaded, too, which takes its time. */
    private static final List<String> ALIVE = List.of("framing/length/text-1", "server-handshake/method/POST",
            "client-handshake/refuse/status-200");

    @ParameterizedTest
    @MethodSource("faults")
    void isCaught(Fault fault) throws Exception {
        FaultyLoader loader = new FaultyLoader(fault);
        try (Tested tested = Tested.of(fault.subject(), loader)) {
            assertThat(tested.run(ALIVE, PATIENCE)).extracting(CaseResult::verdict).contains(Verdict.PASSED);
            assertThat(tested.run(fault.caughtBy(), PATIENCE_WITH_FAULTS)).hasSameSizeAs(fault.caughtBy())
                    .allSatisfy(one -> assertThat(one.verdict()).as("%s %s", one.id(), one.findings()).isIn(Verdict.FAILED, Verdict.WARNED));
        }
        assertThat(loader.isFaulty()).as("the faulty class is used").isTrue();
    }

    /** So it is the fault that a case finds. */
    @ParameterizedTest
    @EnumSource
    void withoutAFaultTheSameCasesPass(Subject subject) throws Exception {
        List<String> wanted = new ArrayList<>(ALIVE);
        faults().stream().filter(fault -> fault.subject() == subject).map(Fault::caughtBy).forEach(wanted::addAll);
        try (Tested tested = Tested.of(subject, new FaultyLoader(null))) {
            assertThat(tested.run(wanted, PATIENCE)).isNotEmpty()
                    .allSatisfy(one -> assertThat(one.verdict()).as("%s %s", one.id(), one.findings()).isEqualTo(Verdict.PASSED));
        }
    }

    static List<Fault> faults() {
        return Faults.all();
    }
}
