package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.adapter.path.UriTemplate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the endpoint of a request among a hundred. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TemplateMapBenchmark {

    private static final int ENDPOINTS = 50;

    /** An exact path, one with variables, and one that nothing matches. */
    @Param({"/service7/status", "/service7/rooms/blue%20room/users/42", "/service7/rooms/blue/other/42"})
    String path;

    private final TemplateMap<Integer> map = new TemplateMap<>();

    @Setup
    public void setUp() {
        for (int i = 0; i < ENDPOINTS; i++) {
            map.put(UriTemplate.parse("/service" + i + "/status"), i);
            map.put(UriTemplate.parse("/service" + i + "/rooms/{room}/users/{user}"), i);
        }
    }

    @Benchmark
    public TemplateMap.Match<Integer> find() {
        return map.find(path);
    }
}
