package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** permessage-deflate on messages of JSON of about 1 KiB, each of which may refer to those before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DeflateBenchmark {

    static final int MESSAGES = 64;
    private static final int RECORDS = 10;
    private static final int ROOM = 4096;

    private final Extension extension = new PerMessageDeflate()
            .accept(ExtensionHeader.parse(List.of(PerMessageDeflate.NAME)).get(0)).orElseThrow();
    private final PayloadTransform.Outbound deflater = extension.openOutbound();
    private final PayloadTransform.Inbound inflater = extension.openInbound();
    final List<byte[]> messages = new ArrayList<>();
    final List<byte[]> deflated = new ArrayList<>();
    final ByteBuffer out = ByteBuffer.allocate(ROOM);
    private int nextMessage;
    private int nextDeflated;

    /** What the messages become one after the other; so they can be inflated again and again in that order. */
    @Setup
    public void setUp() throws ProtocolException {
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(json(i).getBytes(StandardCharsets.UTF_8));
        }
        PayloadTransform.Outbound first = extension.openOutbound();
        for (byte[] message : messages) {
            deflate(first, message);
            byte[] bytes = new byte[out.flip().remaining()];
            out.get(bytes);
            deflated.add(bytes);
        }
        first.release();
    }

    /** @return how many bytes the message has become */
    @Benchmark
    public int deflate() throws ProtocolException {
        nextMessage = (nextMessage + 1) % MESSAGES;
        return deflate(deflater, messages.get(nextMessage));
    }

    /** @return the length of the message */
    @Benchmark
    public int inflate() throws ProtocolException {
        byte[] bytes = deflated.get(nextDeflated);
        nextDeflated = (nextDeflated + 1) % MESSAGES;
        inflater.begin(Extension.RSV1);
        return transform(inflater, bytes);
    }

    /** The same where each message comes to a connection that has been idle. @return the length of the message */
    @Benchmark
    public int inflateAfterIdling() throws ProtocolException {
        inflater.shrink();
        return inflate();
    }

    private int deflate(PayloadTransform.Outbound transform, byte[] message) throws ProtocolException {
        transform.begin(message.length, true);
        return transform(transform, message);
    }

    private int transform(PayloadTransform transform, byte[] bytes) throws ProtocolException {
        out.clear();
        if (!transform.transform(ByteBuffer.wrap(bytes), true, out)) {
            throw new IllegalStateException("more than " + ROOM + " bytes");
        }
        return out.position();
    }

    private static String json(int number) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < RECORDS; i++) {
            int id = number * RECORDS + i;
            json.append(i == 0 ? "" : ",").append("{\"id\":").append(id).append(",\"symbol\":\"S").append(id * 7919 % 1000)
                    .append("\",\"bid\":").append(id * 104_729 % 10_007 / 100.0).append(",\"ask\":")
                    .append(id * 1_299_709 % 10_009 / 100.0).append(",\"open\":true,\"venue\":\"IST\"}");
        }
        return json.append(']').toString();
    }
}
