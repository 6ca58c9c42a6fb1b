package dev.bosphorus.container.connection;

import static dev.bosphorus.container.connection.Rig.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may send, who waits, and who is refused. */
class OutboundTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** The one thread that sends parts: a thread does not wait for a message of its own. */
    private final ExecutorService partSender = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
        partSender.shutdownNow();
    }

    private Future<Void> inThread(Callable<Void> task) {
        return threads.submit(task);
    }

    /** A thread that waits for room to send {@code "late"}. */
    private Future<Void> sendLate(Rig rig) throws InterruptedException {
        Future<Void> late = inThread(() -> {
            rig.connection.send(Kind.TEXT, utf8("late"));
            return null;
        });
        rig.transport.askedToWait.await();
        return late;
    }

    /** More than the high-water mark is on its way and does not get there. */
    private static Rig stuck() {
        return stuck(Rig.SETTINGS);
    }

    private static Rig stuck(ConnectionSettings settings) {
        Rig rig = new Rig(Role.SERVER, false, settings);
        rig.connection.onOpen();
        rig.transport.gate = new CountDownLatch(1);
        rig.send("x".repeat(200));
        return rig;
    }

    // ---- Room --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendReturnsBelowTheHighWaterMarkThoughAWriteIsUnderWay(boolean blocking) throws Exception {
        Rig rig = new Rig(blocking);
        rig.transport.gate = new CountDownLatch(1);
        Future<Void> first = inThread(() -> {
            rig.send("a");
            return null;
        });
        rig.transport.atGate.await();
        rig.send("b");
        assertThat(rig.connection.bufferedAmount()).as("what is being written, too").isEqualTo(6);
        rig.transport.open();
        first.get();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161" + "810162");
        assertThat(rig.connection.bufferedAmount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void senderAboveTheHighWaterMarkWaitsForRoom(boolean blocking) throws Exception {
        Rig rig = new Rig(blocking);
        rig.transport.gate = new CountDownLatch(1);
        Future<Void> first = inThread(() -> {
            rig.send("x".repeat(200));
            return null;
        });
        rig.transport.atGate.await();
        Future<Void> late = sendLate(rig);
        assertThat(late.isDone()).isFalse();
        rig.transport.open();
        first.get();
        late.get();
        rig.runDrainer();
        assertThat(rig.written()).endsWith("81046c617465");
    }

    @Test
    void senderThatGetsNoRoomInTimeFailsAndTheConnectionIsCut() {
        Rig rig = stuck(new ConnectionSettings(100, 1000, Duration.ofMillis(1), Duration.ofSeconds(5)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")))
                .withMessageContaining("no room to send within PT0.001S");
        assertThat(rig.transport.aborted).isTrue();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void senderThatWaitsIsToldWhenTheConnectionIsCut() throws Exception {
        Rig rig = stuck();
        Future<Void> late = sendLate(rig);
        rig.connection.abort();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(late::get)
                .withCauseInstanceOf(IOException.class).withMessageContaining("the connection is broken");
    }

    @Test
    void senderThatWaitsIsToldWhenTheConnectionCloses() throws Exception {
        Rig rig = stuck();
        Future<Void> late = sendLate(rig);
        rig.connection.close(CloseStatus.of(1000));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(late::get)
                .withCauseInstanceOf(IOException.class).withMessageContaining("ended while the message waited");
        assertThat(rig.transport.aborted).isFalse();
    }

    @Test
    void senderThatIsInterruptedFailsAndStaysInterrupted() {
        Rig rig = stuck();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rig.connection.isOpen()).isTrue();
    }

    @Test
    void senderOnAnIoThreadNeverWaits() {
        Rig rig = stuck();
        rig.transport.mayWait = false;
        rig.send("x".repeat(700));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")))
                .withMessageContaining("1000 bytes are queued");
        assertThat(rig.connection.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messageOfAnySizeIsTakenWhileNothingIsQueued(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.send("x".repeat(5000));
        Future<Void> result = rig.sendAsync("y".repeat(5000));
        rig.runDrainer();
        assertThat(result).isDone();
        assertThat(rig.transport.written()).hasSize(2 * 5004);
    }

    @Test
    void sendAfterTheEndIsRefused() {
        Rig rig = new Rig(true);
        rig.connection.close(CloseStatus.of(1000));
        assertThatIllegalStateException().isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("x")));
        assertThatIllegalStateException().isThrownBy(() -> rig.sendAsync("x"));
    }

    // ---- Without waiting ---------------------------------------------------------------------------------------------

    @Test
    void asynchronousSendNeverWritesOnTheCallersThreadWhereThatBlocks() {
        Rig rig = new Rig(true);
        ByteBuffer payload = utf8("a");
        List<Throwable> results = new ArrayList<>();
        rig.connection.sendAsync(Kind.TEXT, payload, true, null, 0, results::add);
        payload.put(0, (byte) 'x');
        assertThat(rig.written()).isEmpty();
        assertThat(results).isEmpty();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161");
        assertThat(results).containsExactly((Throwable) null);
    }

    @Test
    void asynchronousSendFailsWhereTheQueueIsFull() {
        Rig rig = stuck();
        rig.sendAsync("x".repeat(700));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> rig.sendAsync("late").get())
                .withMessageContaining("1000 bytes are queued");
        assertThat(rig.connection.isOpen()).isTrue();
    }

    @Test
    void manySmallMessagesCountForTheMemoryTheyTakeUp() {
        Rig rig = stuck();
        for (int i = 0; i < 6; i++) {
            assertThat(rig.sendAsync("")).isNotDone();
        }
        assertThat(rig.sendAsync("")).isCompletedExceptionally();
    }

    @Test
    void asynchronousSendThatIsNotWrittenInTimeFailsAndCutsTheConnection() {
        Rig rig = stuck();
        Future<Void> result = rig.sendAsync("a", 1_000_000);
        rig.timer.advanceMillis(2);
        assertThat(rig.transport.aborted).as("on the timer's thread").isFalse();
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get)
                .withMessageContaining("not written in time");
        assertThat(rig.transport.aborted).isTrue();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void timeUntilAThreadComesToTheMessageDoesNotCount() {
        Rig rig = new Rig(true);
        Future<Void> result = rig.sendAsync("a", 5_000_000);
        rig.timer.advanceMillis(15);
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161");
        assertThat(result).isDone();
        assertThat(rig.events).containsExactly("open");
    }

    @Test
    void messageThatThisSideHoldsBackIsLateAsWell() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        Future<Void> result = rig.sendAsync("a", 5_000_000);
        rig.timer.advanceMillis(5);
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get).withMessageContaining("not written in time");
    }

    @Test
    void completionsOfWhatIsDroppedAreToldByTheDrainer() {
        Rig rig = stuck();
        Future<Void> result = rig.sendAsync("a");
        rig.connection.abort();
        assertThat(result.isDone()).as("on the caller's stack").isFalse();
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get).withMessageContaining("was cut");
    }

    @Test
    void completionThatWaitsForRoomDoesNotWaitForItself() throws Exception {
        FakeTransport transport = new FakeTransport(true);
        Rig rig = new Rig(Role.SERVER, transport, threads, Rig.SETTINGS);
        rig.connection.onOpen();
        transport.gate = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        rig.connection.sendAsync(Kind.TEXT, utf8("a"), true, null, 0, failure -> {
            rig.send("late");
            told.countDown();
        });
        transport.atGate.await();
        Future<Void> behind = rig.sendAsync("x".repeat(200));
        transport.open();
        transport.askedToWait.await();
        // Nothing moves on that thread; another takes its place.
        rig.timer.advanceMillis(4);
        told.await();
        behind.get();
        assertThat(rig.written()).startsWith("810161" + "817e00c8").endsWith("81046c617465");
    }

    // ---- Turns -------------------------------------------------------------------------------------------------------

    @Test
    void aThreadMayNotBeginAMessageInsideItsOwn() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.send(Kind.TEXT, utf8("a"), false, Sender.current());
        assertThatIllegalStateException().isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("b")));
        rig.connection.send(Kind.PING, ByteBuffer.allocate(0));
        rig.connection.send(Kind.TEXT, utf8("c"), true, Sender.current());
        assertThat(rig.written()).isEqualTo("010161" + "8900" + "800163");
    }

    @Test
    void anyThreadGoesOnWithTheMessageOfAThreadThatIsNoMore() throws Exception {
        Rig rig = new Rig(true);
        Thread gone = new Thread(() -> { });
        gone.start();
        gone.join();
        part(rig, "a", false, gone);
        rig.connection.send(Kind.TEXT, utf8("b"), true, Sender.current());
        assertThat(rig.written()).isEqualTo("010161" + "800162");
    }

    @Test
    void thePartOfAnotherThreadWaitsForTheEndOfTheMessage() throws Exception {
        Rig rig = new Rig(true);
        part(rig, "a", false, partThread());
        Future<?> other = threads.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("x"), false, Sender.current());
            rig.connection.send(Kind.TEXT, utf8("y"), true, Sender.current());
            return null;
        });
        rig.transport.askedToWait.await();
        part(rig, "b", true, partThread());
        other.get();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("010161" + "800162" + "010178" + "800179");
    }

    @Test
    void messagesOfOthersWaitUntilAMessageInPartsHasEnded() throws Exception {
        Rig rig = new Rig(true);
        Object stream = new Object();
        part(rig, "a", false, stream);
        Future<Void> waiting = rig.sendAsync("m");
        Future<Void> second = rig.sendAsync("n");
        Future<Void> third = sendLate(rig);
        assertThat(rig.written()).isEqualTo("010161");
        assertThat(rig.connection.bufferedAmount()).isEqualTo(2);
        part(rig, "b", true, stream);
        third.get();
        rig.runDrainer();
        assertThat(waiting).isDone();
        assertThat(second).isDone();
        assertThat(rig.written()).startsWith("010161" + "800162" + "81016d" + "81016e").endsWith("6c617465");
    }

    @Test
    void whatWaitsForAnothersMessageCountsAsQueued() throws Exception {
        Rig rig = new Rig(true);
        part(rig, "a", false, new Object());
        assertThat(rig.sendAsync("x".repeat(900))).isNotDone();
        assertThat(rig.sendAsync("late")).isCompletedExceptionally();
    }

    @Test
    void whatWaitsForAnothersMessageFailsWhenTheConnectionCloses() throws Exception {
        Rig rig = new Rig(true);
        part(rig, "a", false, new Object());
        Future<Void> waiting = rig.sendAsync("m");
        rig.connection.close(CloseStatus.of(1000));
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get).withMessageContaining("ended before");
        assertThat(rig.written()).isEqualTo("010161" + "880203e8");
    }

    @Test
    void whatWaitsForAnothersMessageFailsWhenItsTimeRunsOut() throws Exception {
        Rig rig = new Rig(true);
        part(rig, "a", false, new Object());
        Future<Void> waiting = rig.sendAsync("m", 1_000_000);
        rig.timer.advanceMillis(1);
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get).withMessageContaining("in time");
    }

    @Test
    void messageOfAnotherThatDoesNotEndFailsTheSenderNotTheConnection() throws Exception {
        Rig rig = new Rig(Role.SERVER, true,
                new ConnectionSettings(100, 1000, Duration.ofMillis(1), Duration.ofSeconds(5)));
        part(rig, "a", false, new Object());
        String beginner = partSender.submit(() -> Thread.currentThread().getName()).get();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("late")))
                .withMessageContaining("the message that the thread " + beginner + " sends in parts did not end");
        assertThat(rig.connection.isOpen()).isTrue();
        assertThat(rig.transport.aborted).isFalse();
    }

    private Object partThread() throws Exception {
        return partSender.submit(Sender::current).get();
    }

    private void part(Rig rig, String text, boolean last, Object owner) throws Exception {
        Callable<Void> send = () -> {
            rig.connection.send(Kind.TEXT, utf8(text), last, owner);
            return null;
        };
        partSender.submit(send).get();
    }

    // ---- Many threads --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyThreadsNeverInterleaveAndKeepTheirOrder(boolean blocking) throws Exception {
        FakeTransport transport = new FakeTransport(blocking);
        ConnectionSettings roomy = new ConnectionSettings(1000, 10_000_000, Duration.ofSeconds(20), Duration.ofSeconds(5));
        Connection connection = new Rig(Role.SERVER, transport, threads, roomy).connection;
        List<Future<Void>> senders = new ArrayList<>();
        CountDownLatch written = new CountDownLatch(64 * 20);
        for (int thread = 0; thread < 64; thread++) {
            String name = "t" + thread + ":";
            senders.add(inThread(() -> {
                sendMany(connection, name, written);
                return null;
            }));
        }
        for (Future<Void> sender : senders) {
            sender.get();
        }
        written.await();
        assertOrderOfEach(transport.written(), 64, 40);
    }

    /** Numbers from 0 to 39: whole, in two parts, and without waiting. */
    private static void sendMany(Connection connection, String name, CountDownLatch written) throws IOException {
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
    }

    private static void assertOrderOfEach(byte[] wire, int senders, int messagesOfEach) {
        Map<String, Integer> next = new HashMap<>();
        WebSocketEngine peer = Rig.engine(Role.CLIENT);
        peer.receive(ByteBuffer.wrap(wire), 0);
        StringBuilder message = new StringBuilder();
        for (Event event = peer.poll(); event != null; event = peer.poll()) {
            Event.Text text = (Event.Text) event;
            message.append(StandardCharsets.UTF_8.decode(text.part()));
            if (text.last()) {
                String[] parts = message.toString().split(":");
                assertThat(Integer.parseInt(parts[1])).isEqualTo(next.getOrDefault(parts[0], 0));
                next.merge(parts[0], 1, Integer::sum);
                message.setLength(0);
            }
        }
        assertThat(next).hasSize(senders).allSatisfy((name, sent) -> assertThat(sent).isEqualTo(messagesOfEach));
    }
}
