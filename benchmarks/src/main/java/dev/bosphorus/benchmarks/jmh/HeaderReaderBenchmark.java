package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.frame.HeaderReader;
import dev.bosphorus.container.protocol.frame.HeaderWriter;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the headers of a client's frames, one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HeaderReaderBenchmark {

    static final int HEADERS = 64;
    private static final int BINARY = 0x82;
    private static final int KEY = 0x1a2b3c4d;

    /** Each has a length field of its own size. */
    @Param({"16", "1024", "1048576"})
    long payloadBytes;

    private final HeaderReader reader = new HeaderReader(true, 0);
    private ByteBuffer headers;

    @Setup
    public void setUp() {
        // A reader looks at a header as a whole where as many bytes are there as the longest has.
        headers = ByteBuffer.allocate((HEADERS + 1) * HeaderWriter.MAX_BYTES);
        for (int i = 0; i < HEADERS; i++) {
            HeaderWriter.write(headers, BINARY, payloadBytes, true, KEY);
        }
    }

    /** @return the payload's bytes of all of them */
    @Benchmark
    @OperationsPerInvocation(HEADERS)
    public long read() throws ProtocolException {
        headers.clear();
        long sum = 0;
        for (int i = 0; i < HEADERS; i++) {
            if (reader.read(headers)) {
                sum += reader.payloadLength();
            }
        }
        return sum;
    }
}
