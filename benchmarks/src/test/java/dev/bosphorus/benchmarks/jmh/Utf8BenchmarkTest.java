package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Utf8BenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void bytesAndTextAreTheSame(Utf8Benchmark.Kind kind) {
        Utf8Benchmark benchmark = new Utf8Benchmark();
        benchmark.kind = kind;
        benchmark.setUp();
        assertThat(benchmark.validate()).isTrue();
        assertThat(benchmark.decode()).isEqualTo(benchmark.text);
        assertThat(benchmark.encode()).hasSizeBetween(Utf8Benchmark.BYTES - 64, Utf8Benchmark.BYTES)
                .isEqualTo(benchmark.text.getBytes(StandardCharsets.UTF_8));
    }
}
