package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection between an engine and a transport that does what the test says, blocking or not. */
class ConnectionTest {

    private static final ConnectionSettings SETTINGS =
            new ConnectionSettings(100, 1000, Duration.ofSeconds(20), Duration.ofSeconds(5));
    private static final EngineResources RESOURCES = new EngineResources(() -> 0x01020304, new EngineResources.Scratch() {
        @Override
        public ByteBuffer take() {
            return ByteBuffer.allocate(1024);
        }

        @Override
        public void give(ByteBuffer buffer) {
            buffer.clear();
        }
    });

    /** A connection with everything around it. */
    private static final class Rig implements Connection.Listener {
        final FakeTimer timer = new FakeTimer();
        final FakeTransport transport;
        /** What was handed to the drainer and has not been run. */
        final Queue<Runnable> drainer = new ArrayDeque<>();
        final List<String> events = new ArrayList<>();
        final Connection connection;
        Consumer<String> callback = event -> { };

        Rig(Role role, boolean blocking, ConnectionSettings settings) {
            transport = new FakeTransport(blocking);
            WebSocketEngine engine = new WebSocketEngine(role, ProtocolLimits.DEFAULTS, List.of(), RESOURCES);
            connection = new Connection(engine, transport, timer, this::later, settings, this);
            connection.onOpen();
        }

        Rig(boolean blocking) {
            this(Role.SERVER, blocking, SETTINGS);
        }

        private void later(Runnable task) {
            synchronized (drainer) {
                drainer.add(task);
            }
        }

        void runDrainer() {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        }

        private Runnable next() {
            synchronized (drainer) {
                return drainer.poll();
            }
        }

        @Override
        public void onOpen() {
            events.add("open");
        }

        @Override
        public void onEvent(Event event) {
            String text = event instanceof Event.Text message ? "text " + StandardCharsets.UTF_8.decode(message.part())
                    : event instanceof Event.Closed closed ? "closed " + closed.status().code()
                    : event.getClass().getSimpleName();
            events.add(text);
            callback.accept(text);
        }

        /** Text messages of the client, in one read. */
        void receive(String... texts) {
            WebSocketEngine client = new WebSocketEngine(Role.CLIENT, ProtocolLimits.DEFAULTS, List.of(), RESOURCES);
            for (String text : texts) {
                client.sendText(utf8(text), true);
            }
            connection.onBytes(ByteBuffer.wrap(bytes(client)));
        }

        void receiveClose(int code) {
            WebSocketEngine client = new WebSocketEngine(Role.CLIENT, ProtocolLimits.DEFAULTS, List.of(), RESOURCES);
            client.close(CloseStatus.of(code));
            connection.onBytes(ByteBuffer.wrap(bytes(client)));
        }

