package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.BINARY;
import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static dev.bosphorus.container.protocol.engine.Wire.feed;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static dev.bosphorus.container.protocol.engine.Wire.hex;
import static dev.bosphorus.container.protocol.engine.Wire.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, section 9: extensions in the engine, with two that are nothing but arithmetic. */
class EngineExtensionsTest {

    private static final int RUNS = Extension.RSV2;
    private static final int COUNTER = Extension.RSV3;
    private static final ProtocolLimits LIMITS = new ProtocolLimits(1 << 20, 1000, 100, 100, 1024, 10);

    private final LentBuffers scratch = new LentBuffers(16);

    private WebSocketEngine engine(Role role, Extension... extensions) {
        return new WebSocketEngine(role, LIMITS, List.of(extensions), new EngineResources(() -> Wire.KEY, scratch));
    }

    // ---- Receiving -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void messageWithTheBitIsTransformedAndOneWithoutPasses(Role role) {
        assertThat(feed(engine(role, new RunLengthExtension()), frame(role, FIN | RUNS | TEXT, "\3a\2b"),
                frame(role, FIN | TEXT, "\3a"))).containsExactly("text aaabb.", "text \3a.");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void fragmentsAreTransformedAsOneMessage(Role role) {
        assertThat(feed(engine(role, new RunLengthExtension()), frame(role, RUNS | TEXT, "\3"), frame(role, FIN | PING, "\3"),
                frame(role, CONT, ""), frame(role, CONT, "a\2"), frame(role, FIN | CONT, "b")))
                .containsExactly("ping \3", "text aaa+", "text bb.");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void emptyMessageWithTheBitIsEmpty(Role role) {
        assertThat(feed(engine(role, new RunLengthExtension()), frame(role, FIN | RUNS | BINARY, "")))
                .containsExactly("binary .");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void outputLargerThanABufferComesInParts(Role role) {
        List<String> events = feed(engine(role, new RunLengthExtension()), frame(role, FIN | RUNS | TEXT, "\50a"));
        assertThat(events).containsExactly("text " + "a".repeat(16) + "+", "text " + "a".repeat(16) + "+", "text aaaaaaaa.");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void extensionAppliedLastIsUndoneFirst(Role role) {
        byte[] shrunk = {3, 'a', 2, 'b'};
        byte[] counted = new byte[4];
        for (int i = 0; i < 4; i++) {
            counted[i] = (byte) (shrunk[i] ^ i);
        }
        assertThat(feed(engine(role, new RunLengthExtension(), new CounterExtension()),
                frame(role, FIN | RUNS | COUNTER | TEXT, counted), frame(role, FIN | COUNTER | BINARY, new byte[] {5, 5}),
                frame(role, FIN | RUNS | BINARY, new byte[] {2, 7})))
                .containsExactly("text aaabb.", "binary 0504.", "binary 0707.");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void textIsCheckedAfterTheTransform(Role role) {
        assertThat(feed(engine(role, new RunLengthExtension()), frame(role, FIN | RUNS | TEXT, new byte[] {2, (byte) 0xC3})))
                .containsExactly("closed 1007 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void inputRefusedByATransformClosesWithItsCode(Role role) {
        WebSocketEngine engine = engine(role, new RunLengthExtension());
        assertThat(feed(engine, frame(role, FIN | RUNS | TEXT, "\3"))).containsExactly("closed 1007 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {RUNS | CONT, FIN | RUNS | CONT, FIN | RUNS | PING, FIN | COUNTER | TEXT})
    void bitOnAnyOtherFrameThanTheFirstOfAMessageClosesWith1002(int firstByte) {
        for (Role role : Role.values()) {
            WebSocketEngine engine = engine(role, new RunLengthExtension());
            assertThat(feed(engine, frame(role, RUNS | TEXT, "\1a"), frame(role, firstByte, "")))
                    .containsExactly("text a+", "closed 1002 failed");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void bombStopsAtTheLimit(Role role) {
        byte[] bomb = new byte[2000];
        Arrays.fill(bomb, (byte) 0xFF);
        WebSocketEngine engine = engine(role, new RunLengthExtension());
        engine.receive(ByteBuffer.wrap(frame(role, FIN | RUNS | BINARY, bomb)), 0);
        int received = 0;
        Event event = engine.poll();
        while (event instanceof Event.Binary part) {
            received += part.part().remaining();
            event = engine.poll();
        }
        assertThat(Wire.describe(event)).isEqualTo("closed 1009 failed");
        assertThat(received).isBetween(1000 - 16, 1000);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void messageOfExactlyTheLimitIsDelivered(Role role) {
        WebSocketEngine engine = engine(role, new RunLengthExtension());
        engine.setMaxTextMessageBytes(32);
        assertThat(feed(engine, frame(role, FIN | RUNS | TEXT, "\40a"))).last().isEqualTo("text " + "a".repeat(16) + ".");
        assertThat(feed(engine, frame(role, FIN | RUNS | TEXT, "\41a"))).last().isEqualTo("closed 1009 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anyChunkingGivesTheSameMessages(Role role) {
        byte[] bytes = Wire.bytes(frame(role, RUNS | TEXT, "\3a\50"), frame(role, FIN | PING, "x"), frame(role, FIN | CONT, "b"),
                frame(role, FIN | RUNS | BINARY, "\0a"), frame(role, FIN | BINARY, "tail"));
        String whole = joined(feed(engine(role, new RunLengthExtension(), new CounterExtension()), bytes, bytes.length));
        for (int chunk = 1; chunk < bytes.length; chunk++) {
            assertThat(joined(feed(engine(role, new RunLengthExtension(), new CounterExtension()), bytes, chunk)))
                    .as("chunks of %d", chunk).isEqualTo(whole);
        }
        assertThat(scratch.lent()).isZero();
    }

    /** The messages, and behind them the control frames. */
    private static String joined(List<String> events) {
        StringBuilder messages = new StringBuilder();
        List<String> others = new ArrayList<>();
        for (String event : events) {
            if (event.startsWith("text ") || event.startsWith("binary ")) {
                messages.append(event.substring(event.indexOf(' ') + 1).replaceFirst("\\+$", ""));
            } else {
                others.add(event);
            }
        }
        return messages + String.join("|", others);
    }

    @Test
    void brokenExtensionClosesWith1011() {
        assertThat(feed(engine(Role.SERVER, new Broken()), frame(Role.SERVER, FIN | Extension.RSV1 | TEXT, "x")))
                .containsExactly("closed 1011 failed");
        assertThat(scratch.lent()).isZero();
    }

    @Test
    void extensionThatFailsToBeginClosesWith1011() {
        Broken broken = new Broken();
        broken.failsToBegin = true;
        assertThat(feed(engine(Role.SERVER, broken), frame(Role.SERVER, FIN | TEXT, "x"))).containsExactly("closed 1011 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shrinkableSinceTheArrivalOfTheLastMessageThatWasTransformed(Role role) {
        WebSocketEngine engine = engine(role, new RunLengthExtension());
        assertThat(shrinkableAfter(engine, 1, frame(role, FIN | TEXT, "plain"))).isEqualTo(WebSocketEngine.NEVER);
        assertThat(shrinkableAfter(engine, 2, frame(role, RUNS | TEXT, "\2a"))).isEqualTo(WebSocketEngine.NEVER);
        assertThat(shrinkableAfter(engine, 3, frame(role, FIN | CONT, "\50a"))).isEqualTo(3);
        assertThat(shrinkableAfter(engine, 4, frame(role, FIN | PING, ""))).isEqualTo(3);
        engine.shrink();
        assertThat(engine.shrinkableSince()).isEqualTo(WebSocketEngine.NEVER);
        assertThat(engine.readyState()).isEqualTo(ReadyState.OPEN);
    }

    private static long shrinkableAfter(WebSocketEngine engine, long arrivedAt, byte[] frame) {
        engine.receive(ByteBuffer.wrap(frame), arrivedAt);
        Wire.drain(engine, new ArrayList<>());
        return engine.shrinkableSince();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void extensionThatFailsToShrinkClosesWith1011(Role role) {
        Broken broken = new Broken();
        broken.passes = true;
        WebSocketEngine engine = engine(role, broken);
        assertThat(feed(engine, frame(role, FIN | Extension.RSV1 | TEXT, "x"))).containsExactly("text x.");
        engine.shrink();
        assertThat(Wire.describe(engine.poll())).isEqualTo("closed 1011 failed");
    }

    @Test
    void eventStaysValidWhileAnotherThreadFailsTheConnection() {
        WebSocketEngine engine = engine(Role.CLIENT, new RunLengthExtension());
        engine.receive(ByteBuffer.wrap(frame(Role.CLIENT, FIN | RUNS | TEXT, "\50a")), 0);
        Event.Text text = (Event.Text) engine.poll();
        engine.fail(CloseStatus.of(1001), CloseStatus.ABNORMAL, null);
        assertThat(Wire.describe(text)).isEqualTo("text " + "a".repeat(16) + "+");
        assertThat(Wire.describe(engine.poll())).isEqualTo("closed 1006");
        assertThat(scratch.lent()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void detachedInputIsReadFromItsCopy(Role role) {
        WebSocketEngine engine = engine(role, new RunLengthExtension(), new CounterExtension());
        byte[] bytes = Wire.bytes(frame(role, FIN | RUNS | TEXT, "\50a\1b"), frame(role, FIN | TEXT, "plain"));
        engine.receive(ByteBuffer.wrap(bytes), 0);
        List<String> events = new ArrayList<>();
        events.add(Wire.describe(engine.poll()));
        engine.detachInput();
        Arrays.fill(bytes, (byte) 0);
        assertThat(engine.hasInput()).isTrue();
        Wire.drain(engine, events);
        assertThat(events).containsExactly("text " + "a".repeat(16) + "+", "text " + "a".repeat(16) + "+",
                "text aaaaaaaab.", "text plain.");
    }

    // ---- Sending ---------------------------------------------------------------------------------------------------

    @Test
    void bitsStandOnTheFirstFrameOnly() {
        WebSocketEngine engine = engine(Role.SERVER, new RunLengthExtension());
        engine.sendText(ByteBuffer.wrap("aaa".getBytes()), false);
        engine.sendPing(ByteBuffer.wrap("ppp".getBytes()));
        engine.sendText(ByteBuffer.wrap("b".getBytes()), true);
        assertThat(hex(output(engine))).isEqualTo("21020361" + "8903707070" + "80020162");
    }

    @Test
    void messageThatAnExtensionLeavesAloneHasNoBit() {
        WebSocketEngine engine = engine(Role.SERVER, new RunLengthExtension());
        engine.sendText(ByteBuffer.wrap("a".getBytes()), true);
        engine.sendText(ByteBuffer.wrap("aa".getBytes()), true);
        engine.sendText(ByteBuffer.allocate(0), true);
        assertThat(hex(output(engine))).isEqualTo("810161" + "a1020261" + "8100");
    }

    @Test
    void extensionsApplyInTheOrderAgreed() {
        WebSocketEngine engine = engine(Role.SERVER, new RunLengthExtension(), new CounterExtension());
        engine.sendBinary(ByteBuffer.wrap(new byte[] {7, 7, 8}), true);
        assertThat(hex(output(engine))).isEqualTo("b204" + "0206" + "030b");
        WebSocketEngine reverse = engine(Role.SERVER, new CounterExtension(), new RunLengthExtension());
        reverse.sendBinary(ByteBuffer.wrap(new byte[] {7, 6, 5}), true);
        assertThat(hex(output(reverse))).isEqualTo("b202" + "0307");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anySizeGoesThereAndBack(Role role) {
        Role peer = role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
        for (int length = 0; length < 1000; length += 37) {
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (i * i / 50);
            }
            WebSocketEngine sender = engine(role, new RunLengthExtension(), new CounterExtension());
            sender.sendBinary(ByteBuffer.wrap(payload), true);
            WebSocketEngine receiver = engine(peer, new RunLengthExtension(), new CounterExtension());
            assertThat(joined(feed(receiver, output(sender)))).isEqualTo(hex(payload) + ".");
        }
        assertThat(scratch.lent()).isZero();
    }

    @Test
    void failureOfAnExtensionWhileSendingClosesWith1011() {
        WebSocketEngine engine = engine(Role.SERVER, new Broken());
        assertThatIllegalStateException().isThrownBy(() -> engine.sendText(ByteBuffer.allocate(1), true));
        assertThat(Wire.describe(engine.poll())).isEqualTo("closed 1011 failed");
        assertThat(scratch.lent()).isZero();
    }

    // ---- Resources -------------------------------------------------------------------------------------------------

    @Test
    void transformsAreOpenedWithTheFirstMessageAndReleasedOnce() {
        CounterExtension counter = new CounterExtension();
        WebSocketEngine engine = engine(Role.SERVER, counter);
        assertThat(counter.open()).isZero();
        feed(engine, frame(Role.SERVER, FIN | TEXT, "a"), frame(Role.SERVER, FIN | TEXT, "b"));
        assertThat(counter.open()).isEqualTo(1);
        engine.sendText(ByteBuffer.allocate(0), true);
        engine.sendText(ByteBuffer.allocate(0), true);
        assertThat(counter.open()).isEqualTo(2);
        engine.release();
        assertThat(counter.open()).isZero();
    }

    @Test
    void extensionsThatShareABitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> engine(Role.SERVER, new CounterExtension(), new CounterExtension()));
    }

    /** Asks for ever more room and claims RSV1. */
    private static final class Broken implements Extension, PayloadTransform.Inbound, PayloadTransform.Outbound {
        private boolean failsToBegin;
        private boolean passes;

        @Override
        public ExtensionHeader agreed() {
            return new ExtensionHeader("x-broken", List.of());
        }

        @Override
        public int reservedBits() {
            return RSV1;
        }

        @Override
        public PayloadTransform.Inbound openInbound() {
            return this;
        }

        @Override
        public PayloadTransform.Outbound openOutbound() {
            return this;
        }

        @Override
        public boolean begin(int rsv) {
            if (failsToBegin) {
                throw new UnsupportedOperationException("begin");
            }
            return true;
        }

        @Override
        public int begin(long firstPartBytes, boolean whole) {
            return RSV1;
        }

        @Override
        public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
            if (passes) {
                out.put(in);
            }
            return passes;
        }

        @Override
        public void shrink() {
            throw new UnsupportedOperationException("shrink");
        }

        @Override
        public void release() {
            throw new UnsupportedOperationException("never released here");
        }
    }
}
