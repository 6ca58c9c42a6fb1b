package dev.bosphorus.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.path.TemplateMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateMapBenchmarkTest {

    private static TemplateMap.Match<Integer> find(String path) {
        TemplateMapBenchmark benchmark = new TemplateMapBenchmark();
        benchmark.path = path;
        benchmark.setUp();
        return benchmark.find();
    }

    @Test
    void findsThePathOrNothing() {
        assertThat(find("/service7/status").value()).isEqualTo(7);
        assertThat(find("/service7/rooms/blue%20room/users/42").parameters()).isEqualTo(Map.of("room", "blue room", "user", "42"));
        assertThat(find("/service7/rooms/blue/other/42")).isNull();
    }
}
