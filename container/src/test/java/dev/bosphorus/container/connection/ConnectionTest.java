package dev.bosphorus.container.connection;

import static dev.bosphorus.container.connection.Rig.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a connection, and its deadlines. */
class ConnectionTest {

    private static Rig client() {
        Rig rig = new Rig(Role.CLIENT, true, Rig.SETTINGS);
        rig.connection.onOpen();
        return rig;
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
        assertThat(rig.transport.demands).isEqualTo(2);
        assertThat(rig.transport.aborted).isFalse();
        rig.connection.onEnd(null);
        assertThat(rig.transport.aborted).isTrue();
        assertThat(rig.events).hasSize(2);
        // The drainer has looked once more.
        rig.timer.advanceMillis(2);
        assertThat(rig.timer.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatEndsTheOutputOfAServerIsWrittenAsTheLast(boolean blocking) {
        Rig rig = new Rig(blocking);
        rig.send("a");
        assertThat(rig.transport.wroteLast).isFalse();
        rig.receiveClose(1000);
        rig.runDrainer();
        assertThat(rig.transport.wroteLast).isTrue();
    }

    @Test
    void closeThatWaitsForAnAnswerIsNotTheLast() {
        Rig rig = new Rig(false);
        rig.connection.close(CloseStatus.of(1000));
        assertThat(rig.written()).isEqualTo("880203e8");
        assertThat(rig.transport.wroteLast).isFalse();
    }

    @Test
    void answerOfAClientToACloseIsNotTheLast() {
        Rig rig = client();
        rig.receiveClose(1000);
        rig.runDrainer();
        assertThat(rig.written()).startsWith("88");
        assertThat(rig.transport.wroteLast).isFalse();
    }

    @Test
    void answerToACloseDoesNotWaitForTheCallback() {
        Rig rig = new Rig(false);
        rig.callback = event -> assertThat(rig.written()).isEqualTo("880203e8");
        rig.receiveClose(1000);
        assertThat(rig.events).containsExactly("open", "closed 1000");
    }

    @Test
    void clientLeavesItToTheServerToEndTcp() {
        Rig rig = client();
        rig.receiveClose(1000);
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1000");
        assertThat(rig.transport.outputShut).isFalse();
        rig.connection.onEnd(null);
        assertThat(rig.transport.aborted).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void peerThatDoesNotEndTcpAfterTheClosingHandshakeIsCut(Role role) {
        Rig rig = new Rig(role, true, Rig.SETTINGS);
        rig.connection.onOpen();
        rig.connection.close(CloseStatus.of(1000));
        rig.receiveClose(1000);
        rig.runDrainer();
        rig.timer.advanceMillis(4999);
        assertThat(rig.transport.aborted).isFalse();
        rig.timer.advanceMillis(1);
        assertThat(rig.transport.aborted).isTrue();
        rig.runDrainer();
        assertThat(rig.events).containsExactly("open", "closed 1000");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoFailsTheConnectionEndsItsOutput(Role role) {
        Rig rig = new Rig(role, true, Rig.SETTINGS);
        rig.connection.onOpen();
        rig.connection.fail(ClosingRules.UNDELIVERABLE, null);
        rig.runDrainer();
        assertThat(rig.transport.outputShut).isTrue();
        assertThat(rig.events).containsExactly("open", "closed 1011");
    }

    @Test
    void violationOfThePeerIsAnsweredWithItsCodeAndEnds() {
        Rig rig = new Rig(true);
        // RFC 6455, 5.1: a frame of a client that is not masked.
        rig.connection.onBytes(ByteBuffer.wrap(HexFormat.of().parseHex("810161")));
        rig.runDrainer();
        assertThat(rig.written()).startsWith("88").contains("03ea");
        assertThat(rig.events).containsExactly("open", "closed 1002");
        assertThat(rig.transport.outputShut).isTrue();
    }

    @Test
    void whatIsQueuedLeavesBeforeTheOutputEnds() {
        Rig rig = new Rig(false);
        rig.transport.gate = new CountDownLatch(1);
        rig.send("a");
        rig.send("b");
        rig.receiveClose(1000);
        assertThat(rig.events).containsExactly("open", "closed 1000");
        assertThat(rig.transport.outputShut).isFalse();
        rig.transport.open();
        assertThat(rig.written()).isEqualTo("810161" + "810162" + "880203e8");
        assertThat(rig.transport.outputShut).isTrue();
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
        rig.connection.fail(ClosingRules.UNDELIVERABLE, new IOException("x"));
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

    @Test
    void secondCloseHasNoEffect() {
        Rig rig = new Rig(true);
        rig.connection.close(CloseStatus.of(1000));
        rig.timer.advanceMillis(4000);
        rig.connection.close(CloseStatus.of(1001));
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("880203e8");
        rig.timer.advanceMillis(1000);
        assertThat(rig.transport.aborted).as("the peer has no longer").isTrue();
    }

    // ---- Extensions --------------------------------------------------------------------------------------------------

    @Test
    void messageThatAnExtensionCannotSendFailsTheConnection() {
        FakeExtension extension = new FakeExtension();
        Rig rig = new Rig(true, extension);
        extension.broken = true;
        assertThatIllegalStateException().isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("a")));
        rig.runDrainer();
        assertThat(rig.written()).startsWith("88").contains("03f3");
        assertThat(rig.events).containsExactly("open", "closed 1011");
        assertThat(rig.transport.outputShut).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatExtensionsHoldIsReleasedOnceWhenAllIsOver(boolean cut) {
        FakeExtension extension = new FakeExtension();
        Rig rig = new Rig(true, extension);
        rig.send("a");
        rig.callback = event -> assertThat(extension.released).as("during " + event).isZero();
        if (cut) {
            rig.connection.abort();
        } else {
            rig.receiveClose(1000);
        }
        rig.runDrainer();
        rig.connection.onEnd(null);
        rig.connection.abort();
        rig.runDrainer();
        assertThat(rig.events).hasSize(2);
        assertThat(extension.released).isEqualTo(1);
    }

    @Test
    void extensionsShrinkWhatTheyKeepFiveSecondsAfterTheLastMessageThoughOthersAreSent() {
        FakeExtension extension = new FakeExtension();
        Rig rig = new Rig(true, extension);
        rig.receiveExtended("a");
        rig.timer.advanceMillis(4000);
        rig.receiveExtended("b");
        rig.timer.advanceMillis(4000);
        rig.send("c");
        rig.receive(peer -> peer.sendPing(utf8("")));
        rig.timer.advanceMillis(999);
        rig.runDrainer();
        assertThat(extension.shrunken).isZero();
        rig.timer.advanceMillis(1);
        rig.runDrainer();
        assertThat(extension.shrunken).isEqualTo(1);
        rig.timer.advanceMillis(60_000);
        rig.runDrainer();
        assertThat(extension.shrunken).as("nothing has come since").isEqualTo(1);
        assertThat(rig.timer.pending()).isZero();
    }

    @Test
    void extensionThatCannotShrinkFailsTheConnection() {
        FakeExtension extension = new FakeExtension();
        Rig rig = new Rig(true, extension);
        rig.receiveExtended("a");
        extension.broken = true;
        rig.timer.advanceMillis(5000);
        rig.runDrainer();
        assertThat(rig.written()).startsWith("88").contains("03f3");
        assertThat(rig.events).containsExactly("open", "text a", "closed 1011");
    }

    // ---- Time --------------------------------------------------------------------------------------------------------

    @Test
    void idleConnectionClosesWith1001AndReports1006() {
        Rig rig = new Rig(true);
        rig.connection.setIdleTimeout(1_000_000_000);
        rig.timer.advanceMillis(900);
        rig.receive("a");
        rig.timer.advanceMillis(900);
        rig.send("b");
        rig.timer.advanceMillis(900);
        assertThat(rig.written()).isEqualTo("810162");
        rig.timer.advanceMillis(100);
        rig.runDrainer();
        assertThat(rig.written()).startsWith("810162" + "880e03e9");
        assertThat(rig.events).containsExactly("open", "text a", "closed 1006");
    }

    @Test
    void idleTimeoutOfZeroIsNone() {
        Rig rig = new Rig(true);
        rig.connection.setIdleTimeout(1_000_000);
        rig.connection.setIdleTimeout(0);
        rig.timer.advanceMillis(1000);
        assertThat(rig.connection.isOpen()).isTrue();
        assertThat(rig.timer.pending()).isZero();
    }

    @Test
    void writeThatThePeerDoesNotTakeCutsTheConnectionAndTellsEverybody() throws Exception {
        Rig rig = new Rig(true);
        rig.transport.gate = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Void> stuck = thread.submit(() -> {
            rig.connection.send(Kind.TEXT, utf8("a"));
            return null;
        });
        rig.transport.atGate.await();
        Future<Void> behind = rig.sendAsync("b");
        rig.timer.advanceMillis(19_999);
        assertThat(rig.transport.aborted).isFalse();
        rig.timer.advanceMillis(1);
        assertThat(rig.transport.aborted).isTrue();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(stuck::get).withMessageContaining("broken");
        thread.shutdown();
        rig.runDrainer();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(behind::get).withMessageContaining("taken nothing");
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
