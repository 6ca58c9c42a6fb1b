package dev.bosphorus.container.protocol.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;
import dev.bosphorus.container.protocol.extension.DeflateOptions;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that many connections share, and messages that extensions leave alone. */
class SharedMessageTest {

    private static final PerMessageDeflate FACTORY = new PerMessageDeflate(DeflateOptions.DEFAULTS.withMinBytes(8));
    private static final String LONG = "a message that repeats itself, that repeats itself, that repeats itself";
    private static final String OTHER = "another message that repeats itself, that repeats itself";

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SharedMessage shared(String text) {
        return new SharedMessage(true, utf8(text));
    }

    /** Two engines that have agreed on deflate: sender and receiver. */
    private record Pair(WebSocketEngine sender, WebSocketEngine receiver, List<String> received) {

        static Pair of(Role role, String parameters) {
            ExtensionHeader header = ExtensionHeader.parse(List.of(parameters)).get(0);
            Extension server = FACTORY.accept(header).orElseThrow();
            Extension client = FACTORY.confirm(server.agreed(), List.of(header)).orElseThrow();
            boolean fromServer = role == Role.SERVER;
            return new Pair(Wire.engine(role, ProtocolLimits.DEFAULTS, fromServer ? server : client),
                    Wire.engine(fromServer ? Role.CLIENT : Role.SERVER, ProtocolLimits.DEFAULTS, fromServer ? client : server),
                    new ArrayList<>());
        }

        /** Brings over what the sender has. @return it */
        byte[] pass() {
            byte[] bytes = Wire.output(sender);
            received.addAll(Wire.feed(receiver, bytes));
            return bytes;
        }
    }

