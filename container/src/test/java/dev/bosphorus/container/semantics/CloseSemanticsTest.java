package dev.bosphorus.container.semantics;

import static dev.bosphorus.container.semantics.RawPeer.BINARY;
import static dev.bosphorus.container.semantics.RawPeer.CLOSE;
import static dev.bosphorus.container.semantics.RawPeer.FIN;
import static dev.bosphorus.container.semantics.RawPeer.PING;
import static dev.bosphorus.container.semantics.RawPeer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.extra.ExtendedSession;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of {@code docs/close-semantics.md}, row by row, in both roles and on both transports. */
class CloseSemanticsTest {

    /** In the place of a code: a Close frame without a body. */
    static final String EMPTY = "empty";
    /** In the place of a Close frame: TCP ends without one. */
    static final String NOTHING = "none";
    /** In the place of a Close frame: nothing ends. */
    private static final String GOES_ON = "none, the session goes on";
    /** In the place of an error or a reason. */
    private static final String NONE = "–";

    private static final Path PAGE = Path.of("..", "docs", "close-semantics.md");
    private static final int MUCH = 16 << 20;

    // ---- The table -----------------------------------------------------------------------------------------------

    private static final List<Row> ROWS = List.of(
            // We close.
            row("`close()`", scene -> scene.session().close())
                    .is("1000", NONE, "1000"),
            row("`close(reason)`", scene -> scene.session().close(reason(4000, "bye")))
                    .is("4000 bye", NONE, "4000 bye"),
            row("`close(reason)` with `NO_STATUS_CODE`", scene -> scene.session().close(reason(1005, "")))
                    .is(EMPTY, NONE, "1005"),
            row("`close(reason)`, and again", scene -> {
                scene.session().close(reason(4000, "first"));
                scene.session().close(reason(4001, "second"));
            }).is("4000 first", NONE, "4000 first"),
            row("`close()` in `onOpen`", scene -> { })
                    .opening(recorder -> recorder.onOpen = Session::close)
                    .is("1000", NONE, "1000"),
            row("`close()` in `onMessage`", scene -> scene.peer().text("x"))
                    .opening(recorder -> recorder.onMessage = Session::close)
                    .is("1000", NONE, "1000"),
            row("`close()` in `onMessage`, which returns a message", scene -> scene.peer().text("x"))
                    .opening(recorder -> {
                        recorder.onMessage = Session::close;
                        recorder.reply = "late";
                    })
                    .is("1000", "IOException: the session is closed", "1000"),
            row("`close()` in `onError`", scene -> scene.peer().text("x"))
                    .opening(recorder -> {
                        recorder.onMessage = CloseSemanticsTest::fail;
                        recorder.onError = Session::close;
                    })
                    .is("1000", "IllegalStateException: a fault of the application", "1000"),
            row("`close(reason)`, and the peer answers with another code", scene -> {
                scene.session().close(reason(4000, "bye"));
                scene.peer().awaitClose();
                scene.peer().close(4001, "other");
            }).seen("4000 bye").is("4000 bye", NONE, "4000 bye"),
            row("`close(reason)`, and a Close of the peer crosses it", scene ->
                    scene.peer().send(scene.peer().frame(FIN | TEXT), scene.peer().closeFrame(4001, "theirs")))
                    .opening(recorder -> recorder.onMessage = session -> session.close(reason(4000, "ours")))
                    .is("4000 ours", NONE, "4000 ours"),
            row("`close()`, and the peer ends TCP instead of answering", scene -> {
                scene.session().close();
                scene.peer().awaitClose();
                scene.peer().endOutput();
            }).seen("1000").is("1000", NONE, "1006"),
            row("`close()`, and the peer does neither until the close timeout", scene -> scene.session().close())
                    .silent().closeTimeout(50)
                    .is("1000", NONE, "1006 the peer has not closed within 50 ms"),
            row("`close()`, and the peer violates the protocol instead of answering", scene -> {
                scene.session().close();
                scene.peer().awaitClose();
                scene.peer().send(scene.peer().frame(FIN | 3));
            }).seen("1000").is("1000", NONE, "1002 reserved opcode 0x3"),
            row("the server is stopped", Scene::stop)
                    .only(Role.SERVER).is("1001 the server is stopping", NONE, "1001 the server is stopping"),
            row("the client is closed", Scene::stop)
                    .only(Role.CLIENT).is("1001 the client is closing", NONE, "1001 the client is closing"),
            row("the server is stopped, and the peer does not answer until the deadline", Scene::stopSoon)
                    .only(Role.SERVER).silent().is("1001 the server is stopping", NONE, "1006 the connection was cut"),
            row("the client is closed, and the peer does not answer until the deadline", Scene::stopSoon)
                    .only(Role.CLIENT).silent().is("1001 the client is closing", NONE, "1006 the connection was cut"),

            // The peer closes.
            row("a Close of the peer", scene -> scene.peer().close(1001, "bye"))
                    .is("1001 bye", NONE, "1001 bye"),
            row("a Close of the peer with a code of an application", scene -> scene.peer().close(4999, ""))
                    .is("4999", NONE, "4999"),
            row("a Close of the peer without a body", scene -> scene.peer().send(scene.peer().closeFrame()))
                    .is(EMPTY, NONE, "1005"),
            row("a Close of the peer within a message in fragments", scene ->
                    scene.peer().send(scene.peer().frame(TEXT, (byte) 'x'), scene.peer().closeFrame(1000, "")))
                    .is("1000", NONE, "1000"),
            row("a Close of the peer, and `close(reason)` in `onClose`", scene -> scene.peer().close(4001, "bye"))
                    .opening(recorder -> recorder.onClose = session -> session.close(reason(4000, "late")))
                    .is("4001 bye", NONE, "4001 bye"),

            // TCP.
            row("TCP ends without a Close", scene -> scene.peer().endOutput())
                    .is(NOTHING, NONE, "1006"),
            row("TCP ends within a frame", scene -> {
                scene.peer().send(scene.peer().header(FIN | TEXT, 5));
                scene.peer().endOutput();
            }).is(NOTHING, NONE, "1006"),
            row("TCP is reset", scene -> scene.peer().reset())
                    .is(NOTHING, "SessionException: ...", "1006 ..."),

            // Violations of RFC 6455.
            violation("a reserved bit that no extension has", peer -> peer.frame(FIN | 0x40 | TEXT),
                    "1002 reserved bit set in a frame of type TEXT"),
            violation("a reserved opcode", peer -> peer.frame(FIN | 3), "1002 reserved opcode 0x3"),
            violation("a frame of a client that is not masked", peer -> peer.frameOfTheOtherRole(FIN | TEXT),
                    "1002 frame of a client is not masked").only(Role.SERVER),
            violation("a frame of a server that is masked", peer -> peer.frameOfTheOtherRole(FIN | TEXT),
                    "1002 frame of a server is masked").only(Role.CLIENT),
            violation("a continuation of no message", peer -> peer.frame(FIN), "1002 continuation of no message"),
            violation("a message within another", peer -> join(peer.frame(TEXT), peer.frame(FIN | TEXT)),
                    "1002 new message inside a fragmented one"),
            violation("a control frame in fragments", peer -> peer.frame(PING), "1002 fragmented control frame"),
            violation("a control frame with more than 125 bytes", peer -> peer.header(FIN | PING, 126, 0, 126),
                    "1002 control frame with more than 125 bytes"),
            violation("a length not in its shortest form", peer -> peer.header(FIN | BINARY, 126, 0, 125),
                    "1002 payload length not in its shortest form"),
            violation("a length with the highest bit set", peer -> peer.header(FIN | BINARY, 127, 0x80, 0, 0, 0, 0, 0, 0, 0),
                    "1002 payload length with the highest bit set"),
            violation("a Close with a body of one byte", peer -> peer.frame(FIN | CLOSE, (byte) 3),
                    "1002 a Close body of one byte holds no status code"),
            violation("a Close with a code that may not be sent", peer -> peer.frame(FIN | CLOSE, (byte) 3, (byte) 0xED),
                    "1002 close code 1005 may not be sent"),
            violation("a Close whose reason is not UTF-8", peer -> peer.frame(FIN | CLOSE, (byte) 3, (byte) 0xE8, (byte) 0xFF),
                    "1007 the reason in the Close frame is not UTF-8"),
            violation("text that is not UTF-8", peer -> peer.frame(FIN | TEXT, (byte) 0xFF), "1007 text that is not UTF-8"),
            violation("text that ends within a character", peer -> peer.frame(FIN | TEXT, (byte) 0xC3),
                    "1007 text that is not UTF-8"),
            violation("a compressed message that is corrupt", peer -> peer.frame(FIN | 0x40 | BINARY, (byte) 7),
                    "1007 the compressed message is corrupt: ...").deflate(),

            // Limits.
            violation("a message above the limit", peer -> peer.header(FIN | TEXT, 127, 0, 0, 0, 0, 0, 1, 0, 1),
                    "1009 a text message is larger than the maximum message size of 65536 bytes"),
            violation("a frame above `maxFrameBytes`", peer -> peer.header(FIN | BINARY, 126, 0, 126),
                    "1009 a frame of 126 bytes is above maxFrameBytes, 125")
                    .limits(new ProtocolLimits(125, 1000, 10, 10, 1000, 50)),
            violation("a message in more than `maxFragments` frames", peer -> join(peer.frame(TEXT), peer.frame(0), peer.frame(0)),
                    "1008 a message in more frames than maxFragments, 2").limits(new ProtocolLimits(125, 1000, 2, 10, 1000, 50)),
            violation("more than `maxControlFramesPerSecond`", peer ->
                            join(peer.frame(FIN | PING), peer.frame(FIN | PING), peer.frame(FIN | PING)),
                    "1008 more Pings and Pongs in a second than maxControlFramesPerSecond, 2")
                    .limits(new ProtocolLimits(125, 1000, 10, 2, 1000, 50)),

            // Time.
            row("idle timeout", scene -> scene.session().setMaxIdleTimeout(10))
                    .is("1001 idle timeout", NONE, "1006 idle timeout"),
            row("a Ping of `setPing` that is not answered in time", scene ->
                    ExtendedSession.of(scene.session()).setPing(Duration.ofMillis(20), Duration.ofMillis(10)))
                    .is(NOTHING, "SessionException: the peer has not answered a Ping within 10 ms",
                            "1006 the peer has not answered a Ping within 10 ms"),
            row("a blocking send that finds no room within the send timeout, and fails", CloseSemanticsTest::sendMuch)
                    .sendTimeout(50).is(NOTHING, "SessionException: ...", "1006 ..."),
            row("an asynchronous send that takes longer than its send timeout, and fails", CloseSemanticsTest::sendMuchLater)
                    .is(NOTHING, "SessionException: the message was not written in time", "1006 the message was not written in time"),
            row("a send to a peer that reads too slowly, with `OverflowPolicy.CLOSE`, which fails", CloseSemanticsTest::overflow)
                    .overflow(OverflowPolicy.CLOSE)
                    .is("1013 the messages are read too slowly", NONE, "1013 the messages are read too slowly"),

            // The application.
            row("`onOpen` throws", scene -> { })
                    .opening(recorder -> recorder.onOpen = CloseSemanticsTest::fail)
                    .is(GOES_ON, "IllegalStateException: a fault of the application", NONE),
            row("`onMessage` throws", scene -> scene.peer().text("x"))
                    .opening(recorder -> recorder.onMessage = CloseSemanticsTest::fail)
                    .is(GOES_ON, "IllegalStateException: a fault of the application", NONE),
            row("`onError` throws (which is logged)", scene -> scene.peer().text("x"))
                    .opening(recorder -> {
                        recorder.onMessage = CloseSemanticsTest::fail;
                        recorder.onError = CloseSemanticsTest::fail;
                    })
                    .is(GOES_ON, "IllegalStateException: a fault of the application", NONE),
            row("`onClose` throws, after a Close of the peer", scene -> scene.peer().close(1000, ""))
                    .opening(recorder -> recorder.onClose = CloseSemanticsTest::fail)
                    .is("1000", "IllegalStateException: a fault of the application", "1000"),
            row("a decoder throws a `DecodeException`", scene -> scene.peer().send(scene.peer().frame(FIN | BINARY, (byte) 1)))
                    .is(GOES_ON, "DecodeException: no thing", NONE),
            row("a decoder throws something else", scene -> scene.peer().send(scene.peer().frame(FIN | BINARY)))
                    .is(GOES_ON, "IllegalStateException: a fault of the decoder", NONE),
            row("the encoder of what `onMessage` returns throws an `EncodeException`", scene -> scene.peer().text("x"))
                    .opening(recorder -> recorder.reply = new Recorder.Thing())
                    .is(GOES_ON, "EncodeException: no text", NONE));

