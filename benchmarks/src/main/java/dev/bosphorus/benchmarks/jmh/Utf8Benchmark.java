package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

/** Text of 1 KiB: checked as it arrives, made a string as a callback gets it, and made bytes as it is sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Utf8Benchmark {

    static final int BYTES = 1024;

    /** What is repeated. */
    public enum Kind {
        ASCII("The strait has two currents, one over the other. "),
        MIXED("İstanbul Boğazı, iki akıntı üst üste: çift yönlü. "),
        MULTI_BYTE("博斯普鲁斯海峡有两股水流上下相反");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    @Param
    Kind kind;

    private final Utf8 utf8 = new Utf8();
    String text;
    private ByteBuffer bytes;

    @Setup
    public void setUp() {
        int times = BYTES / kind.text.getBytes(StandardCharsets.UTF_8).length;
        text = kind.text.repeat(times);
        bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Benchmark
    public boolean validate() {
        utf8.reset();
        return utf8.accept(bytes) && utf8.isComplete();
    }

    /** As a message that comes in one part is. */
    @Benchmark
    public String decode() {
        return Utf8.decode(bytes);
    }

    @Benchmark
    public byte[] encode() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