    static Stream<String> agreements() {
        return Stream.of("permessage-deflate", "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; server_max_window_bits=8; client_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=9; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void withoutExtensionsItIsAnOrdinaryFrame(Role role) {
        WebSocketEngine one = Wire.engine(role);
        WebSocketEngine other = Wire.engine(role);
        one.sendText(utf8(LONG), true);
        other.sendPrepared(shared(LONG));
        assertThat(Wire.output(other)).isEqualTo(Wire.output(one));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void itCanBeSentAgainAndAgain(Role role) {
        SharedMessage message = new SharedMessage(false, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        WebSocketEngine engine = Wire.engine(role);
        engine.sendPrepared(message);
        byte[] first = Wire.output(engine);
        engine.sendPrepared(message);
        assertThat(Wire.output(engine)).isEqualTo(first);
        assertThat(message.payload().remaining()).isEqualTo(3);
    }

    /** RFC 7692, 7.2.3.2: whatever came before, the receiver can inflate it, and what comes afterwards. */
    @ParameterizedTest
    @MethodSource("agreements")
    void compressedOnceItFitsBetweenTheOthers(String agreement) {
        SharedMessage message = shared(LONG);
        for (Role role : Role.values()) {
            Pair pair = Pair.of(role, agreement);
            pair.sender().sendText(utf8(OTHER), true);
            pair.sender().sendText(utf8(OTHER), true);
            pair.sender().sendPrepared(message);
            pair.sender().sendText(utf8(OTHER), true);
            pair.sender().sendText(utf8(LONG), true);
            pair.sender().sendPrepared(message);
            pair.sender().sendPrepared(message);
            pair.sender().sendText(utf8(LONG), true);
            pair.pass();
            assertThat(pair.received()).containsExactly("text " + OTHER + ".", "text " + OTHER + ".", "text " + LONG + ".",
                    "text " + OTHER + ".", "text " + LONG + ".", "text " + LONG + ".", "text " + LONG + ".", "text " + LONG + ".");
        }
    }

    static Stream<Arguments> rolesWindowsAndTakeover() {
        return Stream.of(Role.values()).flatMap(role -> IntStream.rangeClosed(8, 15).boxed()
                .flatMap(bits -> Stream.of(Arguments.of(role, bits, true), Arguments.of(role, bits, false))));
    }

    /**
     * RFC 7692, 7.2.2 and 7.2.3.2, as somebody else has read them: an inflater that knows no more than the agreed window follows
     * all that a sender mixes.
     */
    @ParameterizedTest
    @MethodSource("rolesWindowsAndTakeover")
    void anIndependentInflaterOfTheAgreedWindowReadsAll(Role role, int windowBits, boolean takeover) throws Exception {
        String side = role == Role.SERVER ? "server" : "client";
        WebSocketEngine sender = Pair.of(role, "permessage-deflate; " + side + "_max_window_bits=" + windowBits
                + (takeover ? "" : "; " + side + "_no_context_takeover")).sender();
        IndependentInflater inflater = new IndependentInflater(windowBits, takeover);
        Random random = new Random(windowBits);
        // Far larger than the small windows, and with much to refer to.
        String large = numbers(random, 20_000);
        List<SharedMessage> shared = List.of(shared(large), shared(LONG), shared(numbers(random, 300)), shared(""));
        for (int i = 0; i < 60; i++) {
            String own = random.nextBoolean() ? LONG : numbers(random, 1 + random.nextInt(3_000));
            String expected;
            switch (random.nextInt(4)) {
                case 0 -> {
                    sender.sendPlain(true, utf8(own), true);
                    expected = own;
                }
                case 1 -> {
                    sender.sendText(utf8(own), true);
                    expected = own;
                }
                default -> {
                    SharedMessage next = shared.get(random.nextInt(shared.size()));
                    sender.sendPrepared(next);
                    expected = StandardCharsets.UTF_8.decode(next.payload()).toString();
                }
            }
            assertThat(inflater.message(Wire.output(sender), expected.length())).isEqualTo(expected);
        }
    }

    private static String numbers(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"price\":").append(random.nextInt(10_000)).append("},");
        }
        return text.substring(0, length);
    }

    /** Reads frames of one message each with jzlib. */
    private static final class IndependentInflater {

        private final int windowBits;
        private final boolean takeover;
        private Inflater inflater;

        IndependentInflater(int windowBits, boolean takeover) throws GZIPException {
            this.windowBits = windowBits;
            this.takeover = takeover;
            this.inflater = new Inflater(windowBits, JZlib.WrapperType.NONE);
        }

        String message(byte[] frame, int length) throws GZIPException {
            byte[] payload = Wire.payload(frame);
            boolean compressed = (frame[0] & Wire.RSV1) != 0;
            return new String(compressed ? inflate(payload, length) : payload, StandardCharsets.UTF_8);
        }

        private byte[] inflate(byte[] payload, int length) throws GZIPException {
            if (!takeover) {
                inflater = new Inflater(windowBits, JZlib.WrapperType.NONE);
            }
            // RFC 7692, 7.2.2: append 00 00 FF FF.
            byte[] in = Arrays.copyOf(payload, payload.length + 4);
            in[in.length - 2] = (byte) 0xFF;
            in[in.length - 1] = (byte) 0xFF;
            byte[] out = new byte[length + 1];
            inflater.setInput(in);
            inflater.setOutput(out);
            assertThat(inflater.inflate(JZlib.Z_SYNC_FLUSH)).as(inflater.msg).isIn(JZlib.Z_OK, JZlib.Z_BUF_ERROR);
            assertThat(inflater.avail_in).isZero();
            return Arrays.copyOf(out, out.length - inflater.avail_out);
        }
    }

    @Test
    void connectionsWithOneAgreementGetTheSameBytes() {
        SharedMessage message = shared(LONG);
        Pair one = Pair.of(Role.SERVER, "permessage-deflate");
        Pair other = Pair.of(Role.SERVER, "permessage-deflate");
        other.sender().sendText(utf8(OTHER), true);
        other.pass();
        one.sender().sendPrepared(message);
        other.sender().sendPrepared(message);
        byte[] bytes = one.pass();
        assertThat(other.pass()).isEqualTo(bytes);
        assertThat(bytes[0]).isEqualTo((byte) (Wire.FIN | Wire.RSV1 | Wire.TEXT));
        assertThat(bytes.length).isLessThan(LONG.length());
    }

    @Test
    void connectionsWithOtherWindowsGetTheirOwn() {
        String large = "0123456789".repeat(5) + "x".repeat(400) + "0123456789".repeat(5);
        SharedMessage message = shared(large);
        for (String agreement : List.of("permessage-deflate", "permessage-deflate; server_max_window_bits=8")) {
            Pair pair = Pair.of(Role.SERVER, agreement);
            pair.sender().sendPrepared(message);
            pair.pass();
            assertThat(pair.received()).containsExactly("text " + large + ".");
        }
    }

    @Test
    void aSmallOneIsNotCompressed() {
        Pair pair = Pair.of(Role.SERVER, "permessage-deflate");
        pair.sender().sendPrepared(shared("small"));
        assertThat(pair.pass()[0]).isEqualTo((byte) (Wire.FIN | Wire.TEXT));
    }

    @Test
    void otherExtensionsSeeItOnEachConnection() {
        WebSocketEngine sender = Wire.engine(Role.SERVER, ProtocolLimits.DEFAULTS, new RunLengthExtension());
        WebSocketEngine receiver = Wire.engine(Role.CLIENT, ProtocolLimits.DEFAULTS, new RunLengthExtension());
        sender.sendPrepared(shared("aaaabbbb"));
        assertThat(Wire.feed(receiver, Wire.output(sender))).containsExactly("text aaaabbbb.");
    }

    @Test
    void itDoesNotGoIntoAMessageThatIsUnderWay() {
        WebSocketEngine engine = Wire.engine(Role.SERVER);
        engine.sendBinary(ByteBuffer.allocate(1), false);
        assertThatIllegalStateException().isThrownBy(() -> engine.sendPrepared(shared("x")));
    }

    @Test
    void afterCloseNothingIsSent() {
        WebSocketEngine engine = Wire.engine(Role.SERVER);
        engine.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThatIllegalStateException().isThrownBy(() -> engine.sendPrepared(shared("x")));
    }

    /** RFC 7692, 6: a sender may leave any message uncompressed, which is no part of the window. */
    @ParameterizedTest
    @MethodSource("agreements")
    void aPlainMessageFitsBetweenCompressedOnes(String agreement) {
        Pair pair = Pair.of(Role.SERVER, agreement);
        pair.sender().sendPlain(true, utf8(OTHER), true);
        assertThat(pair.pass()[0]).isEqualTo((byte) (Wire.FIN | Wire.TEXT));
        pair.sender().sendText(utf8(LONG), true);
        pair.sender().sendPlain(true, utf8(OTHER), false);
        pair.sender().sendPlain(true, utf8(OTHER), true);
        pair.sender().sendPlain(false, ByteBuffer.wrap(new byte[] {1}), true);
        pair.sender().sendText(utf8(LONG), true);
        pair.pass();
        assertThat(pair.received()).containsExactly("text " + OTHER + ".", "text " + LONG + ".", "text " + OTHER + "+",
                "text " + OTHER + ".", "binary 01.", "text " + LONG + ".");
    }
}