    // ---- What happens in a row -----------------------------------------------------------------------------------

    private static void fail(Session session) {
        throw new IllegalStateException("a fault of the application");
    }

    private static CloseReason reason(int code, String phrase) {
        return new CloseReason(CloseCodes.getCloseCode(code), phrase);
    }

    /** The first may be taken by the system, or by the queue. */
    private static void sendMuch(Scene scene) {
        assertThatIOException().isThrownBy(() -> {
            scene.session().getBasicRemote().sendBinary(ByteBuffer.allocate(MUCH));
            scene.session().getBasicRemote().sendBinary(ByteBuffer.allocate(MUCH));
        });
    }

    private static void sendMuchLater(Scene scene) throws Exception {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        scene.session().getAsyncRemote().setSendTimeout(20);
        scene.session().getAsyncRemote().sendBinary(ByteBuffer.allocate(MUCH), result::complete);
        assertThat(result.get(10, TimeUnit.SECONDS).getException()).hasMessage("the message was not written in time");
    }

    private static void overflow(Scene scene) {
        scene.session().getAsyncRemote().sendBinary(ByteBuffer.allocate(MUCH));
        assertThatIOException().isThrownBy(() -> scene.session().getBasicRemote().sendText("x"))
                .withMessage("the peer reads too slowly, so the connection is closed");
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }

