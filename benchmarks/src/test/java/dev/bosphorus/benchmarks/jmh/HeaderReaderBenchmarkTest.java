package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderBenchmarkTest {

    @ParameterizedTest
    @ValueSource(longs = {16, 1024, 1 << 20})
    void readsEachHeaderEachTime(long payloadBytes) throws Exception {
        HeaderReaderBenchmark benchmark = new HeaderReaderBenchmark();
        benchmark.payloadBytes = payloadBytes;
        benchmark.setUp();
        assertThat(benchmark.read()).isEqualTo(HeaderReaderBenchmark.HEADERS * payloadBytes);
        assertThat(benchmark.read()).isEqualTo(HeaderReaderBenchmark.HEADERS * payloadBytes);
    }
}
