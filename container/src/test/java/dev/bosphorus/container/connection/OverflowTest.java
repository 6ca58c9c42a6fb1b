package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.OverflowPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slow peers: what the policy does above the high-water mark, and who is told when there is room again. */
class OverflowTest {

    /** A connection with 200 bytes queued, twice the high-water mark, and a peer that takes none. */
    private static Rig stuck(OverflowPolicy policy) {
        Rig rig = new Rig(Role.SERVER, false, Rig.SETTINGS.withOverflow(policy));
        rig.connection.onOpen();
        rig.transport.gate = new CountDownLatch(1);
        rig.send("x".repeat(200));
        return rig;
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theNewestMessageIsDroppedAndCounted() throws Exception {
        Rig rig = stuck(OverflowPolicy.DROP_NEWEST);
        List<Throwable> told = new ArrayList<>();
        rig.connection.send(Kind.TEXT, utf8("dropped"));
        rig.connection.sendAsync(Kind.BINARY, utf8("too"), true, null, 0, told::add);
        assertThat(rig.connection.droppedMessages()).isEqualTo(2);
        assertThat(told).singleElement().isInstanceOf(DroppedMessageException.class);
        assertThat(rig.connection.isOpen()).isTrue();
        rig.transport.open();
        rig.runDrainer();
        rig.send("ok");
        assertThat(rig.written()).endsWith("8102" + "6f6b");
        assertThat(rig.connection.droppedMessages()).isEqualTo(2);
    }

    @Test
    void controlFramesAreNotDropped() throws Exception {
        Rig rig = stuck(OverflowPolicy.DROP_NEWEST);
        List<Throwable> told = new ArrayList<>();
        rig.connection.sendAsync(Kind.PING, utf8(""), true, null, 0, told::add);
        rig.transport.open();
        rig.runDrainer();
        assertThat(rig.written()).endsWith("8900");
        assertThat(told).containsExactly((Throwable) null);
    }

    @Test
    void aSlowPeerIsClosedWith1013() {
        Rig rig = stuck(OverflowPolicy.CLOSE);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> rig.connection.send(Kind.TEXT, utf8("x")))
                .withMessageContaining("too slowly");
        assertThat(rig.connection.isOpen()).isFalse();
        rig.transport.open();
        rig.runDrainer();
        assertThat(rig.written()).contains("03f5" + "746865206d65737361676573");
    }

    @Test
    void anAsynchronousSendClosesASlowPeerToo() {
        Rig rig = stuck(OverflowPolicy.CLOSE);
        List<Throwable> told = new ArrayList<>();
        rig.connection.sendAsync(Kind.TEXT, utf8("x"), true, null, 0, told::add);
        assertThat(told).singleElement().isInstanceOf(IOException.class).isNotInstanceOf(DroppedMessageException.class);
        assertThat(rig.connection.isOpen()).isFalse();
    }

    @Test
    void whatThisSideHoldsBackIsNoSignOfASlowPeer() {
        Rig rig = new Rig(Role.SERVER, true, Rig.SETTINGS.withOverflow(OverflowPolicy.DROP_NEWEST));
        rig.connection.onOpen();
        rig.callback = event -> {
            if (event.startsWith("text")) {
                rig.send("x".repeat(90));
                rig.sendAsync("y".repeat(90));
            }
        };
        rig.receive("a", "b");
        assertThat(rig.connection.droppedMessages()).isZero();
        assertThat(rig.transport.written()).hasSize(4 * 92);
    }

    @ParameterizedTest
    @EnumSource(value = OverflowPolicy.class, names = {"DROP_NEWEST", "CLOSE"})
    void whereThePolicyIsNotToBlockASenderLeavesTheWritingToOthers(OverflowPolicy policy) throws Exception {
        Rig rig = new Rig(Role.SERVER, true, Rig.SETTINGS.withOverflow(policy));
        rig.connection.onOpen();
        rig.connection.send(Kind.TEXT, utf8("a"));
        assertThat(rig.written()).isEmpty();
        rig.runDrainer();
        assertThat(rig.written()).isEqualTo("810161");
    }