    private interface Bytes {
        byte[] of(RawPeer peer);
    }

    private static Row row(String cause, Scene.Act act) {
        return new Row(cause, act);
    }

    /** The peer does what it must not: it is told so, and so is the application. */
    private static Row violation(String cause, Bytes bytes, String status) {
        String what = status.substring(status.indexOf(' ') + 1);
        return row(cause, scene -> scene.peer().send(bytes.of(scene.peer()))).is(status, "SessionException: " + what, status);
    }

    // ---- The tests -----------------------------------------------------------------------------------------------

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Row row : ROWS) {
            for (Role role : row.roles()) {
                for (TransportKind kind : kinds()) {
                    cases.add(Arguments.of(row, role, kind));
                }
            }
        }
        return cases.stream();
    }

    static List<TransportKind> kinds() {
        return VirtualThreads.areSupported() ? List.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS)
                : List.of(TransportKind.EVENT_LOOP);
    }

    @ParameterizedTest(name = "{1}, {2}: {0}")
    @MethodSource("cases")
    void row(Row row, Role role, TransportKind kind) throws Exception {
        try (Scene scene = Scene.open(role, kind, row)) {
            scene.perform(row.act());
            String told = row.seen() != null ? row.seen() : row.told().equals(GOES_ON) ? goOn(scene) : scene.peer().awaitClose();
            boolean answer = !row.isSilent() && !told.equals(NOTHING) && row.seen() == null;
            if (answer && !scene.peer().hasSentClose()) {
                scene.peer().send(told.equals(EMPTY) ? scene.peer().closeFrame()
                        : scene.peer().closeFrame(Integer.parseInt(told.substring(0, 4)), ""));
            }
            if (answer && role == Role.CLIENT) {
                // RFC 6455, 7.1.1: it is the server that ends TCP.
                scene.peer().endOutput();
            }
            CloseReason reason = scene.recorder().closed.get(20, TimeUnit.SECONDS);
            if (!row.told().equals(GOES_ON)) {
                assertLike(told, row.told());
                assertLike((reason.getCloseCode().getCode() + " " + reason.getReasonPhrase()).strip(), row.reported());
            }
            assertErrors(scene.recorder(), row.error());
        }
    }

    /** The session is open, and ends as any other. */
    private static String goOn(Scene scene) throws IOException {
        assertThat(scene.session().isOpen()).isTrue();
        scene.peer().close(1000, "");
        assertThat(scene.peer().awaitClose()).isEqualTo("1000");
        return GOES_ON;
    }

    private static void assertErrors(Recorder recorder, String expected) throws InterruptedException {
        if (!expected.equals(NONE)) {
            Throwable error = recorder.errors.poll(10, TimeUnit.SECONDS);
            assertThat(error).as("onError").isNotNull();
            assertLike(error.getClass().getSimpleName() + ": " + error.getMessage(), expected);
        }
        assertThat(recorder.errors).as("further errors").isEmpty();
    }

    /** Three dots stand for what the system or a library says. */
    private static void assertLike(String actual, String expected) {
        if (expected.endsWith("...")) {
            assertThat(actual).startsWith(expected.substring(0, expected.length() - 3)).hasSizeGreaterThan(expected.length() - 3);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** RFC 6455, 7.4. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
    void everyCodeThatMayBeSentArrives(int code) throws Exception {
        Row row = row("", scene -> { }).is("", "", "");
        try (Scene scene = Scene.open(Role.SERVER, TransportKind.AUTO, row)) {
            scene.session().close(reason(code, ""));
            assertThat(scene.peer().awaitClose()).isEqualTo(String.valueOf(code));
        }
    }

    /** RFC 6455, 7.4. */
    @ParameterizedTest
    @ValueSource(ints = {1004, 1006, 1015, 1016, 2999})
    void codesThatMayNotBeSentAreRefusedAndNothingHappens(int code) throws Exception {
        Row row = row("", scene -> { }).is("", "", "");
        try (Scene scene = Scene.open(Role.SERVER, TransportKind.AUTO, row)) {
            assertThatIllegalArgumentException().isThrownBy(() -> scene.session().close(reason(code, "")))
                    .withMessageContaining(String.valueOf(code));
            scene.session().getBasicRemote().sendText("still here");
            assertThat(scene.peer().awaitText()).isEqualTo("still here");
        }
    }

    @Test
    void thePageShowsThisTable() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ") && !line.startsWith("| cause")
                && !line.startsWith("| ---")))
                .startsWith(ROWS.stream().map(Row::toLine).toArray(String[]::new));
        assertThat(NamedTests.missing(Files.readString(PAGE))).isEmpty();
    }
}
