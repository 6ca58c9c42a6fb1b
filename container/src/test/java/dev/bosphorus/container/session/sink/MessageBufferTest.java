package dev.bosphorus.container.session.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MessageBufferTest {

    @Test
    void messageIsExactlyTheParts() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.add(ByteBuffer.wrap(new byte[] {1, 2, 3}), false);
        buffer.add(ByteBuffer.wrap(new byte[] {4}), false);
        buffer.add(ByteBuffer.wrap(new byte[] {5, 6}), true);
        assertThat(buffer.message()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void emptyLastPartEndsTheMessage() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.add(ByteBuffer.wrap(new byte[] {1, 2, 3}), false);
        buffer.add(ByteBuffer.allocate(0), true);
        assertThat(buffer.message()).containsExactly(1, 2, 3);
    }

    @Test
    void directPartsAreTakenToo() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.add(ByteBuffer.allocateDirect(3).put(new byte[] {7, 8, 9}).flip(), false);
        buffer.add(ByteBuffer.allocateDirect(1).put((byte) 10).flip(), true);
        assertThat(buffer.message()).containsExactly(7, 8, 9, 10);
    }

    @Test
    void manySmallPartsMakeOneMessage() {
        MessageBuffer buffer = new MessageBuffer();
        for (int i = 0; i < 10_000; i++) {
            buffer.add(ByteBuffer.wrap(new byte[] {(byte) i}), i == 9_999);
        }
        assertThat(buffer.message()).hasSize(10_000);
        assertThat(buffer.message()[9_999]).isEqualTo((byte) 9_999);
    }

    @Test
    void roomIsMadeForWhatIsAnnounced() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.expect(150);
        buffer.add(ByteBuffer.wrap(new byte[10]), false);
        assertThat(buffer.message()).hasSize(160);
    }

    @Test
    void anAnnouncementIsNotWorthMoreThanSixteenTimesWhatHasCome() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.expect(151);
        buffer.add(ByteBuffer.wrap(new byte[10]), false);
        assertThat(buffer.message()).hasSize(10);
    }

    @Test
    void anAnnouncementIsForgottenWithItsPart() {
        MessageBuffer buffer = new MessageBuffer();
        buffer.expect(5);
        buffer.add(ByteBuffer.wrap(new byte[5]), false);
        buffer.add(ByteBuffer.wrap(new byte[5]), false);
        buffer.add(ByteBuffer.wrap(new byte[1]), false);
        assertThat(buffer.message()).hasSize(20);
    }

    @Test
    void lentMessageIsWhatHasComeAndNothingThatWasThereBefore() {
        byte[] room = {9, 9, 9, 9, 9, 9};
        MessageBuffer buffer = new MessageBuffer(room);
        buffer.add(ByteBuffer.wrap(new byte[] {1, 2}), false);
        buffer.add(ByteBuffer.wrap(new byte[] {3}), true);
        ByteBuffer lent = buffer.lent();
        assertThat(lent).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(lent.capacity()).isEqualTo(3);
        assertThat(lent.array()).isSameAs(room);
    }

    @Test
    void lentMessageThatNeedsMoreRoomGetsIt() {
        MessageBuffer buffer = new MessageBuffer(new byte[2]);
        buffer.add(ByteBuffer.wrap(new byte[] {1, 2}), false);
        buffer.add(ByteBuffer.wrap(new byte[] {3}), true);
        assertThat(buffer.lent()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
}
