package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.http.Admission.Verdict;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void connectionsUpToTheLimitAreServed() {
        Admission admission = new Admission(2);
        assertThat(admission.enter()).isEqualTo(Verdict.SERVE);
        assertThat(admission.enter()).isEqualTo(Verdict.SERVE);
        assertThat(admission.enter()).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void oneThatLeavesMakesRoom() {
        Admission admission = new Admission(1);
        admission.enter();
        assertThat(admission.enter()).isEqualTo(Verdict.REFUSE);
        admission.leave();
        admission.leave();
        assertThat(admission.enter()).isEqualTo(Verdict.SERVE);
    }

    @Test
    void floodIsCutWithoutAnAnswerAndDoesNotCount() {
        Admission admission = new Admission(1);
        admission.enter();
        for (int i = 0; i < 256; i++) {
            assertThat(admission.enter()).isEqualTo(Verdict.REFUSE);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(admission.enter()).isEqualTo(Verdict.CUT);
        }
        admission.leave();
        assertThat(admission.enter()).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void withoutALimitAllAreServed() {
        assertThat(new Admission(Integer.MAX_VALUE).enter()).isEqualTo(Verdict.SERVE);
    }
}
