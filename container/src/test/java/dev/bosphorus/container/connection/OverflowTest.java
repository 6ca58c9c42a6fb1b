package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.extra.DroppedMessageException;
import dev.bosphorus.extra.OverflowPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

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
    void whatIsBeingWrittenIsBuffered() {
        Rig rig = stuck(OverflowPolicy.BLOCK);
        assertThat(rig.connection.bufferedAmount()).isEqualTo(204);
        rig.transport.open();
        rig.runDrainer();
        assertThat(rig.connection.bufferedAmount()).isZero();
    }
}
