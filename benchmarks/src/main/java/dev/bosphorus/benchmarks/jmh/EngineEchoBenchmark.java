package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.util.List;
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

/** A server's engine that echoes: a masked frame in, a frame out. The copy that a read from a socket would make is part of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineEchoBenchmark {

    @Param({"16", "1024", "65536"})
    int bytes;

    private final WebSocketEngine engine =
            new WebSocketEngine(Role.SERVER, ProtocolLimits.DEFAULTS, List.of(), Frames.RESOURCES);
    private byte[] frame;
    private ByteBuffer in;
    ByteBuffer out;

    @Setup
    public void setUp() {
        frame = Frames.masked(Frames.BINARY, Frames.payload(bytes));
        in = ByteBuffer.allocate(frame.length);
        out = ByteBuffer.allocate(frame.length);
    }

    /** @return the bytes of the frame that goes out */
    @Benchmark
    public int echo() {
        in.clear().put(frame).flip();
        out.clear();
        engine.receive(in, 0);
        for (Event event = engine.poll(); event != null; event = engine.poll()) {
            if (event instanceof Event.Binary binary) {
                engine.sendBinary(binary.part(), binary.last());
                drain();
            }
        }
        return out.position();
    }

    private void drain() {
        for (OutboundFrame next = engine.takeOutput(); next != null; next = engine.takeOutput()) {
            next.drainTo(out);
        }
    }
}
