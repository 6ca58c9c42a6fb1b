package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery: one at a time, in order, and only as fast as it goes out again. */
class InboundPumpTest {

    @Test
    void thePeerIsReadFromAfterTheOpeningAndAfterEachDelivery() {
        Rig rig = new Rig(Role.SERVER, true, Rig.SETTINGS);
        assertThat(rig.transport.demands).isZero();
        rig.connection.onOpen();
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.receive("a");
        assertThat(rig.transport.demands).isEqualTo(2);
    }

    @Test
    void thePeerIsNotReadFromWhileTooMuchIsQueuedForIt() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.callback = text -> rig.send("x".repeat(100));
        rig.receive("a");
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.transport.open();
        assertThat(rig.transport.demands).isEqualTo(2);
    }

    @Test
    void thePeerIsReadFromAgainThoughThereIsAlwaysSomethingToWrite() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.callback = text -> rig.send("x".repeat(100));
        rig.receive("a");
        rig.sendAsync("more");
        rig.transport.completeOne();
        assertThat(rig.transport.writes()).containsExactly(102, 6);
        assertThat(rig.transport.demands).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void suspendedConnectionDeliversNothingUntilItIsResumed(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.callback = text -> rig.connection.suspend();
        rig.receive("a", "b");
        assertThat(rig.events).containsExactly("open", "text a");
        assertThat(rig.transport.demands).isEqualTo(1);
        rig.callback = text -> { };
        rig.connection.resume();
        assertThat(rig.events).as("not on the caller's stack").containsExactly("open", "text a");
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "text a", "text b");
        assertThat(rig.transport.demands).isEqualTo(2);
    }

    @Test
    void whatArrivesWhileSuspendedIsKept() {
        Rig rig = new Rig(true);
        rig.connection.suspend();
        rig.receive("a");
        assertThat(rig.events).containsExactly("open");
        rig.connection.resume();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "text a");
    }

    @Test
    void resumeWhileThePeerIsBeingReadFromHasNothingToDo() {
        Rig rig = new Rig(true);
        rig.connection.suspend();
        rig.connection.resume();
        assertThat(rig.drainer).isEmpty();
        rig.receive("a");
        assertThat(rig.events).containsExactly("open", "text a");
    }

    @Test
    void endOfInputIsDeliveredAfterWhatWasSuspended() {
        Rig rig = new Rig(true);
        rig.connection.suspend();
        rig.receive("a");
        rig.connection.onEnd(null);
        assertThat(rig.events).containsExactly("open");
        rig.connection.resume();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "text a", "closed 1006");
    }

    @Test
    void failureIsDeliveredThoughSuspended() {
        Rig rig = new Rig(true);
        rig.connection.suspend();
        rig.connection.abort();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1006");
    }

    @Test
    void failureDuringACallbackIsDeliveredAfterItByTheSameThread() {
        Rig rig = new Rig(true);
        CloseStatus failure = CloseStatus.of(1011);
        rig.callback = event -> {
            if (event.equals("text a")) {
                rig.connection.fail(new ClosingRules.Failing(failure, failure), null);
                rig.runDrainer();
                assertThat(rig.events).as("events never overlap").containsExactly("open", "text a");
            }
        };
        rig.receive("a", "b");
        assertThat(rig.events).containsExactly("open", "text a", "closed 1011");
        assertThat(rig.drainer).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "text a"})
    void listenerThatThrowsFailsTheConnectionWith1011(String event) {
        Rig rig = new Rig(Role.SERVER, true, Rig.SETTINGS);
        rig.callback = text -> {
            if (text.equals(event)) {
                throw new IllegalArgumentException("a fault of the listener");
            }
        };
        rig.connection.onOpen();
        rig.receive("a");
        rig.runDrainer();
        assertThat(rig.events).startsWith("open").endsWith("closed 1011");
        assertThat(rig.written()).startsWith("882403f3");
    }

    @Test
    void listenerThatThrowsAtTheEndChangesNothing() {
        Rig rig = new Rig(true);
        rig.callback = text -> {
            throw new StackOverflowError();
        };
        rig.connection.onEnd(new IOException("reset"));
        assertThat(rig.events).containsExactly("open", "closed 1006");
        assertThat(rig.transport.aborted).isTrue();
    }
}
