package dev.bosphorus.container.session.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.runtime.MemoryPeer;
import dev.bosphorus.container.runtime.MemoryServer;
import dev.bosphorus.container.runtime.Probe;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both remotes and the streams of a session, down to the peer. */
class RemotesTest {

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();
    private MemoryPeer peer;

    private RemoteEndpoint.Basic basic() {
        connect(true);
        return probe.session.getBasicRemote();
    }

    private RemoteEndpoint.Async async() {
        connect(true);
        return probe.session.getAsyncRemote();
    }

    private void connect(boolean blocking) {
        server.deploy(probe, "/a", List.of(), List.of(Words.class, Failing.class, Numbers.class, Lines.class));
        peer = server.connect(blocking, "/a");
    }

    record Word(String text) {
    }

    record Bomb() {
    }

    record Number(byte value) {
    }

    record Line(String text) {
    }

    public static class Words implements Encoder.TextStream<Word> {
        @Override
        public void encode(Word word, Writer writer) throws IOException, EncodeException {
            writer.write("half ");
            if (word.text().isEmpty()) {
                throw new EncodeException(word, "empty");
            }
            writer.write(word.text());
        }
    }

    public static class Failing implements Encoder.Text<Bomb> {
        @Override
        public String encode(Bomb bomb) {
            throw new IllegalStateException("boom");
        }
    }

    public static class Numbers implements Encoder.Binary<Number> {
        @Override
        public ByteBuffer encode(Number number) {
            return number.value() == 0 ? null : ByteBuffer.wrap(new byte[] {number.value()});
        }
    }

    public static class Lines implements Encoder.BinaryStream<Line> {
        @Override
        public void encode(Line line, OutputStream stream) throws IOException {
            if (line.text().isEmpty()) {
                throw new IOException("nothing to write");
            }
            stream.write(line.text().length());
        }
    }

    // ---- Whole messages ------------------------------------------------------------------------------------------

    @Test
    void textIsSentAsUtf8() throws IOException {
        basic().sendText("aß€😀");
        assertThat(peer.received).containsExactly("text:aß€😀");
    }

    @Test
    void unpairedSurrogateIsReplaced() throws IOException {
        basic().sendText("a\uD83D");
        assertThat(peer.received).containsExactly("text:a?");
    }

