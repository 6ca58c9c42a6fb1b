package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.frame.Masker;
import java.nio.ByteBuffer;
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

/** Unmasking a payload in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MaskerBenchmark {

    private static final int KEY = 0x1a2b3c4d;

    @Param({"16", "1024", "65536"})
    int bytes;
    @Param({"false", "true"})
    boolean direct;

    ByteBuffer payload;

    /** As in a server, the code has met buffers of both kinds before. */
    @Setup
    public void setUp() {
        ByteBuffer onHeap = ByteBuffer.allocate(256);
        ByteBuffer offHeap = ByteBuffer.allocateDirect(256);
        for (int i = 0; i < 20_000; i++) {
            Masker.mask(onHeap, 0, 256, KEY);
            Masker.mask(offHeap, 0, 256, KEY);
        }
        payload = direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }

    @Benchmark
    public int mask() {
        return Masker.mask(payload, 0, bytes, KEY);
    }
}
