package dev.bosphorus.container.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two engines, and between them a wire that cuts wherever bytes can be cut. */
class BackToBackTest {

    private static final ProtocolLimits LIMITS = ProtocolLimits.DEFAULTS;

    @ParameterizedTest
    @CsvSource({"CLIENT, false", "SERVER, false", "CLIENT, true", "SERVER, true"})
    void messagesSurviveOneCutAnywhere(Role sender, boolean extended) {
        byte[] bytes = script(sender, extended);
        List<String> expected = received(sender, extended, bytes);
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(received(sender, extended, bytes, cut)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, false", "SERVER, false", "CLIENT, true", "SERVER, true"})
    void messagesSurviveTwoCutsAnywhere(Role sender, boolean extended) {
        byte[] bytes = script(sender, extended);
        List<String> expected = received(sender, extended, bytes);
        for (int first = 1; first < bytes.length; first++) {
            for (int second = first + 1; second < bytes.length; second++) {
                List<String> received = received(sender, extended, bytes, first, second);
                if (!received.equals(expected)) {
                    assertThat(received).as("cut at %d and %d", first, second).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, false", "SERVER, false", "CLIENT, true", "SERVER, true"})
    void messagesSurviveACutAtEveryByte(Role sender, boolean extended) {
        byte[] bytes = script(sender, extended);
        int[] everywhere = new int[bytes.length - 1];
        Arrays.setAll(everywhere, i -> i + 1);
        assertThat(received(sender, extended, bytes, everywhere)).isEqualTo(received(sender, extended, bytes));
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, false", "SERVER, false", "CLIENT, true", "SERVER, true"})
    void whatIsReceivedIsWhatWasSent(Role sender, boolean extended) {
        assertThat(received(sender, extended, script(sender, extended))).containsExactly(
                "text h\u00e9llo", "binary 150", "ping p1", "text \u20ac\ud83d\ude00aaaaaaaa", "pong p2", "binary 0", "text ", "closed 4000 bye");
    }

    /** What that side sends: every kind of frame, both lengths of length, fragments with control frames between. */
    private static byte[] script(Role sender, boolean extended) {
        WebSocketEngine engine = engine(sender, extended);
        engine.sendText(utf8("h\u00e9llo"), true);
        engine.sendBinary(ByteBuffer.allocate(150), true);
        byte[] text = "\u20ac\ud83d\ude00aaaaaaaa".getBytes(StandardCharsets.UTF_8);
        engine.sendText(ByteBuffer.wrap(text, 0, 2), false);
        engine.sendPing(utf8("p1"));
        engine.sendText(ByteBuffer.allocate(0), false);
        engine.sendText(ByteBuffer.wrap(text, 2, 3), false);
        engine.sendText(ByteBuffer.wrap(text, 5, text.length - 5), true);
        engine.sendPong(utf8("p2"));
        engine.sendBinary(ByteBuffer.allocate(0), false);
        engine.sendBinary(ByteBuffer.allocate(0), true);
        engine.sendText(ByteBuffer.allocate(0), true);
        engine.close(new CloseStatus(4000, "bye"));
        byte[] bytes = Wire.output(engine);
        engine.release();
        return bytes;
    }

    /** Whole messages and control frames as the other side gets them, with the wire cut there. */
    private static List<String> received(Role sender, boolean extended, byte[] bytes, int... cuts) {
        WebSocketEngine engine = engine(sender == Role.CLIENT ? Role.SERVER : Role.CLIENT, extended);
        Messages messages = new Messages();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            engine.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)), 0);
            for (Event event = engine.poll(); event != null; event = engine.poll()) {
                messages.add(event);
            }
            from = to;
        }
        engine.release();
        return messages.received;
    }

    private static WebSocketEngine engine(Role role, boolean extended) {
        List<Extension> extensions = extended ? List.of(new RunLengthExtension(), new CounterExtension()) : List.of();
        return new WebSocketEngine(role, LIMITS, extensions, new EngineResources(() -> Wire.KEY, new LentBuffers(16)));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts parts together. */
    private static final class Messages {
        private final List<String> received = new ArrayList<>();
        private byte[] message = new byte[0];

        void add(Event event) {
            if (event instanceof Event.Text text) {
                append(text.part());
                if (text.last()) {
                    received.add("text " + new String(taken(), StandardCharsets.UTF_8));
                }
            } else if (event instanceof Event.Binary binary) {
                append(binary.part());
                if (binary.last()) {
                    received.add("binary " + taken().length);
                }
            } else if (event instanceof Event.Closed closed) {
                received.add("closed " + closed.status().code() + " " + closed.status().reason());
            } else {
                received.add(Wire.describe(event));
            }
        }

        private void append(ByteBuffer part) {
            int length = message.length;
            message = Arrays.copyOf(message, length + part.remaining());
            part.get(message, length, part.remaining());
        }

        private byte[] taken() {
            byte[] whole = message;
            message = new byte[0];
            return whole;
        }
    }
}
