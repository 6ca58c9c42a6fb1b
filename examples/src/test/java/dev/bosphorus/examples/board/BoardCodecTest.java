package dev.bosphorus.examples.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.websocket.DecodeException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link BoardDecoder} and {@link BoardEncoder}, byte by byte. */
class BoardCodecTest {

    private final BoardDecoder decoder = new BoardDecoder();
    private final BoardEncoder encoder = new BoardEncoder();

    @Test
    void lineIsWidthAndPoints() throws DecodeException {
        assertThat(decoder.decode(bytes("02 05 0001ffff 80007fff"))).isInstanceOfSatisfying(BoardCommand.Draw.class, draw -> {
            assertThat(draw.line().width()).isEqualTo(5);
            assertThat(draw.line().points()).isEqualTo(bytes("0001ffff80007fff").array());
        });
    }

    @Test
    void clearAndPingAreDecoded() throws DecodeException {
        assertThat(decoder.decode(bytes("03"))).isEqualTo(new BoardCommand.Clear());
        assertThat(decoder.decode(bytes("05 0102030405060708"))).isEqualTo(new BoardCommand.Ping(0x0102030405060708L));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',               no command of this board
            00,               no command of this board
            01ff0000,         no command of this board
            02,               no command of this board
            0205,             no command of this board
            0300,             no command of this board
            0501020304050607, no command of this board
            020500010002ff,   a line has 1 to 512 points of 4 bytes
            020000010002,     a line is 1 to 100 wide
            026500010002,     a line is 1 to 100 wide
            """)
    void whatIsNoCommandIsADecodeExceptionThatSaysWhy(String message, String reason) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decoder.decode(bytes(message))).withMessage(reason);
    }

    @Test
    void longestLineIsTakenAndOneMorePointIsNot() throws DecodeException {
        assertThat(decoder.decode(line(512))).isInstanceOf(BoardCommand.Draw.class);
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> decoder.decode(line(513)));
    }

    @Test
    void everyEventHasItsBytes() {
        BoardEvent.Drawn drawn = new BoardEvent.Drawn(0xa1b2c3, new Line(5, bytes("0001ffff").array()));
        assertThat(encoder.encode(new BoardEvent.Welcome(0xa1b2c3))).isEqualTo(bytes("01 a1b2c3"));
        assertThat(encoder.encode(drawn)).isEqualTo(bytes("02 a1b2c3 05 0001 0001ffff"));
        assertThat(encoder.encode(new BoardEvent.Cleared())).isEqualTo(bytes("03"));
        assertThat(encoder.encode(new BoardEvent.People(258))).isEqualTo(bytes("04 0102"));
        assertThat(encoder.encode(new BoardEvent.Pong(1))).isEqualTo(bytes("05 0000000000000001"));
        assertThat(encoder.encode(new BoardEvent.History(List.of(drawn, drawn))))
                .isEqualTo(bytes("02 a1b2c3 05 0001 0001ffff 02 a1b2c3 05 0001 0001ffff"));
        assertThat(encoder.encode(new BoardEvent.History(List.of())).remaining()).isZero();
    }

    private static ByteBuffer line(int points) {
        return ByteBuffer.allocate(2 + points * Line.POINT_BYTES).put(Tag.LINE).put((byte) 1).rewind();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
