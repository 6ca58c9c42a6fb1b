package dev.bosphorus.container.connection;

import static dev.bosphorus.container.connection.Rig.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One writer at a time, and what waits for company. */
class OutboundWriterTest {

    // ---- Gathering ---------------------------------------------------------------------------------------------------

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
        rig.transport.open();
        first.get();
        thread.shutdown();
        assertThat(rig.written()).as("a sender does not write for others").isEqualTo(blocking ? "810161" : "810161810162810163");
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161" + "810162" + "810163");
        assertThat(rig.transport.writes()).containsExactly(3, 6);
    }

    @Test
    void pongsDoNotPileUpBehindAWriteThatIsStuck() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.send("a");
        rig.receive(peer -> {
            for (int i = 0; i < 100; i++) {
                peer.sendPing(ByteBuffer.wrap(new byte[] {(byte) i}));
            }
        });
        rig.transport.open();
        // RFC 6455, 5.5.3: the latest Ping is answered in any case.
        assertThat(rig.transport.written().length).isLessThan(20 * 3);
        assertThat(rig.written()).endsWith("8a0163");
    }

    @Test
    void failedWriteCutsTheConnection() {
        Rig rig = new Rig(false);
        rig.transport.failure = new IOException("reset");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("a")))
                .withStackTraceContaining("reset");
        assertThat(rig.transport.aborted).isTrue();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    // ---- Replies in company --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repliesToBufferedMessagesLeaveInOneWrite(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.callback = text -> rig.send("r");
        rig.receive("a", "b", "c");
        assertThat(rig.events).containsExactly("open", "text a", "text b", "text c");
        assertThat(rig.transport.writes()).containsExactly(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replyHeldBackLeavesWithinTenMillisecondsThoughTheCallbackBlocks(boolean blocking) {
        Rig rig = new Rig(blocking);
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replyToTheLastBufferedMessageIsWrittenAtOnce(boolean blocking) {
        Rig rig = new Rig(blocking);
        List<String> seen = new ArrayList<>();
        rig.callback = text -> {
            rig.send("r");
            seen.add(rig.written());
        };
        rig.receive("a");
        assertThat(seen).containsExactly("810172");
    }

    @Test
    void whatOtherThreadsSendTakesRepliesHeldBackWithIt() {
        Rig rig = new Rig(true);
        List<String> seen = new ArrayList<>();
        rig.callback = text -> {
            if (text.equals("text a")) {
                rig.send("r");
                Thread other = new Thread(() -> rig.send("o"));
                other.start();
                join(other);
                seen.add(rig.written());
            }
        };
        rig.receive("a", "b");
        assertThat(seen).containsExactly("810172" + "81016f");
    }

    @Test
    void asynchronousRepliesAreWrittenByTheirOwnThreadAfterTheCallback() {
        Rig rig = new Rig(true);
        List<Future<Void>> results = new ArrayList<>();
        rig.callback = text -> results.add(rig.sendAsync("r"));
        rig.receive("a", "b");
        assertThat(rig.drainer).isEmpty();
        assertThat(rig.transport.writes()).containsExactly(6);
        assertThat(results).hasSize(2).allMatch(Future::isDone);
    }

    @Test
    void asynchronousReplyToTheLastMessageIsWrittenAtOnceWhereThatDoesNotBlock() {
        Rig rig = new Rig(false);
        List<String> seen = new ArrayList<>();
        rig.callback = text -> {
            rig.sendAsync("r");
            seen.add(rig.written());
        };
        rig.receive("a", "b");
        assertThat(seen).containsExactly("", "810172810172");
    }

    @Test
    void whoWaitsForAnAsynchronousReplyNeedNotWaitForCompany() {
        Rig rig = new Rig(true);
        List<Boolean> seen = new ArrayList<>();
        rig.callback = text -> {
            Future<Void> result = rig.sendAsync("r");
            rig.connection.uncork();
            rig.runDrainer();
            seen.add(result.isDone());
        };
        rig.receive("a", "b");
        assertThat(seen).containsExactly(true, true);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- Batching ----------------------------------------------------------------------------------------------------

    @Test
    void batchedMessagesLeaveWithTheFlush() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        rig.send("a");
        rig.send("b");
        rig.timer.advanceMillis(1000);
        rig.connection.uncork();
        rig.runDrainer();
        assertThat(rig.written()).isEmpty();
        rig.connection.flush();
        assertThat(rig.transport.writes()).containsExactly(6);
        rig.send("c");
        rig.connection.setBatching(false);
        assertThat(rig.written()).endsWith("810163");
    }

    @Test
    void batchLeavesAtTheHighWaterMark() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        rig.send("x".repeat(60));
        assertThat(rig.transport.writes()).isEmpty();
        rig.send("x".repeat(60));
        assertThat(rig.transport.writes()).containsExactly(124);
    }

    @Test
    void pingIsAnsweredThoughMessagesAreBatched() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        rig.send("a");
        rig.receive(peer -> peer.sendPing(utf8("p")));
        assertThat(rig.written()).isEqualTo("810161" + "8a0170");
    }

    @Test
    void closeTakesTheBatchWithIt() throws IOException {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        rig.send("a");
        rig.connection.close(CloseStatus.of(1000));
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161" + "880203e8");
    }

    @Test
    void flushOfABrokenConnectionFails() throws Exception {
        Rig rig = new Rig(true);
        rig.connection.setBatching(true);
        Future<Void> batched = rig.sendAsync("a");
        rig.transport.failure = new IOException("reset");
        assertThatExceptionOfType(IOException.class).isThrownBy(rig.connection::flush).withStackTraceContaining("reset");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(batched::get).withMessageContaining("reset");
    }
}
