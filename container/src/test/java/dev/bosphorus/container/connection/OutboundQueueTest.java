package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that wait, and the batch that is written. */
class OutboundQueueTest {

    private final WebSocketEngine engine = Rig.engine(Role.SERVER);
    private final OutboundQueue queue = new OutboundQueue();

    private void add(String text) {
        engine.sendText(Rig.utf8(text), true);
        assertThat(queue.collect(engine)).isTrue();
    }

    private String drain(int room) {
        StringBuilder drained = new StringBuilder();
        ByteBuffer out = ByteBuffer.allocate(room);
        boolean done;
        do {
            done = queue.drainTo(out.clear());
            drained.append(HexFormat.of().formatHex(Arrays.copyOf(out.array(), out.position())));
        } while (!done);
        return drained.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void batchIsDrainedInPiecesOfAnySize(int room) {
        add("a");
        add("bc");
        queue.takeBatch(false);
        assertThat(queue.remaining()).isEqualTo(7);
        assertThat(drain(room)).isEqualTo("810161" + "81026263");
        assertThat(queue.remaining()).isZero();
    }

    @Test
    void whatComesDuringAWriteWaitsForTheNext() {
        add("a");
        queue.takeBatch(false);
        add("b");
        assertThat(queue.waitingBytes()).isEqualTo(3);
        assertThat(queue.pendingBytes()).isEqualTo(6);
        assertThat(queue.heldBytes()).isEqualTo(6 + 2 * OutboundQueue.FRAME_BYTES);
        assertThat(drain(100)).isEqualTo("810161");
        assertThat(queue.pendingBytes()).as("not written yet").isEqualTo(6);
        OutboundFrame done = queue.endBatch();
        assertThat(done.next()).isNull();
        assertThat(queue.pendingBytes()).isEqualTo(3);
        queue.takeBatch(false);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(drain(100)).isEqualTo("810162");
    }

    @Test
    void clearedQueueGivesBackWhatWaitedAndKeepsTheBatch() {
        add("a");
        queue.takeBatch(false);
        add("b");
        add("c");
        OutboundFrame dropped = queue.clear();
        assertThat(dropped.next()).isNotNull();
        assertThat(dropped.next().next()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.pendingBytes()).isEqualTo(3);
        assertThat(drain(100)).isEqualTo("810161");
    }

    @Test
    void engineWithNothingToSayAddsNothing() {
        assertThat(queue.collect(engine)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.heldBytes()).isZero();
    }
}
