package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.BINARY;
import static dev.bosphorus.container.protocol.engine.Wire.CLOSE;
import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.PONG;
import static dev.bosphorus.container.protocol.engine.Wire.RSV1;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static dev.bosphorus.container.protocol.engine.Wire.close;
import static dev.bosphorus.container.protocol.engine.Wire.engine;
import static dev.bosphorus.container.protocol.engine.Wire.feed;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static dev.bosphorus.container.protocol.engine.Wire.hex;
import static dev.bosphorus.container.protocol.engine.Wire.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455 by frame kind, for both roles: bytes in, events and bytes out. */
class WebSocketEngineTest {

    private static final ProtocolLimits SMALL = new ProtocolLimits(1000, 100, 3, 5, 1024, 10);

    // ---- Data ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void textIsDelivered(Role role) {
        assertThat(feed(engine(role), frame(role, FIN | TEXT, "Hello"))).containsExactly("text Hello.");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void emptyMessageIsDelivered(Role role) {
        assertThat(feed(engine(role), frame(role, FIN | TEXT, ""), frame(role, FIN | BINARY, "")))
                .containsExactly("text .", "binary .");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 128, 65535, 65536, 70000})
    void everyLengthEncodingIsRead(int length) {
        for (Role role : Role.values()) {
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) i;
            }
            WebSocketEngine engine = engine(role, ProtocolLimits.DEFAULTS.withMaxMessageBytes(1 << 20));
            assertThat(feed(engine, frame(role, FIN | BINARY, payload))).containsExactly("binary " + hex(payload) + ".");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void fragmentsWithControlFramesBetweenMakeOneMessage(Role role) {
        assertThat(feed(engine(role), frame(role, TEXT, "Hel"), frame(role, FIN | PING, "p"), frame(role, CONT, ""),
                frame(role, FIN | CONT, "lo"), frame(role, FIN | PONG, "q")))
                .containsExactly("text Hel+", "ping p", "text lo.", "pong q");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anyChunkingGivesTheSame(Role role) {
        byte[] bytes = Wire.bytes(frame(role, TEXT, "Hel"), frame(role, FIN | PING, "payload"), frame(role, FIN | CONT, "l\u00f6"),
                frame(role, FIN | BINARY, new byte[300]), close(role, 1000, "bye"));
        String whole = joined(feed(engine(role), bytes, bytes.length));
        for (int chunk = 1; chunk < bytes.length; chunk++) {
            assertThat(joined(feed(engine(role), bytes, chunk))).as("chunks of %d", chunk).isEqualTo(whole);
        }
    }

    /** Events with the parts of a message joined. */
    private static String joined(List<String> events) {
        return String.join("|", events).replaceAll("\\+\\|(text|binary) ", "").replace("+|ping payload", "|ping payload");
    }

    // ---- Framing rules ---------------------------------------------------------------------------------------------

    @Test
    void unmaskedFrameFromClientClosesWith1002() {
        assertFails(Role.SERVER, 1002, new byte[] {(byte) (FIN | TEXT), 0});
    }

    @Test
    void maskedFrameFromServerClosesWith1002() {
        assertFails(Role.CLIENT, 1002, new byte[] {(byte) (FIN | TEXT), (byte) 0x80});
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void reservedOpcodeClosesWith1002AtItsFirstByte(int opcode) {
        for (Role role : Role.values()) {
            assertFails(role, 1002, new byte[] {(byte) (FIN | opcode)});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x20, 0x10, 0x70})
    void reservedBitWithoutExtensionClosesWith1002(int bits) {
        for (Role role : Role.values()) {
            for (int opcode : new int[] {CONT, TEXT, BINARY, CLOSE, PING, PONG}) {
                assertFails(role, 1002, new byte[] {(byte) (FIN | bits | opcode)});
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void fragmentedControlFrameClosesWith1002(int opcode) {
        for (Role role : Role.values()) {
            assertFails(role, 1002, new byte[] {(byte) opcode});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSE, PING, PONG})
    void controlFrameOf126BytesClosesWith1002(int opcode) {
        assertFails(Role.SERVER, 1002, new byte[] {(byte) (FIN | opcode), (byte) 0xFE});
        assertFails(Role.CLIENT, 1002, new byte[] {(byte) (FIN | opcode), 126});
    }

    @ParameterizedTest
    @ValueSource(strings = {"82fe007d", "82fe0000", "82ff000000000000ffff", "82ff0000000000000001", "82ff80"})
    void lengthNotInTheFewestBytesOrNegativeClosesWith1002(String header) {
        assertFails(Role.SERVER, 1002, HexFormat.of().parseHex(header));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void continuationOfNothingClosesWith1002(Role role) {
        assertFails(role, 1002, frame(role, FIN | CONT, "x"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void newMessageInsideAnotherClosesWith1002(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, frame(role, TEXT, "a"), frame(role, FIN | TEXT, "b")))
                .containsExactly("text a+", "closed 1002 failed");
    }

    // ---- UTF-8 -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0", "c1", "f5", "ff", "c220", "e080", "eda0", "f08f", "f490", "e28220", "f09f9820"})
    void textWithInvalidUtf8ClosesWith1007AtTheFirstWrongByte(String hex) {
        byte[] text = HexFormat.of().parseHex(hex);
        for (Role role : Role.values()) {
            WebSocketEngine engine = engine(role);
            // The frame announces more than has come: failing does not wait for it.
            byte[] payload = Arrays.copyOf(text, 200);
            byte[] whole = frame(role, FIN | TEXT, payload);
            byte[] upToFault = Arrays.copyOf(whole, whole.length - payload.length + text.length);
            assertThat(feed(engine, upToFault, 1).get(feed(engine(role), upToFault, 1).size() - 1))
                    .isEqualTo("closed 1007 failed");
            assertThat(feed(engine(role), frame(role, FIN | TEXT, text), Integer.MAX_VALUE >> 1))
                    .as("in one part").containsExactly("closed 1007 failed");
            WebSocketEngine before = engine(role);
            assertThat(feed(before, Arrays.copyOf(upToFault, upToFault.length - 1), 1))
                    .noneMatch(event -> event.startsWith("closed"));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void textInOnePartComesDecoded(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(frame(role, FIN | TEXT, "gr\u00fc\u00dfe \ufffd".getBytes(StandardCharsets.UTF_8))), 0);
        Event.Text text = (Event.Text) engine.poll();
        assertThat(text.whole()).isEqualTo("gr\u00fc\u00dfe \ufffd");
        assertThat(StandardCharsets.UTF_8.decode(text.part()).toString()).isEqualTo(text.whole());
        engine.receive(ByteBuffer.wrap(frame(role, TEXT, "a")), 0);
        assertThat(((Event.Text) engine.poll()).whole()).isNull();
        engine.receive(ByteBuffer.wrap(frame(role, FIN | CONT, "b")), 0);
        assertThat(((Event.Text) engine.poll()).whole()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void textThatEndsInsideACodePointClosesWith1007(Role role) {
        assertFails(role, 1007, frame(role, FIN | TEXT, new byte[] {(byte) 0xE2, (byte) 0x82}));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void codePointMaySpanFragments(Role role) {
        assertThat(feed(engine(role), frame(role, TEXT, new byte[] {(byte) 0xE2}),
                frame(role, FIN | CONT, new byte[] {(byte) 0x82, (byte) 0xAC})))
                .containsExactly("text \u00e2+", "text \u0082\u00ac.");
    }

    // ---- Ping ------------------------------------------------------------------------------------------------------

    @Test
    void pingIsAnsweredWithTheSamePayload() {
        WebSocketEngine server = engine(Role.SERVER);
        feed(server, frame(Role.SERVER, FIN | PING, "abc"), frame(Role.SERVER, FIN | PING, ""));
        assertThat(hex(output(server))).isEqualTo("8a03616263" + "8a00");
        WebSocketEngine client = engine(Role.CLIENT);
        feed(client, frame(Role.CLIENT, FIN | PING, "abc"));
        assertThat(output(client)).isEqualTo(frame(Role.SERVER, FIN | PONG, "abc"));
    }

    @Test
    void tooManyControlFramesInOneSecondCloseWith1008() {
        WebSocketEngine engine = engine(Role.SERVER, SMALL);
        byte[] ping = frame(Role.SERVER, FIN | PING, "");
        for (long second = 0; second < 3; second++) {
            for (int i = 0; i < 5; i++) {
                engine.receive(ByteBuffer.wrap(ping.clone()), second * 1_000_000_000L);
                assertThat(Wire.describe(engine.poll())).isEqualTo("ping ");
                assertThat(engine.poll()).isNull();
            }
        }
        engine.receive(ByteBuffer.wrap(ping.clone()), 2_500_000_000L);
        assertThat(Wire.describe(engine.poll())).isEqualTo("closed 1008 failed");
    }

    // ---- Limits ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void messageOverTheLimitClosesWith1009FromItsHeader(Role role) {
        byte[] whole = frame(role, FIN | TEXT, new byte[101]);
        assertThat(feed(engine(role, SMALL), Arrays.copyOf(whole, whole.length - 101)))
                .containsExactly("closed 1009 failed");
        assertThat(feed(engine(role, SMALL), frame(role, BINARY, new byte[60]), frame(role, FIN | CONT, new byte[41])))
                .last().isEqualTo("closed 1009 failed");
    }

    @Test
    void frameOverTheLimitClosesWith1009() {
        WebSocketEngine engine = engine(Role.SERVER, SMALL);
        engine.setMaxBinaryMessageBytes(5000);
        assertThat(feed(engine, frame(Role.SERVER, FIN | BINARY, new byte[1001]))).containsExactly("closed 1009 failed");
    }

    @Test
    void tooManyFragmentsCloseWith1008() {
        byte[] part = frame(Role.SERVER, CONT, "x");
        assertThat(feed(engine(Role.SERVER, SMALL), frame(Role.SERVER, TEXT, "x"), part, part, part))
                .last().isEqualTo("closed 1008 failed");
    }

    @Test
    void sixteenMebibytesInFragmentsOf256BytesFitTheDefaults() {
        WebSocketEngine engine = engine(Role.SERVER, ProtocolLimits.DEFAULTS.withMaxMessageBytes(16 << 20));
        byte[] first = frame(Role.SERVER, BINARY, new byte[256]);
        byte[] part = frame(Role.SERVER, CONT, new byte[256]);
        byte[] last = frame(Role.SERVER, FIN | CONT, new byte[256]);
        long bytes = 0;
        boolean ended = false;
        for (int i = 0; i < 65536; i++) {
            engine.receive(ByteBuffer.wrap((i == 0 ? first : i == 65535 ? last : part).clone()), 0);
            Event.Binary event = (Event.Binary) engine.poll();
            bytes += event.part().remaining();
            ended = event.last();
            assertThat(engine.poll()).isNull();
        }
        assertThat(bytes).isEqualTo(16 << 20);
        assertThat(ended).isTrue();
    }

    // ---- Closing ---------------------------------------------------------------------------------------------------

    @Test
    void closeIsAnsweredWithItsCodeAndReason() {
        WebSocketEngine engine = engine(Role.SERVER);
        assertThat(feed(engine, close(Role.SERVER, 1001, "gone"))).containsExactly("closed 1001 clean");
        assertThat(hex(output(engine))).isEqualTo("880603e9676f6e65");
        assertThat(engine.readyState()).isEqualTo(ReadyState.CLOSED);
    }

    @Test
    void emptyCloseIsAnsweredEmptyAndReportedAs1005() {
        WebSocketEngine engine = engine(Role.SERVER);
        assertThat(feed(engine, frame(Role.SERVER, FIN | CLOSE, ""))).containsExactly("closed 1005 clean");
        assertThat(hex(output(engine))).isEqualTo("8800");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeWithOneByteClosesWith1002(Role role) {
        assertFails(role, 1002, frame(role, FIN | CLOSE, "x"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeReasonThatIsNotUtf8ClosesWith1007(Role role) {
        assertFails(role, 1007, frame(role, FIN | CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xC0}));
    }

    @ParameterizedTest
    @MethodSource("allCodes")
    void everyCloseCodeIsJudgedByItsClass(int code) {
        boolean legal = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
        for (Role role : Role.values()) {
            assertThat(feed(engine(role), close(role, code, "")))
                    .containsExactly(legal ? "closed " + code + " clean" : "closed 1002 failed");
        }
    }

    static IntStream allCodes() {
        return IntStream.concat(IntStream.rangeClosed(0, 5001), IntStream.of(32768, 65535))
                .filter(code -> code < 20 || code > 980 && code < 1030 || code % 500 <= 1 || code % 500 == 499 || code > 4990);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void nothingIsProcessedAfterClose(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, close(role, 1000, ""), frame(role, FIN | TEXT, "late"))).containsExactly("closed 1000 clean");
        assertThat(feed(engine, frame(role, FIN | PING, ""))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void ourCloseIsCompleteWithThePeersAnswer(Role role) {
        WebSocketEngine engine = engine(role);
        engine.close(new CloseStatus(1000, "done"));
        assertThat(engine.readyState()).isEqualTo(ReadyState.CLOSING);
        assertThat(feed(engine, frame(role, FIN | TEXT, "on its way"), close(role, 1000, "")))
                .containsExactly("text on its way.", "closed 1000 clean");
        byte[] sent = output(engine);
        Role peer = role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
        assertThat(sent).isEqualTo(close(peer, 1000, "done"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void endWithoutCloseIs1006(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receiveEnd(null);
        List<String> events = new ArrayList<>();
        Wire.drain(engine, events);
        assertThat(events).containsExactly("closed 1006");
        assertThat(output(engine)).isEmpty();
    }

    @Test
    void nothingIsSentAfterClose() {
        WebSocketEngine engine = engine(Role.SERVER);
        engine.close(CloseStatus.of(1000));
        assertThatIllegalStateException().isThrownBy(() -> engine.sendText(ByteBuffer.allocate(0), true));
        assertThatIllegalStateException().isThrownBy(() -> engine.sendPing(ByteBuffer.allocate(0)));
        engine.close(CloseStatus.of(1001));
        assertThat(hex(output(engine))).isEqualTo("880203e8");
    }

    @Test
    void closeCodesThatMayNotBeSentAreRefused() {
        WebSocketEngine engine = engine(Role.SERVER);
        for (int code : new int[] {0, 999, 1004, 1006, 1015, 1016, 2999, 5000}) {
            assertThatIllegalArgumentException().isThrownBy(() -> engine.close(CloseStatus.of(code)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> engine.close(new CloseStatus(1000, "x".repeat(124))));
        assertThat(engine.readyState()).isEqualTo(ReadyState.OPEN);
    }

    @Test
    void failureSendsItsStatusAndReportsAnother() {
        WebSocketEngine engine = engine(Role.SERVER);
        engine.fail(new CloseStatus(1001, "idle"), CloseStatus.ABNORMAL, null);
        List<String> events = new ArrayList<>();
        Wire.drain(engine, events);
        assertThat(events).containsExactly("closed 1006");
        assertThat(hex(output(engine))).isEqualTo("880603e969646c65");
    }

    // ---- Sending ---------------------------------------------------------------------------------------------------

    @Test
    void serverFramesAreNotMaskedAndClientFramesAre() {
        WebSocketEngine server = engine(Role.SERVER);
        server.sendText(ByteBuffer.wrap("Hello".getBytes(StandardCharsets.UTF_8)), true);
        assertThat(hex(output(server))).isEqualTo("810548656c6c6f");
        WebSocketEngine client = engine(Role.CLIENT);
        client.sendText(ByteBuffer.wrap("Hello".getBytes(StandardCharsets.UTF_8)), true);
        assertThat(hex(output(client))).isEqualTo("818537fa213d7f9f4d5158");
    }

    @Test
    void partsBecomeAFragmentedMessageWithControlFramesBetween() {
        WebSocketEngine engine = engine(Role.SERVER);
        engine.sendText(ByteBuffer.wrap(new byte[] {'a'}), false);
        engine.sendPing(ByteBuffer.allocate(0));
        engine.sendText(ByteBuffer.wrap(new byte[] {'b'}), true);
        assertThat(hex(output(engine))).isEqualTo("010161" + "8900" + "800162");
    }

    @Test
    void anotherKindOfMessageInsideAMessageIsTheCallersMistake() {
        WebSocketEngine engine = engine(Role.SERVER);
        engine.sendText(ByteBuffer.allocate(1), false);
        assertThatIllegalStateException().isThrownBy(() -> engine.sendBinary(ByteBuffer.allocate(1), true));
        engine.sendText(ByteBuffer.allocate(0), true);
        assertThat(hex(output(engine))).isEqualTo("010100" + "8000");
    }

    @Test
    void aControlFrameOf126BytesIsTheCallersMistake() {
        WebSocketEngine engine = engine(Role.CLIENT);
        assertThatIllegalArgumentException().isThrownBy(() -> engine.sendPing(ByteBuffer.allocate(126)));
        assertThatIllegalArgumentException().isThrownBy(() -> engine.sendPong(ByteBuffer.allocate(126)));
        assertThat(output(engine)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65535, 65536})
    void everyLengthIsWrittenInTheFewestBytes(int length) {
        for (Role role : Role.values()) {
            WebSocketEngine engine = engine(role);
            engine.sendBinary(ByteBuffer.allocate(length), true);
            Role peer = role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
            assertThat(output(engine)).isEqualTo(frame(peer, FIN | BINARY, new byte[length]));
        }
    }

    @Test
    void detachedFrameNoLongerNeedsTheCallersBuffer() {
        WebSocketEngine engine = engine(Role.CLIENT);
        byte[] mine = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        engine.sendBinary(ByteBuffer.wrap(mine), true);
        OutboundFrame frame = engine.takeOutput();
        ByteBuffer out = ByteBuffer.allocate(100).limit(9);
        assertThat(frame.drainTo(out)).isFalse();
        frame.detach();
        Arrays.fill(mine, (byte) 0);
        assertThat(frame.drainTo(out.limit(100))).isTrue();
        assertThat(Arrays.copyOf(out.array(), out.position()))
                .isEqualTo(frame(Role.SERVER, FIN | BINARY, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    }

    @Test
    void reservedBitOnTextIsRefusedWithoutExtension() {
        assertFails(Role.SERVER, 1002, frame(Role.SERVER, FIN | RSV1 | TEXT, "x"));
    }

    /** The peer's bytes fail the connection: one event, one Close frame with the code, silence after. */
    private static void assertFails(Role role, int code, byte[] bytes) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, bytes)).containsExactly("closed " + code + " failed");
        byte[] sent = output(engine);
        int at = role == Role.SERVER ? 2 : 6;
        assertThat(sent[0] & 0xFF).isEqualTo(FIN | CLOSE);
        int first = sent[at] & 0xFF;
        int second = sent[at + 1] & 0xFF;
        int sentCode = role == Role.SERVER ? first << 8 | second : (first ^ Wire.KEY >>> 24) << 8 | second ^ Wire.KEY >>> 16 & 0xFF;
        assertThat(sentCode).isEqualTo(code);
        assertThat(feed(engine, frame(role, FIN | TEXT, "more"))).isEmpty();
        assertThat(output(engine)).isEmpty();
    }
}