        void send(String text) {
            try {
                connection.send(Kind.TEXT, utf8(text));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        CompletableFuture<Void> sendAsync(String text) {
            CompletableFuture<Void> result = new CompletableFuture<>();
            connection.sendAsync(Kind.TEXT, utf8(text), true, null, 0, failure -> {
                if (failure == null) {
                    result.complete(null);
                } else {
                    result.completeExceptionally(failure);
                }
            });
            return result;
        }

        String written() {
            return HexFormat.of().formatHex(transport.written());
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(WebSocketEngine engine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        for (OutboundFrame frame = engine.takeOutput(); frame != null; frame = engine.takeOutput()) {
            frame.drainTo(buffer.clear());
            out.write(buffer.array(), 0, buffer.position());
        }
        return out.toByteArray();
    }

    // ---- Sending ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendWritesAtOnce(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.send("a");
        assertThat(rig.written()).isEqualTo("810161");
        assertThat(rig.drainer).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatPilesUpBehindAWriteLeavesInOne(boolean blocking) throws Exception {
        Rig rig = new Rig(blocking);
        rig.transport.gate = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> first = thread.submit(() -> rig.send("a"));
        rig.transport.atGate.await();
        byte[] mine = {'b'};
        rig.connection.send(Kind.TEXT, ByteBuffer.wrap(mine));
        Arrays.fill(mine, (byte) 'x');
        rig.send("c");
        assertThat(rig.connection.bufferedAmount()).isEqualTo(6);
        rig.transport.open();
        first.get();
        thread.shutdown();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161" + "810162" + "810163");
        assertThat(rig.transport.writes()).containsExactly(3, 6);
        assertThat(rig.connection.bufferedAmount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void senderAboveTheHighWaterMarkWaitsForRoom(boolean blocking) throws Exception {
        Rig rig = new Rig(blocking);
        rig.transport.gate = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> first = threads.submit(() -> rig.send("x".repeat(200)));
        rig.transport.atGate.await();
        Future<?> second = threads.submit(() -> rig.send("late"));
        assertThat(second.isDone()).isFalse();
        rig.transport.open();
        first.get();
        second.get();
        threads.shutdown();
        rig.runDrainer();
        assertThat(rig.written()).endsWith("81046c617465");
    }

    @Test
    void senderThatGetsNoRoomInTimeFails() throws Exception {
        Rig rig = new Rig(Role.SERVER, false,
                new ConnectionSettings(100, 1000, Duration.ofMillis(1), Duration.ofSeconds(5)));
        rig.transport.gate = new CountDownLatch(1);
        rig.send("x".repeat(200));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")))
                .withMessageContaining("could not be sent within");
    }

    @Test
    void senderOnAnIoThreadNeverWaits() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.transport.mayWait = false;
        rig.send("x".repeat(200));
        rig.send("x".repeat(900));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")))
                .withMessageContaining("1000 bytes are queued");
    }

    @Test
    void asynchronousSendNeverWritesOnTheCallersThreadWhereThatBlocks() {
        Rig rig = new Rig(true);
        Future<Void> result = rig.sendAsync("a");
        assertThat(rig.written()).isEmpty();
        assertThat(result.isDone()).isFalse();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161");
        assertThat(result.isDone()).isTrue();
    }

    @Test
    void asynchronousSendFailsWhereTheQueueIsFull() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.sendAsync("x".repeat(2000));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> rig.sendAsync("late").get())
                .withMessageContaining("1000 bytes are queued");
        assertThat(rig.connection.isOpen()).isTrue();
    }

    @Test
    void asynchronousSendThatIsNotWrittenInTimeFailsAndCutsTheConnection() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        List<Throwable> results = new ArrayList<>();
        rig.connection.sendAsync(Kind.TEXT, utf8("a"), true, null, 1_000_000, results::add);
        rig.timer.advanceMillis(2);
        rig.runDrainer();
        assertThat(results).singleElement().asString().contains("not written in time");
        assertThat(rig.transport.aborted).isTrue();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void batchedMessagesLeaveWithTheFlush() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        rig.send("a");
        rig.send("b");
        rig.timer.advanceMillis(1000);
        rig.runDrainer();
        assertThat(rig.written()).isEmpty();
        rig.connection.flush();
        assertThat(rig.transport.writes()).containsExactly(6);
        rig.send("c");
        rig.connection.setBatching(false);
        assertThat(rig.written()).endsWith("810163");
    }

    // ---- Message turns -----------------------------------------------------------------------------------------------

    @Test
    void aThreadMayNotBeginAMessageInsideItsOwn() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.send(Kind.TEXT, utf8("a"), false, Connection.PARTS);
        assertThatIllegalStateException().isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("b")));
        rig.connection.send(Kind.PING, ByteBuffer.allocate(0));
        rig.connection.send(Kind.TEXT, utf8("c"), true, Connection.PARTS);
        assertThat(rig.written()).isEqualTo("010161" + "8900" + "800163");
    }

    @Test
    void messagesOfOthersWaitUntilAMessageInPartsHasEnded() throws Exception {
        Rig rig = new Rig(true);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Object stream = new Object();
        other.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("a"), false, stream);
            return null;
        }).get();
        Future<Void> waiting = rig.sendAsync("m");
        Future<Void> second = rig.sendAsync("n");
        assertThat(rig.written()).isEqualTo("010161");
        other.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("b"), true, stream);
            return null;
        }).get();
        other.shutdown();
        rig.runDrainer();
        assertThat(waiting.isDone()).isTrue();
        assertThat(second.isDone()).isTrue();
        assertThat(rig.written()).isEqualTo("010161" + "800162" + "81016d" + "81016e");
    }

    @Test
    void anyThreadMaySendTheNextPart() throws Exception {
        Rig rig = new Rig(true);
        ExecutorService other = Executors.newSingleThreadExecutor();
        other.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("a"), false, Connection.PARTS);
            return null;
        }).get();
        other.shutdown();
        rig.connection.send(Kind.TEXT, utf8("b"), true, Connection.PARTS);
        assertThat(rig.written()).isEqualTo("010161" + "800162");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyThreadsNeverInterleaveAndKeepTheirOrder(boolean blocking) throws Exception {
        FakeTransport transport = new FakeTransport(blocking);
        ExecutorService threads = Executors.newCachedThreadPool();
        WebSocketEngine engine = new WebSocketEngine(Role.SERVER, ProtocolLimits.DEFAULTS, List.of(), RESOURCES);
        ConnectionSettings roomy = new ConnectionSettings(1000, 10_000_000, Duration.ofSeconds(20), Duration.ofSeconds(5));
        Connection connection = new Connection(engine, transport, new FakeTimer(), threads, roomy, new Rig(blocking));
        List<Future<?>> senders = new ArrayList<>();
        CountDownLatch written = new CountDownLatch(64 * 20);
        for (int thread = 0; thread < 64; thread++) {
            String name = "t" + thread + ":";
            senders.add(threads.submit(() -> {
                Object stream = new Object();
                for (int i = 0; i < 40; i += 2) {
                    if (i % 3 == 0) {
                        connection.send(Kind.TEXT, utf8(name), false, stream);
                        connection.send(Kind.TEXT, utf8(i + ""), true, stream);
                    } else {
                        connection.send(Kind.TEXT, utf8(name + i));
                    }
                    connection.sendAsync(Kind.TEXT, utf8(name + (i + 1)), true, null, 0, failure -> written.countDown());
                }
                return null;
            }));
        }
        for (Future<?> sender : senders) {
            sender.get();
        }
        written.await();
        threads.shutdown();
        Map<String, Integer> last = new HashMap<>();
        WebSocketEngine client = new WebSocketEngine(Role.CLIENT, ProtocolLimits.DEFAULTS, List.of(), RESOURCES);
        client.receive(ByteBuffer.wrap(transport.written()), 0);
        StringBuilder message = new StringBuilder();
        int messages = 0;
        for (Event event = client.poll(); event != null; event = client.poll()) {
            Event.Text text = (Event.Text) event;
            message.append(StandardCharsets.UTF_8.decode(text.part()));
            if (text.last()) {
                String[] parts = message.toString().split(":");
                assertThat(Integer.parseInt(parts[1])).isEqualTo(last.getOrDefault(parts[0], -1) + 1);
                last.put(parts[0], Integer.parseInt(parts[1]));
                message.setLength(0);
                messages++;
            }
        }
        assertThat(messages).isEqualTo(64 * 40);
    }

    // ---- Delivery ----------------------------------------------------------------------------------------------------

    @Test
    void repliesToBufferedMessagesLeaveInOneWrite() {
        Rig rig = new Rig(true);
        rig.callback = text -> rig.send("r");
        rig.receive("a", "b", "c");
        assertThat(rig.events).containsExactly("open", "text a", "text b", "text c");
        assertThat(rig.transport.writes()).containsExactly(9);
    }

    @Test
    void replyHeldBackLeavesWithinTenMillisecondsThoughTheCallbackBlocks() {
        Rig rig = new Rig(true);
        List<String> seen = new ArrayList<>();
        rig.callback = text -> {
            if (text.equals("text a")) {
                rig.send("r");
                seen.add(rig.written());
                // The callback goes on for long: time passes inside it.
                rig.timer.advanceMillis(10);
                rig.runDrainer();
                seen.add(rig.written());
            }
        };
        rig.receive("a", "b");
        assertThat(seen).containsExactly("", "810172");
    }

    @Test
    void replyToTheLastBufferedMessageIsWrittenAtOnce() {
        Rig rig = new Rig(true);
        List<String> seen = new ArrayList<>();
        rig.callback = text -> {
            rig.send("r");
            seen.add(rig.written());
        };
        rig.receive("a");
        assertThat(seen).containsExactly("810172");
    }

    @Test
    void thePeerIsNotReadFromWhileTooMuchIsQueuedForIt() {
        Rig rig = new Rig(false);
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.transport.gate = new CountDownLatch(1);
        rig.callback = text -> rig.send("x".repeat(100));
        rig.receive("a");
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.transport.open();
        assertThat(rig.transport.demands).isEqualTo(2);
    }

    @Test
    void suspendedConnectionDeliversNothingUntilItIsResumed() {
        Rig rig = new Rig(true);
        rig.callback = text -> rig.connection.suspend();
        byte[] before = rig.transport.written();
        rig.receive("a", "b");
        assertThat(rig.events).containsExactly("open", "text a");
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.callback = text -> { };
        rig.connection.resume();
        assertThat(rig.events).containsExactly("open", "text a");
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "text a", "text b");
        assertThat(rig.transport.demands).isEqualTo(2);
        assertThat(rig.transport.written()).isEqualTo(before);
    }

    // ---- The end -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serverAnswersCloseThenEndsItsOutputThenWaitsForTheEnd(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.receiveClose(1000);
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("880203e8");
        assertThat(rig.events).containsExactly("open", "closed 1000");
        assertThat(rig.transport.outputShut).isTrue();
        assertThat(rig.transport.aborted).isFalse();
        rig.connection.onEnd(null);
        assertThat(rig.transport.aborted).isTrue();
        assertThat(rig.events).hasSize(2);
        assertThat(rig.timer.pending()).isZero();
    }

    @Test
    void clientLeavesItToTheServerToEndTcp() {
        Rig rig = new Rig(Role.CLIENT, true, SETTINGS);
        rig.connection.onBytes(ByteBuffer.wrap(HexFormat.of().parseHex("880203e8")));
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1000");
        assertThat(rig.transport.outputShut).isFalse();
        rig.connection.onEnd(null);
        assertThat(rig.transport.aborted).isTrue();
    }

    @Test
    void peerThatDoesNotAnswerOurCloseIsCut() {
        Rig rig = new Rig(true);
        rig.connection.close(CloseStatus.of(1000));
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("880203e8");
        rig.timer.advanceMillis(4999);
        assertThat(rig.transport.aborted).isFalse();
        rig.timer.advanceMillis(1);
        rig.runDrainer();
        assertThat(rig.transport.aborted).isTrue();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void closedIsDeliveredOnceThoughTheConnectionFailsAgain() {
        Rig rig = new Rig(true);
        rig.connection.fail(CloseStatus.of(1011), CloseStatus.of(1011), new IOException("x"));
        assertThat(rig.events).as("not on the caller's stack").containsExactly("open");
        rig.runDrainer();
        rig.connection.abort();
        rig.connection.onEnd(new IOException("reset"));
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1011");
    }

    @Test
    void endWithoutCloseIsReportedAs1006() {
        Rig rig = new Rig(true);
        rig.connection.onEnd(null);
        assertThat(rig.events).containsExactly("open", "closed 1006");
        assertThat(rig.transport.aborted).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("x")));
    }

    @Test
    void closeWithAnIllegalCodeChangesNothing() {
        Rig rig = new Rig(true);
        assertThatIllegalArgumentException().isThrownBy(() -> rig.connection.close(CloseStatus.of(1006)));
        assertThat(rig.connection.isOpen()).isTrue();
        assertThat(rig.timer.pending()).isZero();
    }

    // ---- Time --------------------------------------------------------------------------------------------------------

    @Test
    void idleConnectionClosesWith1001AndReports1006() {
        Rig rig = new Rig(true);
        rig.connection.setIdleTimeout(1_000_000_000);
        rig.timer.advanceMillis(900);
        rig.receive("a");
        rig.timer.advanceMillis(900);
        assertThat(rig.written()).isEmpty();
        rig.timer.advanceMillis(100);
        rig.runDrainer();
        assertThat(rig.written()).startsWith("880e03e9");
        assertThat(rig.events).containsExactly("open", "text a", "closed 1006");
    }

    @Test
    void writeThatThePeerDoesNotTakeCutsTheConnectionAndTellsEverybody() throws Exception {
        Rig rig = new Rig(true);
        rig.transport.gate = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> stuck = thread.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("a"));
            return null;
        });
        rig.transport.atGate.await();
        Future<Void> behind = rig.sendAsync("b");
        rig.timer.advanceMillis(20_000);
        assertThat(rig.transport.aborted).isTrue();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(stuck::get).withMessageContaining("broken");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(behind::get).withMessageContaining("taken nothing");
        thread.shutdown();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void connectionWithNothingToWatchHasNoTimer() {
        Rig rig = new Rig(true);
        rig.receive("a");
        assertThat(rig.timer.pending()).isZero();
        rig.send("b");
        rig.timer.advanceMillis(20_000);
        assertThat(rig.timer.pending()).isZero();
        assertThat(rig.connection.isOpen()).isTrue();
    }
}