    @Test
    void partsAreNotDropped() throws Exception {
        Rig rig = stuck(OverflowPolicy.DROP_NEWEST);
        Object stream = new Object();
        rig.transport.mayWait = false;
        rig.connection.send(Kind.TEXT, utf8("a"), false, stream);
        rig.connection.send(Kind.TEXT, utf8("b"), true, stream);
        rig.transport.open();
        assertThat(rig.written()).endsWith("010161" + "800162");
        assertThat(rig.connection.droppedMessages()).isZero();
    }

    @Test
    void aSharedMessageIsOfferedToWhoHasRoom() {
        SharedMessage message = new SharedMessage(true, utf8("hi"));
        Rig rig = stuck(OverflowPolicy.DROP_NEWEST);
        assertThat(rig.connection.offer(message)).isFalse();
        rig.transport.open();
        rig.runDrainer();
        assertThat(rig.connection.offer(message)).isTrue();
        assertThat(rig.written()).endsWith("81026869");
        rig.connection.close(CloseStatus.of(CloseStatus.NORMAL));
        assertThat(rig.connection.offer(message)).isFalse();
        assertThat(rig.connection.droppedMessages()).isEqualTo(1);
    }

    @Test
    void whereThePolicyIsToBlockASharedMessageIsQueued() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        assertThat(rig.connection.offer(new SharedMessage(true, utf8("hi")))).isTrue();
        assertThat(rig.connection.offer(new SharedMessage(true, utf8("x".repeat(1000))))).isTrue();
        assertThat(rig.connection.offer(new SharedMessage(true, utf8("too much")))).isFalse();
    }

    @Test
    void aSharedMessageWaitsForTheEndOfAnother() throws Exception {
        Rig rig = new Rig(false);
        Object stream = new Object();
        Thread other = new Thread(() -> {
            try {
                rig.connection.send(Kind.TEXT, utf8("a"), false, stream);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        other.join();
        assertThat(rig.connection.offer(new SharedMessage(false, utf8("whole")))).isTrue();
        assertThat(rig.connection.bufferedAmount()).isEqualTo(5);
        rig.connection.send(Kind.TEXT, utf8("b"), true, stream);
        rig.connection.flush();
        assertThat(rig.written()).isEqualTo("010161" + "800162" + "820577686f6c65");
    }

    // ---- Drain ---------------------------------------------------------------------------------------------------

    @Test
    void whoWaitsForRoomIsToldWhenThereIsSomeAndOnce() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        List<String> told = new ArrayList<>();
        rig.connection.onDrain(0, () -> told.add("empty"));
        rig.connection.onDrain(1000, () -> told.add("below 1000"));
        assertThat(told).as("never from within the call").isEmpty();
        rig.runDrainer();
        assertThat(told).containsExactly("below 1000");
        rig.transport.open();
        rig.runDrainer();
        assertThat(told).containsExactly("below 1000", "empty");
        rig.send("x");
        rig.runDrainer();
        assertThat(told).hasSize(2);
    }

    @Test
    void theEndOfTheConnectionEndsTheWaitForRoom() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        List<String> told = new ArrayList<>();
        rig.connection.onDrain(0, () -> told.add("over"));
        rig.connection.abort();
        rig.runDrainer();
        assertThat(told).containsExactly("over");
    }

    @Test
    void messagesThatNeverGetTheirTurnDoNotHoldUpWhoWaitsForRoom() throws Exception {
        Rig rig = new Rig(false);
        Object stream = new Object();
        Thread other = new Thread(() -> {
            try {
                rig.connection.send(Kind.TEXT, utf8("a"), false, stream);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        other.join();
        rig.sendAsync("waits for the end of the other");
        List<String> told = new ArrayList<>();
        rig.connection.onDrain(0, () -> told.add("drained"));
        rig.connection.onEnd(null);
        rig.runDrainer();
        assertThat(told).containsExactly("drained");
    }

    @Test
    void everyActionRunsOnItsOwn() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        rig.connection.onDrain(0, () -> { });
        rig.connection.onDrain(0, () -> { });
        rig.transport.open();
        assertThat(rig.drainer).hasSize(2);
    }

    @Test
    void whatIsBeingWrittenIsBuffered() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        assertThat(rig.connection.bufferedAmount()).isEqualTo(204);
        rig.transport.open();
        rig.runDrainer();
        assertThat(rig.connection.bufferedAmount()).isZero();
    }
}
