package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RemoteEndpoint}, on both sides of a connection. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class RemoteEndpointApiTest {

    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7};

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> { });

    private interface Sending {
        void send(RemoteEndpoint.Basic basic, RemoteEndpoint.Async async) throws Exception;
    }

    /** What one side sends is what the other gets. */
    private void assertArrives(Sending sending, Object... expected) throws Exception {
        Pair pair = deployed.pair();
        pair.bothWays((side, peer) -> {
            peer.collecting();
            sending.send(side.session().getBasicRemote(), side.session().getAsyncRemote());
            for (Object message : expected) {
                assertThat(peer.next()).isEqualTo(message);
            }
        });
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap(BYTES);
    }

    // ---- Basic ---------------------------------------------------------------------------------------------------

    @Test
    void aTextIsSentWhole() throws Exception {
        assertArrives((basic, async) -> {
            basic.sendText("gr\u00fc\u00df \ud83d\ude00");
            basic.sendText("");
        }, "gr\u00fc\u00df \ud83d\ude00", "");
    }

    @Test
    void bytesAreSentWholeAndTheBufferIsConsumed() throws Exception {
        assertArrives((basic, async) -> {
            ByteBuffer data = bytes();
            data.position(1).limit(6);
            basic.sendBinary(data);
            assertThat(data.position()).isEqualTo(6);
            assertThat(data.limit()).isEqualTo(6);
            assertThat(data.array()).isEqualTo(BYTES);
        }, ByteBuffer.wrap(BYTES, 1, 5));
    }

    @Test
    void aTextIsSentInParts() throws Exception {
        assertArrives((basic, async) -> {
            basic.sendText("a\ud83d", false);
            basic.sendText("", false);
            basic.sendText("\ude00b", true);
        }, "a\ud83d\ude00b");
    }

    @Test
    void bytesAreSentInParts() throws Exception {
        assertArrives((basic, async) -> {
            ByteBuffer data = bytes();
            basic.sendBinary(data.limit(3), false);
            assertThat(data.position()).isEqualTo(3);
            basic.sendBinary(data.limit(7), true);
        }, bytes());
    }

    @Test
    void anotherMessageWithinOnesOwnPartsIsRefused() throws Exception {
        assertArrives((basic, async) -> {
            basic.sendText("a", false);
            assertThatIllegalStateException().isThrownBy(() -> basic.sendText("another"));
            assertThatIllegalStateException().isThrownBy(() -> basic.sendBinary(bytes(), false));
            basic.sendText("b", true);
        }, "ab");
    }

    @Test
    void aStreamIsOneBinaryMessage() throws Exception {
        assertArrives((basic, async) -> {
            try (OutputStream stream = basic.getSendStream()) {
                stream.write(BYTES, 0, 3);
                stream.flush();
                stream.write(BYTES, 3, 3);
                stream.write(7);
            }
        }, bytes());
    }

    @Test
    void aWriterIsOneTextMessage() throws Exception {
        assertArrives((basic, async) -> {
            try (Writer writer = basic.getSendWriter()) {
                writer.write("a\ud83d");
                writer.flush();
                writer.append("\ude00").append('b');
            }
        }, "a\ud83d\ude00b");
    }

    @Test
    void streamsWithoutAWriteSendNothingAndWithAnEmptyOneAnEmptyMessage() throws Exception {
        assertArrives((basic, async) -> {
            basic.getSendStream().close();
            basic.getSendWriter().close();
            try (OutputStream stream = basic.getSendStream()) {
                stream.write(new byte[0]);
            }
            try (Writer writer = basic.getSendWriter()) {
                writer.write("");
            }
        }, ByteBuffer.allocate(0), "");
    }

    @Test
    void primitivesAreSentAsObjects() throws Exception {
        assertArrives((basic, async) -> {
            basic.sendObject(42);
            basic.sendObject(true);
            basic.sendObject('c');
            basic.sendObject(1.5);
            async.sendObject(7L).get();
        }, "42", "true", "c", "1.5", "7");
    }

    @Test
    void anObjectWithoutAnEncoderIsAnEncodeException() throws Exception {
        Object object = new Object();
        assertArrives((basic, async) -> {
            assertThatExceptionOfType(EncodeException.class).isThrownBy(() -> basic.sendObject(object))
                    .satisfies(failure -> assertThat(failure.getObject()).isSameAs(object));
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> async.sendObject(object).get())
                    .withCauseInstanceOf(EncodeException.class);
            basic.sendText("the session goes on");
        }, "the session goes on");
    }

    // ---- Async ---------------------------------------------------------------------------------------------------

    @Test
    void futuresCompleteWithNullWhenTheMessageIsSent() throws Exception {
        assertArrives((basic, async) -> {
            ByteBuffer data = bytes();
            assertThat(List.<Future<Void>>of(async.sendText("t"), async.sendBinary(data), async.sendObject(1)))
                    .allSatisfy(future -> assertThat(future.get(10, TimeUnit.SECONDS)).isNull());
            assertThat(data.hasRemaining()).isFalse();
        }, "t", bytes(), "1");
    }

    @Test
    void handlersGetAResultThatIsOkWithTheSession() throws Exception {
        Pair pair = deployed.pair();
        pair.bothWays((side, peer) -> {
            peer.collecting();
            RemoteEndpoint.Async async = side.session().getAsyncRemote();
            assertOk(side, result -> async.sendText("t", result));
            assertOk(side, result -> async.sendBinary(bytes(), result));
            assertOk(side, result -> async.sendObject(1, result));
            assertThat(peer.next()).isEqualTo("t");
            assertThat(peer.next()).isEqualTo(bytes());
            assertThat(peer.next()).isEqualTo("1");
        });
    }

    private interface WithHandler {
        void send(SendHandler handler);
    }

    private static void assertOk(Side side, WithHandler sending) throws Exception {
        SendResult result = result(sending);
        assertThat(result.isOK()).isTrue();
        assertThat(result.getException()).isNull();
        assertThat(result.getSession()).isSameAs(side.session());
    }

    private static SendResult result(WithHandler sending) throws Exception {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        sending.send(result::complete);
        return result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void failuresAreInTheResult() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            SendResult result = result(handler -> side.session().getAsyncRemote().sendObject(new Object(), handler));
            assertThat(result.isOK()).isFalse();
            assertThat(result.getException()).isInstanceOf(EncodeException.class);
            assertThat(result.getSession()).isSameAs(side.session());
        });
    }

    @Test
    void theSendTimeoutIsTheRemotesOwn() throws Exception {
        deployed.client().setAsyncSendTimeout(5000);
        Pair pair = deployed.pair();
        assertThat(pair.client().session().getAsyncRemote().getSendTimeout()).as("the container's").isEqualTo(5000);
        assertThat(pair.server().session().getAsyncRemote().getSendTimeout()).as("for ever").isNotPositive();
        pair.bothWays((side, peer) -> {
            side.session().getAsyncRemote().setSendTimeout(10_000);
            assertThat(side.session().getAsyncRemote().getSendTimeout()).isEqualTo(10_000);
            peer.collecting();
            side.session().getAsyncRemote().sendText("in time").get();
            assertThat(peer.next()).isEqualTo("in time");
        });
    }

    // ---- Both ----------------------------------------------------------------------------------------------------

    @Test
    void nothingIsSentForNull() throws Exception {
        SendHandler handler = result -> { };
        assertArrives((basic, async) -> {
            List<ThrowingCallable> calls = List.of(() -> basic.sendText(null), () -> basic.sendText(null, true),
                    () -> basic.sendBinary(null), () -> basic.sendBinary(null, true), () -> basic.sendObject(null),
                    () -> async.sendText(null), () -> async.sendBinary(null), () -> async.sendObject(null),
                    () -> async.sendText(null, handler), () -> async.sendText("x", null),
                    () -> async.sendBinary(null, handler), () -> async.sendBinary(bytes(), null),
                    () -> async.sendObject(null, handler), () -> async.sendObject(1, null));
            assertThat(calls).allSatisfy(call -> assertThatIllegalArgumentException().isThrownBy(call));
            basic.sendText("first");
        }, "first");
    }

    @Test
    void aPingIsAnsweredWithItsData() throws Exception {
        deployed.pair().bothWays((side, peer) -> {
            side.collecting();
            ByteBuffer data = bytes();
            side.session().getBasicRemote().sendPing(data);
            assertThat(data.hasRemaining()).isFalse();
            assertThat(side.next()).isEqualTo(bytes());
        });
    }

    @Test
    void aPongIsSentUnasked() throws Exception {
        assertArrives((basic, async) -> {
            ByteBuffer data = bytes();
            async.sendPong(data);
            assertThat(data.hasRemaining()).isFalse();
        }, bytes());
    }

    @Test
    void controlFramesHave125BytesAtMost() throws Exception {
        assertArrives((basic, async) -> {
            assertThatIllegalArgumentException().isThrownBy(() -> basic.sendPing(ByteBuffer.allocate(126)));
            assertThatIllegalArgumentException().isThrownBy(() -> basic.sendPong(ByteBuffer.allocate(126)));
            basic.sendPong(ByteBuffer.allocate(125));
        }, ByteBuffer.allocate(125));
    }

    @Test
    void aBatchLeavesWhenItIsFlushedOrBatchingEnds() throws Exception {
        assertArrives((basic, async) -> {
            assertThat(basic.getBatchingAllowed()).isFalse();
            basic.setBatchingAllowed(true);
            assertThat(basic.getBatchingAllowed()).isTrue();
            basic.sendText("one");
            async.sendText("two").get();
            basic.flushBatch();
            basic.sendText("three");
            basic.setBatchingAllowed(false);
        }, "one", "two", "three");
    }

    @Test
    void onAClosedSessionSendsAreIoExceptionsAndSettingsIllegalArguments() throws Exception {
        Pair pair = deployed.pair();
        RemoteEndpoint.Basic basic = pair.client().session().getBasicRemote();
        RemoteEndpoint.Async async = pair.client().session().getAsyncRemote();
        pair.client().session().close();
        List<ThrowingCallable> sends = List.of(() -> basic.sendText("x"), () -> basic.sendText("x", true),
                () -> basic.sendBinary(bytes()), () -> basic.sendBinary(bytes(), true), () -> basic.sendObject(1),
                basic::getSendStream, basic::getSendWriter, () -> basic.sendPing(bytes()), () -> basic.sendPong(bytes()),
                basic::flushBatch);
        assertThat(sends).allSatisfy(call -> assertThatIOException().isThrownBy(call));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> async.sendText("x").get())
                .withCauseInstanceOf(IOException.class);
        assertThat(result(handler -> async.sendBinary(bytes(), handler)).getException()).isInstanceOf(IOException.class);
        List<ThrowingCallable> settings = List.of(() -> basic.setBatchingAllowed(true), () -> async.setSendTimeout(1));
        assertThat(settings).allSatisfy(call -> assertThatIllegalArgumentException().isThrownBy(call));
    }

    /** Callbacks of one session may come on several threads, and yet their parts make one message. */
    @Test
    void partsThatAreSentBackAsTheyComeMakeOneMessage() throws Exception {
        Pair one = deployed.pair();
        assertPartsComeBackAsOne(one.server(), one.client());
        Pair two = deployed.pair();
        assertPartsComeBackAsOne(two.client(), two.server());
    }

    private static void assertPartsComeBackAsOne(Side side, Side peer) throws Exception {
        peer.session().addMessageHandler(String.class, (part, last) -> {
            try {
                peer.session().getBasicRemote().sendText(part, last);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        side.collecting();
        RemoteEndpoint.Basic basic = side.session().getBasicRemote();
        for (int i = 0; i < 100; i++) {
            basic.sendText(i + " ", false);
        }
        basic.sendText("end", true);
        assertThat(side.next()).asString().startsWith("0 1 2 ").endsWith(" 98 99 end");
    }

    @Test
    void aMessageLargerThanAllBuffersArrives() throws Exception {
        byte[] much = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        deployed.pair().bothWays((side, peer) -> {
            peer.session().setMaxBinaryMessageBufferSize(much.length);
            peer.collecting();
            side.session().getBasicRemote().sendBinary(ByteBuffer.wrap(much));
            assertThat(peer.next()).isEqualTo(ByteBuffer.wrap(much));
        });
    }
}
