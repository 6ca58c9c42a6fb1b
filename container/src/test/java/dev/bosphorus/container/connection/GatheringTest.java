package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.engine.Role;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheringTest {

    private static final ConnectionSettings ROOMY =
            new ConnectionSettings(1 << 30, Integer.MAX_VALUE, Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static Rig open(boolean blocking) {
        Rig rig = new Rig(Role.SERVER, blocking, ROOMY);
        rig.connection.onOpen();
        return rig;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheCallbacksOfOneReadSendToOthersLeavesInOneWriteEach(boolean blocking) {
        Rig sender = open(blocking);
        Rig one = open(blocking);
        Rig two = open(blocking);
        sender.callback = event -> {
            one.send(event);
            two.send(event);
        };
        sender.receive("a", "b", "c");
        assertThat(one.transport.writes()).hasSize(1);
        assertThat(one.written()).isEqualTo("810674657874206181067465787420628106746578742063");
        assertThat(two.written()).isEqualTo(one.written());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheOnlyCallbackSendsLeavesAtOnce(boolean blocking) {
        Rig sender = open(blocking);
        Rig receiver = open(blocking);
        sender.callback = event -> {
            receiver.send(event);
            assertThat(receiver.transport.writes()).hasSize(1);
        };
        sender.receive("a");
        assertThat(sender.events).contains("text a");
    }

    @Test
    void whatTheLastCallbackSendsTakesWithItWhatWaits() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            receiver.send(event);
            assertThat(receiver.transport.writes()).hasSize(event.equals("text b") ? 1 : 0);
        };
        sender.receive("a", "b");
        assertThat(receiver.transport.writes()).hasSize(1);
    }

    @Test
    void whatWasSentBeforeTheLastCallbackLeavesAfterIt() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            if (event.equals("text a")) {
                receiver.send("x");
            }
        };
        sender.receive("a", "b");
        assertThat(receiver.written()).isEqualTo("810178");
    }

    /** The peer of the sender has begun a message and not ended it: no callback follows for now. */
    @Test
    void nothingWaitsForAMessageThatHasNotArrived() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> receiver.send("x");
        sender.receive(peer -> {
            peer.sendText(Rig.utf8("a"), true);
            peer.sendText(Rig.utf8("b"), false);
        });
        assertThat(receiver.written()).startsWith("810178");
    }

    @Test
    void aCallbackThatTakesLongHoldsOthersUpForTenMilliseconds() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            if (event.equals("text a")) {
                receiver.send("x");
                sender.timer.advanceMillis(9);
                assertThat(receiver.transport.writes()).isEmpty();
                sender.timer.advanceMillis(1);
                receiver.runDrainer();
                assertThat(receiver.transport.writes()).hasSize(1);
            }
        };
        sender.receive("a", "b");
        assertThat(sender.events).contains("text b");
        assertThat(receiver.transport.writes()).hasSize(1);
    }

    @Test
    void noTimerIsLeft() {
        Rig sender = open(true);
        Rig receiver = open(true);
        int before = sender.timer.pending();
        sender.callback = event -> receiver.send(event);
        sender.receive("a", "b");
        assertThat(sender.timer.pending()).isEqualTo(before);
    }

    @Test
    void nothingIsHeldBackAfterTheDelivery() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.receive("a", "b");
        receiver.send("x");
        assertThat(receiver.transport.writes()).hasSize(1);
    }

    @Test
    void otherThreadsWaitForNobody() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            if (event.equals("text a")) {
                CompletableFuture.runAsync(() -> receiver.send("x")).join();
                assertThat(receiver.transport.writes()).hasSize(1);
            }
        };
        sender.receive("a", "b");
        assertThat(sender.events).contains("text b");
    }

    /** Nor does a send without waiting, where writing would block: it has a thread of its own for each connection. */
    @Test
    void asynchronousSendsAreHandedOverAtOnceWhereWritingBlocks() {
        Rig sender = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            if (event.equals("text a")) {
                receiver.sendAsync("x");
                receiver.runDrainer();
                assertThat(receiver.transport.writes()).hasSize(1);
            }
        };
        sender.receive("a", "b");
        assertThat(sender.events).contains("text b");
    }

    @Test
    void moreThanAMebibyteInAllIsNotHeldBack() {
        Rig sender = open(true);
        String large = "x".repeat(60_000);
        Rig[] receivers = IntStream.range(0, 20).mapToObj(i -> open(true)).toArray(Rig[]::new);
        sender.callback = event -> {
            if (event.equals("text a")) {
                for (Rig receiver : receivers) {
                    receiver.send(large);
                }
                long written = IntStream.range(0, 20).filter(i -> !receivers[i].transport.writes().isEmpty()).count();
                assertThat(written).isEqualTo(3);
            }
        };
        sender.receive("a", "b");
        assertThat(receivers).allSatisfy(receiver -> assertThat(receiver.transport.writes()).hasSize(1));
    }

    @Test
    void aConnectionThatBrokeMeanwhileHoldsUpNobody() {
        Rig sender = open(true);
        Rig broken = open(true);
        Rig receiver = open(true);
        sender.callback = event -> {
            if (event.equals("text a")) {
                broken.send("x");
                receiver.send("x");
                broken.connection.abort();
            }
        };
        sender.receive("a", "b");
        assertThat(broken.transport.writes()).isEmpty();
        assertThat(receiver.written()).isEqualTo("810178");
    }
}
