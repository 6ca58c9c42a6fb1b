package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few threads write for many connections, and none is held up by the peer of another. */
class DrainerTest {

    private final FakeTimer timer = new FakeTimer();
    /** What has been given a thread and has not begun. */
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Drainer drainer = new Drainer(threads::add, timer, 2);

    private Rig open() {
        Rig rig = new Rig(new FakeTransport(true), drainer, timer);
        rig.connection.onOpen();
        return rig;
    }

    private List<Rig> open(int count) {
        return IntStream.range(0, count).mapToObj(i -> open()).toList();
    }

    /** A thread that writes to a peer which does not read. */
    private Thread beginToStall(Rig rig) throws InterruptedException {
        rig.transport.gate = new CountDownLatch(1);
        rig.sendAsync("a");
        Thread thread = new Thread(threads.remove());
        thread.start();
        rig.transport.atGate.await();
        return thread;
    }

    @Test
    void oneThreadWritesForSeveralConnections() {
        List<Rig> rigs = open(Drainer.SHARE);
        rigs.forEach(rig -> rig.sendAsync("a"));
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(rigs).allMatch(rig -> rig.written().equals("810161"));
        assertThat(threads).isEmpty();
    }

    @Test
    void manyWaitingWritersGetAnotherThreadButNoMoreThanTheMost() {
        List<Rig> rigs = open(3 * Drainer.SHARE);
        rigs.forEach(rig -> rig.sendAsync("a"));
        assertThat(threads).hasSize(2);
    }

    @Test
    void whatPilesUpBeforeTheThreadComesToItLeavesInOneWrite() {
        Rig rig = open();
        List<Future<Void>> results = new ArrayList<>();
        for (String text : List.of("a", "b", "c")) {
            results.add(rig.sendAsync(text));
        }
        threads.remove().run();
        assertThat(rig.transport.writes()).containsExactly(9);
        assertThat(results).allMatch(Future::isDone);
    }

    @Test
    void peerThatDoesNotReadHoldsNobodyElseUp() throws InterruptedException {
        Rig stuck = open();
        Rig other = open();
        Thread first = beginToStall(stuck);
        other.sendAsync("b");
        timer.advanceMillis(2);
        assertThat(threads).as("one look could be the one that saw it begin").isEmpty();
        timer.advanceMillis(2);
        threads.remove().run();
        assertThat(other.written()).isEqualTo("810162");
        stuck.transport.open();
        first.join();
        assertThat(threads).isEmpty();
    }

    @Test
    void peerThatHasHeldUpAWriteGetsAThreadOfItsOwnUntilItKeepsUp() throws InterruptedException {
        Rig slow = open();
        Rig other = open();
        Thread first = beginToStall(slow);
        timer.advanceMillis(4);
        slow.transport.open();
        first.join();
        slow.sendAsync("b");
        other.sendAsync("c");
        assertThat(threads).as("one for the slow peer, one for all others").hasSize(2);
        threads.remove().run();
        threads.remove().run();
        slow.sendAsync("d");
        other.sendAsync("e");
        assertThat(threads).hasSize(1);
        threads.remove().run();
        assertThat(slow.written()).isEqualTo("810161" + "810162" + "810164");
        assertThat(other.written()).isEqualTo("810163" + "810165");
    }

    @Test
    void nothingIsLookedAfterWhenNothingIsWritten() {
        open().sendAsync("a");
        threads.remove().run();
        int pending = timer.pending();
        timer.advanceMillis(2);
        assertThat(timer.pending()).as("the connection has a deadline of its own").isEqualTo(pending - 1);
        assertThat(threads).isEmpty();
    }

    @Test
    void connectionBrokenOffBeforeItsTurnIsToldOnce() {
        Rig broken = open();
        Rig other = open();
        Future<Void> result = broken.sendAsync("a");
        other.sendAsync("b");
        broken.connection.abort();
        threads.remove().run();
        threads.remove().run();
        assertThat(threads).isEmpty();
        assertThat(result).isDone();
        assertThat(broken.written()).isEmpty();
        assertThat(other.written()).isEqualTo("810162");
    }

    @Test
    void completionThatFailsLeavesTheOthersTheirThread() {
        Rig failing = open();
        Rig other = open();
        failing.connection.sendAsync(Connection.Kind.TEXT, Rig.utf8("a"), true, null, 0, failure -> {
            throw new IllegalStateException("of the application");
        });
        other.sendAsync("b");
        Runnable turn = threads.remove();
        assertThatThrownBy(turn::run).hasMessage("of the application");
        threads.remove().run();
        assertThat(other.written()).isEqualTo("810162");
    }

    @Test
    void callerDoesItselfWhatNoThreadTakesAnyMore() {
        List<String> done = new ArrayList<>();
        Drainer ended = new Drainer(task -> {
            throw new RejectedExecutionException("ended");
        }, timer);
        ended.execute(() -> done.add("here"));
        assertThat(done).containsExactly("here");
    }
}
