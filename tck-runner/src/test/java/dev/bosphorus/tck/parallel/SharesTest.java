package dev.bosphorus.tck.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static List<SuiteTest> suite(int... sizes) {
        return IntStream.range(0, sizes.length).boxed().flatMap(type -> tests(type, sizes[type])).toList();
    }

    private static Stream<SuiteTest> tests(int type, int size) {
        return IntStream.range(0, size).mapToObj(test -> new SuiteTest("a.C" + type + ".t" + test, "t" + test));
    }

    @Test
    void everyTestIsInOneShareWithAllOfItsClass() {
        List<SuiteTest> suite = suite(3, 1, 4, 1, 5, 9, 2, 6);
        List<SuitePlan> shares = Shares.of(suite, 3);
        assertThat(shares).flatExtracting(SuitePlan::tests).containsExactlyInAnyOrderElementsOf(suite);
        assertThat(shares).flatExtracting(SuitePlan::classes).doesNotHaveDuplicates();
    }

    @Test
    void sharesAreOfAboutTheSameSize() {
        assertThat(Shares.of(suite(1, 1, 1, 7, 2, 4, 2), 3)).extracting(share -> share.tests().size()).containsExactlyInAnyOrder(7, 6, 5);
    }

    @Test
    void noShareIsEmpty() {
        assertThat(Shares.of(suite(2, 1), 8)).extracting(SuitePlan::classes).containsExactly(List.of("a.C0"), List.of("a.C1"));
        assertThat(Shares.of(List.of(), 8)).isEmpty();
    }
}
