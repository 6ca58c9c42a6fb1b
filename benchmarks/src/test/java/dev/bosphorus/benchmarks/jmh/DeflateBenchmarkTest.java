package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateBenchmarkTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasDeflatedIsInflatedAgainAndAgain(boolean idling) throws Exception {
        DeflateBenchmark benchmark = new DeflateBenchmark();
        benchmark.setUp();
        for (int i = 0; i < 2 * DeflateBenchmark.MESSAGES; i++) {
            byte[] bytes = new byte[idling ? benchmark.inflateAfterIdling() : benchmark.inflate()];
            benchmark.out.flip().get(bytes);
            assertThat(bytes).isEqualTo(benchmark.messages.get(i % DeflateBenchmark.MESSAGES)).hasSizeBetween(700, 1400);
        }
    }

    @Test
    void messagesReferToThoseBefore() throws Exception {
        DeflateBenchmark benchmark = new DeflateBenchmark();
        benchmark.setUp();
        benchmark.deflate();
        assertThat(benchmark.deflate()).isEqualTo(benchmark.out.position()).isLessThan(benchmark.deflated.get(0).length);
    }
}
