package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 31, 32, 63, 64, 1_000, 123_456, 2_000_000_000, Long.MAX_VALUE})
    void aDurationIsKnownToWithinThreePercent(long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(nanos);
        assertThat(histogram.micros(0.5) * 1e3).isBetween((double) nanos, nanos * 1.0323 + 1);
    }

    @Test
    void partsOfAllAreFound() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 1; i <= 1000; i++) {
            histogram.add(i * 1000L);
        }
        assertThat(histogram.micros(0.5)).isCloseTo(500, within(16.0));
        assertThat(histogram.micros(0.99)).isCloseTo(990, within(32.0));
        assertThat(new LatencyHistogram().micros(0.5)).isNaN();
    }
}
