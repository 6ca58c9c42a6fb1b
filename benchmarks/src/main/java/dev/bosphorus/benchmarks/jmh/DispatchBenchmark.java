package dev.bosphorus.benchmarks.jmh;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
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

/** From the bytes of a frame through an annotated endpoint with a blocking send to the bytes of the reply, all but the socket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DispatchBenchmark {

    @Param({"16", "1024"})
    int bytes;

    private MemoryConnection binary;
    private MemoryConnection text;
    private byte[] binaryFrame;
    private byte[] textFrame;

    /** The endpoint: what comes goes back. */
    @ServerEndpoint("/echo")
    public static final class Echo {

        @OnMessage
        public void binary(ByteBuffer message, Session session) throws IOException {
            session.getBasicRemote().sendBinary(message);
        }

        @OnMessage
        public void text(String message, Session session) throws IOException {
            session.getBasicRemote().sendText(message);
        }
    }

    @Setup
    public void setUp() throws DeploymentException {
        byte[] payload = Frames.payload(bytes);
        binaryFrame = Frames.masked(Frames.BINARY, payload);
        textFrame = Frames.masked(Frames.TEXT, payload);
        binary = MemoryConnection.to(Echo.class, "/echo");
        text = MemoryConnection.to(Echo.class, "/echo");
    }

    /** @return the reply, until the next call */
    @Benchmark
    public ByteBuffer binary() {
        return binary.exchange(binaryFrame);
    }

    /** @return the reply, until the next call */
    @Benchmark
    public ByteBuffer text() {
        return text.exchange(textFrame);
    }
}
