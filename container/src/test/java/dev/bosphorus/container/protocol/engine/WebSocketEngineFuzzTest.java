package dev.bosphorus.container.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any bytes in any pieces, to either role, with and without extensions: only events, the last of them Closed, in bounded
 * memory, and nothing but legal frames in answer.
 *
 * <p>As a plain test it replays the inputs in the resources; with {@code JAZZER_FUZZ=1} in the environment, as in the
 * {@code fuzz} execution of the build, it searches for new ones.
 */
class WebSocketEngineFuzzTest {

    private static final int SCRATCH_BYTES = 64;
    private static final int MAX_MESSAGE_BYTES = 1000;
    private static final ProtocolLimits LIMITS = new ProtocolLimits(500, MAX_MESSAGE_BYTES, 20, 50, 1024, 10);

    @FuzzTest(maxDuration = "10s")
    void anyBytesBecomeEventsAndTheLastIsClosed(FuzzedDataProvider data) {
        Role role = data.consumeBoolean() ? Role.SERVER : Role.CLIENT;
        List<Extension> extensions = switch (data.consumeInt(0, 2)) {
            case 0 -> List.of();
            case 1 -> List.of(new RunLengthExtension());
            default -> List.of(new RunLengthExtension(), new CounterExtension());
        };
        LentBuffers scratch = new LentBuffers(SCRATCH_BYTES);
        WebSocketEngine engine = new WebSocketEngine(role, LIMITS, extensions, new EngineResources(() -> Wire.KEY, scratch));
        Judge judge = new Judge(role == Role.SERVER ? Role.CLIENT : Role.SERVER);
        boolean whole = data.consumeBoolean();
        while (data.remainingBytes() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(data.consumeBytes(whole ? Integer.MAX_VALUE : data.consumeInt(1, 40)));
            judge.received += bytes.remaining();
            engine.receive(bytes, 0);
            judge.drain(engine);
            assertThat(bytes.hasRemaining()).as("bytes left").isFalse();
        }
        engine.receiveEnd(null);
        judge.drain(engine);
        engine.release();
        assertThat(judge.closed).as("Closed has come").isTrue();
        assertThat(scratch.lent()).as("buffers not given back").isZero();
    }

    /** Follows the events of one engine, and reads its answers as the peer would. */
    private static final class Judge {
        private final Utf8 utf8 = new Utf8();
        private final WebSocketEngine peer;
        private long received;
        private long messageBytes;
        private boolean closed;

        Judge(Role peer) {
            this.peer = new WebSocketEngine(peer, LIMITS, List.of(), new EngineResources(() -> 0, new LentBuffers(1)));
        }

        void drain(WebSocketEngine engine) {
            for (Event event = engine.poll(); event != null; event = engine.poll()) {
                assertThat(closed).as("an event after Closed").isFalse();
                accept(event);
                answers(engine);
            }
            answers(engine);
        }

        private void accept(Event event) {
            if (event instanceof Event.Text text) {
                boolean whole = messageBytes == 0 && text.last();
                assertThat(text.whole())
                        .isEqualTo(whole ? StandardCharsets.UTF_8.decode(text.part().duplicate()).toString() : null);
                assertThat(utf8.accept(text.part())).isTrue();
                assertThat(!text.last() || utf8.isComplete()).isTrue();
                part(text.part(), text.last());
            } else if (event instanceof Event.Binary binary) {
                part(binary.part(), binary.last());
            } else if (event instanceof Event.Ping ping) {
                assertThat(ping.payload().remaining()).isLessThanOrEqualTo(125);
            } else if (event instanceof Event.Pong pong) {
                assertThat(pong.payload().remaining()).isLessThanOrEqualTo(125);
            } else {
                closed = true;
            }
        }

        private void part(ByteBuffer part, boolean last) {
            assertThat(part.hasRemaining() || last).as("an empty part is the last").isTrue();
            assertThat(part.remaining()).isLessThanOrEqualTo((int) Math.max(received, SCRATCH_BYTES));
            messageBytes += part.remaining();
            assertThat(messageBytes).isLessThanOrEqualTo(MAX_MESSAGE_BYTES);
            if (last) {
                messageBytes = 0;
            }
        }

        private void answers(WebSocketEngine engine) {
            byte[] sent = Wire.output(engine);
            if (sent.length > 0) {
                peer.receive(ByteBuffer.wrap(sent), 0);
                for (Event event = peer.poll(); event != null; event = peer.poll()) {
                    if (event instanceof Event.Closed end) {
                        assertThat(end.clean()).as("our Close is legal: %s", end).isTrue();
                    } else {
                        assertThat(event).isInstanceOf(Event.Pong.class);
                    }
                }
            }
        }
    }
}
