package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerBenchmarkTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void masksThePayload(boolean direct) {
        MaskerBenchmark benchmark = new MaskerBenchmark();
        benchmark.bytes = 6;
        benchmark.direct = direct;
        benchmark.setUp();
        assertThat(benchmark.mask()).isEqualTo(0x3c4d1a2b);
        byte[] masked = new byte[6];
        benchmark.payload.get(masked);
        assertThat(masked).containsExactly(0x1a, 0x2b, 0x3c, 0x4d, 0x1a, 0x2b);
    }
}
