package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {

    private static final Messages MESSAGES = new Messages(Content.ASCII, 300);

    private final ReplyReader reader = new ReplyReader(MESSAGES);

    /** An unmasked frame. */
    private static byte[] frame(int firstByte, byte[] payload, int from, int to) {
        int length = to - from;
        ByteBuffer frame = ByteBuffer.allocate(length + (length < 126 ? 2 : 4)).put((byte) firstByte);
        if (length < 126) {
            frame.put((byte) length);
        } else {
            frame.put((byte) 126).putShort((short) length);
        }
        return frame.put(payload, from, length).array();
    }

    private int read(byte[] bytes) throws IOException {
        return reader.read(ByteBuffer.wrap(bytes));
    }

    @Test
    void repliesAreReadHoweverTheyAreCut() throws IOException {
        int replies = 0;
        for (int number = 0; number < 2 * ReplyReader.SAMPLE; number++) {
            for (byte one : frame(0x81, MESSAGES.payload(number), 0, 300)) {
                replies += read(new byte[] {one});
            }
        }
        assertThat(replies).isEqualTo(2 * ReplyReader.SAMPLE);
        assertThat(reader.bad()).isZero();
    }

    @Test
    void fragmentsAreOneReplyAndAPingBetweenThemNone() throws IOException {
        byte[] payload = MESSAGES.payload(0);
        assertThat(read(frame(0x01, payload, 0, 100))).isZero();
        assertThat(read(frame(0x89, payload, 0, 4))).isZero();
        assertThat(read(frame(0x80, payload, 100, 300))).isEqualTo(1);
        assertThat(reader.bad()).isZero();
    }

    @Test
    void lengthAndKindAreCheckedOfEveryReplyAndBytesOfOneInSixteen() throws IOException {
        byte[] right = MESSAGES.payload(0);
        byte[] wrong = right.clone();
        wrong[299]++;
        read(frame(0x81, wrong, 0, 300));
        assertThat(reader.bad()).isEqualTo(1);
        read(frame(0x81, wrong, 0, 300));
        assertThat(reader.bad()).isEqualTo(1);
        read(frame(0x82, right, 0, 300));
        assertThat(reader.bad()).isEqualTo(2);
        read(frame(0x81, right, 0, 299));
        assertThat(reader.bad()).isEqualTo(3);
    }

    @Test
    void closesAndFramesThatAreNoneEndIt() {
        assertThatIOException().isThrownBy(() -> read(frame(0x88, new byte[2], 0, 2))).withMessage("the server has sent a Close");
        assertThatIOException().isThrownBy(() -> new ReplyReader(MESSAGES).read(ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x80})))
                .withMessage("a frame of the server is masked");
        assertThatIOException().isThrownBy(() -> new ReplyReader(MESSAGES).read(ByteBuffer.wrap(frame(0xc1, new byte[2], 0, 2))))
                .withMessage("a frame is compressed and no extension agreed");
    }
}