    @Test
    void binaryIsSentAndConsumed() throws IOException {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {0, 1, 2, 3}).position(1).limit(3);
        basic().sendBinary(data);
        assertThat(peer.received).containsExactly("binary:0102");
        assertThat(data.position()).isEqualTo(3);
        assertThat(data.limit()).isEqualTo(3);
    }

    @Test
    void readOnlyAndDirectBuffersAreSent() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendBinary(ByteBuffer.wrap(new byte[] {1}).asReadOnlyBuffer());
        remote.sendBinary(ByteBuffer.allocateDirect(1).put((byte) 2).flip());
        assertThat(peer.received).containsExactly("binary:01", "binary:02");
    }

    @Test
    void emptyMessagesAreSent() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendText("");
        remote.sendBinary(ByteBuffer.allocate(0));
        assertThat(peer.received).containsExactly("text:", "binary:");
    }

    @Test
    void pingAndPongCarryUpTo125Bytes() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendPing(ByteBuffer.wrap("pi".getBytes()));
        remote.sendPong(ByteBuffer.allocate(0));
        remote.sendPing(ByteBuffer.wrap("x".repeat(125).getBytes()));
        assertThat(peer.received).containsExactly("ping:pi", "pong:", "ping:" + "x".repeat(125));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.sendPing(ByteBuffer.allocate(126)));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.sendPong(ByteBuffer.allocate(126)));
    }

    // ---- Objects -------------------------------------------------------------------------------------------------

    @Test
    void objectsGoThroughEncodersOfEachForm() throws IOException, EncodeException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendObject(new Word("done"));
        remote.sendObject(new Number((byte) 5));
        remote.sendObject(new Line("four"));
        remote.sendObject(7L);
        remote.sendObject('c');
        remote.sendObject("text");
        remote.sendObject(new byte[] {1});
        remote.sendObject(ByteBuffer.wrap(new byte[] {2}));
        assertThat(peer.received).containsExactly("text:half done", "binary:05", "binary:04", "text:7", "text:c",
                "text:text", "binary:01", "binary:02");
    }

    static Stream<Object> unencodable() {
        return Stream.of(new Word(""), new Bomb(), new Number((byte) 0), new Line(""), new Thread());
    }

    @ParameterizedTest
    @MethodSource("unencodable")
    void encoderThatFailsSendsNothing(Object object) throws IOException {
        RemoteEndpoint.Basic remote = basic();
        assertThatExceptionOfType(EncodeException.class).isThrownBy(() -> remote.sendObject(object))
                .satisfies(e -> assertThat(e.getObject()).isSameAs(object));
        remote.sendText("after");
        assertThat(peer.received).containsExactly("text:after");
    }

    @ParameterizedTest
    @MethodSource("unencodable")
    void asynchronousEncoderFailureArrivesInTheResult(Object object) {
        RemoteEndpoint.Async remote = async();
        List<SendResult> results = new ArrayList<>();
        remote.sendObject(object, results::add);
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.isOK()).isFalse();
            assertThat(result.getException()).isInstanceOf(EncodeException.class);
            assertThat(result.getSession()).isSameAs(probe.session);
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> remote.sendObject(object).get())
                .withCauseInstanceOf(EncodeException.class);
    }

    // ---- Null ----------------------------------------------------------------------------------------------------

    @Test
    void nullIsRefused() {
        RemoteEndpoint.Basic basic = basic();
        RemoteEndpoint.Async async = probe.session.getAsyncRemote();
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls = List.of(
                () -> basic.sendText(null), () -> basic.sendText(null, true), () -> basic.sendBinary(null),
                () -> basic.sendBinary(null, true), () -> basic.sendObject(null), () -> basic.sendPing(null),
                () -> basic.sendPong(null), () -> async.sendText(null), () -> async.sendBinary(null),
                () -> async.sendObject(null), () -> async.sendText(null, result -> { }),
                () -> async.sendBinary(null, result -> { }), () -> async.sendObject(null, result -> { }),
                () -> async.sendText("x", null), () -> async.sendBinary(ByteBuffer.allocate(1), null),
                () -> async.sendObject(1, null));
        assertThat(calls).allSatisfy(call -> assertThatIllegalArgumentException().isThrownBy(call));
        assertThat(peer.received).isEmpty();
    }

    // ---- Parts ---------------------------------------------------------------------------------------------------

    @Test
    void partsMakeOneMessage() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendText("a", false);
        remote.sendText("b", false);
        remote.sendText("c", true);
        remote.sendBinary(ByteBuffer.wrap(new byte[] {1}), false);
        remote.sendBinary(ByteBuffer.wrap(new byte[] {2}), true);
        remote.sendText("whole", true);
        assertThat(peer.received).containsExactly("text:a|b|c", "binary:01|02", "text:whole");
    }

    @Test
    void surrogatePairCutByPartsArrivesWhole() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendText("a\uD83D", false);
        remote.sendText("\uDE00b", true);
        assertThat(peer.received).containsExactly("text:a|😀b");
    }

    @Test
    void highSurrogateAtTheEndOfTheMessageIsReplaced() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendText("a", false);
        remote.sendText("b\uD83D", true);
        remote.sendText("\uDE00", true);
        assertThat(peer.received).containsExactly("text:a|b?", "text:?");
    }

    @Test
    void otherMessageWithinOnesOwnPartsIsRefused() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.sendText("a", false);
        assertThatIllegalStateException().isThrownBy(() -> remote.sendText("whole"));
        assertThatIllegalStateException().isThrownBy(() -> remote.sendBinary(ByteBuffer.allocate(1), false));
        remote.sendPing(ByteBuffer.allocate(0));
        remote.sendText("b", true);
        remote.sendText("whole");
        assertThat(peer.received).containsExactly("ping:", "text:a|b", "text:whole");
    }

    // ---- Streams -------------------------------------------------------------------------------------------------

    @Test
    void streamClosedWithoutAWriteSendsNothing() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        remote.getSendStream().close();
        remote.getSendWriter().close();
        OutputStream flushed = remote.getSendStream();
        flushed.flush();
        flushed.close();
        assertThat(peer.received).isEmpty();
    }

    @Test
    void streamClosedAfterAnEmptyWriteSendsAnEmptyMessage() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        try (OutputStream stream = remote.getSendStream()) {
            stream.write(new byte[0]);
        }
        try (Writer writer = remote.getSendWriter()) {
            writer.write("");
        }
        assertThat(peer.received).containsExactly("binary:", "text:");
    }

    @Test
    void smallStreamIsOneFrame() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        try (OutputStream stream = remote.getSendStream()) {
            stream.write(1);
            stream.write(new byte[] {0, 2, 3, 0}, 1, 2);
        }
        try (Writer writer = remote.getSendWriter()) {
            writer.write('a');
            writer.append("bc").write("xdx", 1, 1);
        }
        assertThat(peer.received).containsExactly("binary:010203", "text:abcd");
    }

    @Test
    void largeStreamIsOneMessageInParts() throws IOException {
        byte[] data = new byte[100_000];
        new java.util.Random(1).nextBytes(data);
        RemoteEndpoint.Basic remote = basic();
        try (OutputStream stream = remote.getSendStream()) {
            stream.write(data, 0, 10);
            stream.write(data, 10, data.length - 10);
        }
        String message = peer.received.get(0);
        assertThat(message.replace("|", "")).isEqualTo("binary:" + HexFormat.of().formatHex(data));
        assertThat(message.chars().filter(c -> c == '|').count()).isGreaterThan(5);
    }

    @Test
    void flushSendsWhatHasBeenWritten() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        OutputStream stream = remote.getSendStream();
        stream.write(1);
        stream.flush();
        stream.flush();
        stream.write(2);
        stream.close();
        stream.close();
        assertThat(peer.received).containsExactly("binary:01|02");
        assertThatIOException().isThrownBy(() -> stream.write(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {8190, 8191, 8192, 8193})
    void writerNeverCutsASurrogatePair(int before) throws IOException {
        RemoteEndpoint.Basic remote = basic();
        String text = "x".repeat(before) + "😀".repeat(5000);
        try (Writer writer = remote.getSendWriter()) {
            for (int i = 0; i < text.length(); i += 7) {
                writer.write(text, i, Math.min(7, text.length() - i));
            }
        }
        assertThat(peer.received.get(0).replace("|", "")).isEqualTo("text:" + text);
        assertThatIOException().isThrownBy(() -> {
            Writer closed = remote.getSendWriter();
            closed.close();
            closed.write("x");
        });
    }

    @Test
    void streamHasTheTurnFromItsFirstPartToItsEnd() throws IOException {
        RemoteEndpoint.Basic remote = basic();
        OutputStream stream = remote.getSendStream();
        stream.write(1);
        remote.sendText("before its first part");
        stream.flush();
        assertThatIllegalStateException().isThrownBy(() -> remote.sendText("within"));
        stream.close();
        remote.sendText("after");
        assertThat(peer.received).containsExactly("text:before its first part", "binary:01|", "text:after");
    }

    // ---- Asynchronous --------------------------------------------------------------------------------------------

    @Test
    void futureCompletesWhenTheMessageIsWritten() throws Exception {
        connect(false);
        peer.holding = true;
        Future<Void> future = probe.session.getAsyncRemote().sendText("x");
        assertThat(future.isDone()).isFalse();
        peer.release(null);
        assertThat(future.get()).isNull();
        assertThat(peer.received).containsExactly("text:x");
    }

    @Test
    void callbackThatWaitsForItsOwnReplyHasItWrittenAtOnce() {
        connect(true);
        List<String> seen = new ArrayList<>();
        probe.session.addMessageHandler(String.class, text -> {
            Future<Void> reply = probe.session.getAsyncRemote().sendText("r");
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> reply.get(0, TimeUnit.SECONDS));
            server.settle();
            assertThat(reply.isDone()).isTrue();
            seen.addAll(peer.received);
        });
        peer.text("a");
        assertThat(seen).containsExactly("text:r");
    }

    @Test
    void handlerIsToldOnceAboutItsSession() {
        RemoteEndpoint.Async remote = async();
        List<SendResult> results = new ArrayList<>();
        remote.sendText("a", results::add);
        remote.sendBinary(ByteBuffer.wrap(new byte[] {1}), results::add);
        remote.sendObject(3, results::add);
        server.settle();
        assertThat(peer.received).containsExactly("text:a", "binary:01", "text:3");
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.isOK()).isTrue();
            assertThat(result.getException()).isNull();
            assertThat(result.getSession()).isSameAs(probe.session);
        });
    }

    @Test
    void failedWriteReachesTheFutureAndTheSession() {
        connect(false);
        peer.holding = true;
        Future<Void> future = probe.session.getAsyncRemote().sendText("x");
        peer.release(new IOException("reset"));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
                .withCauseInstanceOf(IOException.class).withMessageContaining("reset");
        assertThat(probe.log).last().isEqualTo("close 1006 reset");
    }

    @Test
    void sendThatTakesTooLongFailsAndCutsTheConnection() {
        connect(false);
        peer.holding = true;
        RemoteEndpoint.Async remote = probe.session.getAsyncRemote();
        remote.setSendTimeout(100);
        assertThat(remote.getSendTimeout()).isEqualTo(100);
        Future<Void> future = remote.sendText("x");
        server.timer.advance(Duration.ofMillis(101));
        server.settle();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get).withCauseInstanceOf(IOException.class);
        assertThat(peer.aborted).isTrue();
        assertThat(probe.log).last().isEqualTo("close 1006 the message was not written in time");
    }

    @Test
    void messageThatIsOnItsWayCannotBeCancelled() throws Exception {
        connect(false);
        peer.holding = true;
        Future<Void> future = probe.session.getAsyncRemote().sendText("x");
        assertThat(future.cancel(true)).isFalse();
        assertThat(future.isCancelled()).isFalse();
        peer.release(null);
        assertThat(future.get()).isNull();
    }

    @Test
    void asynchronousSendWaitsInLineForAMessageInParts() throws Exception {
        RemoteEndpoint.Basic remote = basic();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> {
                remote.sendText("a", false);
                return null;
            }).get();
            Future<Void> one = probe.session.getAsyncRemote().sendText("one");
            Future<Void> two = probe.session.getAsyncRemote().sendText("two");
            assertThat(one.isDone()).isFalse();
            other.submit(() -> {
                remote.sendText("b", true);
                return null;
            }).get();
            server.settle();
            assertThat(one.get()).isNull();
            assertThat(two.get()).isNull();
            assertThat(peer.received).containsExactly("text:a|b", "text:one", "text:two");
        } finally {
            other.shutdown();
        }
    }

    @Test
    void whatWaitsInLineFailsWhenTheSessionEnds() throws Exception {
        RemoteEndpoint.Basic remote = basic();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            other.submit(() -> {
                remote.sendText("a", false);
                return null;
            }).get();
            Future<Void> future = probe.session.getAsyncRemote().sendText("never");
            peer.close(1000, "");
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get).withCauseInstanceOf(IOException.class);
        } finally {
            other.shutdown();
        }
    }

    // ---- Batching ------------------------------------------------------------------------------------------------

    @Test
    void batchedMessagesLeaveTogetherOnFlush() throws Exception {
        RemoteEndpoint.Basic remote = basic();
        assertThat(remote.getBatchingAllowed()).isFalse();
        remote.setBatchingAllowed(true);
        assertThat(probe.session.getAsyncRemote().getBatchingAllowed()).isTrue();
        remote.sendText("a");
        remote.sendText("b");
        assertThat(peer.received).isEmpty();
        int before = peer.writes;
        remote.flushBatch();
        assertThat(peer.received).containsExactly("text:a", "text:b");
        assertThat(peer.writes).isEqualTo(before + 1);
    }

    @Test
    void batchedAsynchronousSendIsCompleteOnceItIsInTheBatch() throws Exception {
        RemoteEndpoint.Async remote = async();
        remote.setBatchingAllowed(true);
        List<SendResult> results = new ArrayList<>();
        assertThat(remote.sendText("a").get()).isNull();
        remote.sendText("b", results::add);
        assertThat(results).singleElement().satisfies(result -> assertThat(result.isOK()).isTrue());
        remote.setBatchingAllowed(false);
        assertThat(peer.received).containsExactly("text:a", "text:b");
    }

    // ---- A closed session ----------------------------------------------------------------------------------------

    @Test
    void blockingSendsOnAClosedSessionAreIoExceptions() {
        RemoteEndpoint.Basic remote = basic();
        peer.close(1000, "");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls = List.of(
                () -> remote.sendText("x"), () -> remote.sendText("x", false), () -> remote.sendBinary(ByteBuffer.allocate(1)),
                () -> remote.sendObject(1), () -> remote.sendPing(ByteBuffer.allocate(0)),
                () -> remote.sendPong(ByteBuffer.allocate(0)), () -> remote.sendBinary(ByteBuffer.allocate(1), true),
                remote::getSendStream, remote::getSendWriter, remote::flushBatch);
        assertThat(calls).allSatisfy(call -> assertThatIOException().isThrownBy(call).withMessage("the session is closed"));
    }

    /** Not an {@code EncodeException}, though the encoders have ended with the session. */
    @Test
    void anObjectThatIsSentOnAClosedSessionIsAnIoException() {
        RemoteEndpoint.Basic remote = basic();
        RemoteEndpoint.Async async = probe.session.getAsyncRemote();
        peer.close(1000, "");
        assertThatIOException().isThrownBy(() -> remote.sendObject(new Object())).withMessage("the session is closed");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> async.sendObject(new Object()).get())
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void asynchronousSendsOnAClosedSessionFailInTheirResults() {
        RemoteEndpoint.Async remote = async();
        peer.close(1000, "");
        List<SendResult> results = new ArrayList<>();
        remote.sendText("x", results::add);
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.isOK()).isFalse();
            assertThat(result.getException()).isInstanceOf(IOException.class);
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> remote.sendText("x").get())
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void settingsOfAClosedSessionAreRefused() {
        RemoteEndpoint.Async remote = async();
        peer.close(1000, "");
        assertThatIllegalArgumentException().isThrownBy(() -> remote.setBatchingAllowed(true));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.setSendTimeout(1));
    }

    // ---- Several threads -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfManyThreadsKeepTheirOrderAndNeverMix(boolean blocking) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            MemoryServer busy = new MemoryServer("", List.of(), List.of(), threads);
            busy.deploy(probe, "/a");
            MemoryPeer client = busy.connect(blocking, "/a");
            Session session = probe.session;
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < 12; thread++) {
                int number = thread;
                senders.add(threads.submit(() -> {
                    start.await();
                    sendForty(session, number);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> sender : senders) {
                sender.get();
            }
            session.getAsyncRemote().sendText("end").get();
            List<String> all;
            synchronized (client) {
                all = List.copyOf(client.received);
            }
            assertThat(all).hasSize(12 * 40 + 1);
            for (int thread = 0; thread < 12; thread++) {
                String mine = "text:" + thread + " ";
                assertThat(all.stream().map(line -> line.replace("|", "")).filter(line -> line.startsWith(mine))
                        .map(line -> line.substring(mine.length())))
                        .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 40).mapToObj(String::valueOf).toList());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Blocking, asynchronous and written messages in turn, by one thread. */
    private static void sendForty(Session session, int thread) throws Exception {
        for (int i = 0; i < 40; i++) {
            String text = thread + " " + i;
            switch (i % 3) {
                case 0 -> session.getBasicRemote().sendText(text);
                case 1 -> session.getAsyncRemote().sendText(text);
                default -> {
                    try (Writer writer = session.getBasicRemote().getSendWriter()) {
                        writer.write(text, 0, 2);
                        writer.flush();
                        writer.write(text, 2, text.length() - 2);
                    }
                }
            }
        }
    }
}
