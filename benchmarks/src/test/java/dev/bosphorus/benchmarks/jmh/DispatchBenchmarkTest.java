package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DispatchBenchmarkTest {

    @Test
    void theEndpointsReplyComesBackEachTime() throws Exception {
        DispatchBenchmark benchmark = new DispatchBenchmark();
        benchmark.bytes = 1024;
        benchmark.setUp();
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.binary()).isEqualTo(Frames.plain(Frames.BINARY, Frames.payload(1024)));
            assertThat(benchmark.text()).isEqualTo(Frames.plain(Frames.TEXT, Frames.payload(1024)));
        }
    }
}
