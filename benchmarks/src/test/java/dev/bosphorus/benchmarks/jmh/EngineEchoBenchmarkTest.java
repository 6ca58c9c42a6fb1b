package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineEchoBenchmarkTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 1024, 65_536})
    void theFrameGoesOutUnmaskedEachTime(int bytes) {
        EngineEchoBenchmark benchmark = new EngineEchoBenchmark();
        benchmark.bytes = bytes;
        benchmark.setUp();
        for (int i = 0; i < 2; i++) {
            benchmark.echo();
            assertThat(benchmark.out.flip()).isEqualTo(Frames.plain(Frames.BINARY, Frames.payload(bytes)));
        }
    }
}
