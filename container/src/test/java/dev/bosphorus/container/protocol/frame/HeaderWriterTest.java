package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6455, 5.2: the shortest header for every length. */
class HeaderWriterTest {

    @ParameterizedTest
    @CsvSource({
        "0,                   8200",
        "125,                 827d",
        "126,                 827e007e",
        "65535,               827effff",
        "65536,               827f0000000000010000",
        "9223372036854775807, 827f7fffffffffffffff",
    })
    void lengthIsWrittenInTheFewestBytes(long length, String hex) {
        byte[] unmasked = HexFormat.of().parseHex(hex);
        byte[] masked = HexFormat.of().parseHex(hex + "37fa213d");
        masked[1] |= (byte) 0x80;
        assertThat(HeaderWriter.length(length, false)).isEqualTo(unmasked.length);
        assertThat(HeaderWriter.length(length, true)).isEqualTo(masked.length);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            assertThat(written(length, false, order)).isEqualTo(unmasked);
            assertThat(written(length, true, order)).isEqualTo(masked);
        }
    }

    private static byte[] written(long length, boolean masked, ByteOrder order) {
        ByteBuffer out = ByteBuffer.allocate(HeaderWriter.MAX_BYTES).order(order);
        HeaderWriter.write(out, HeaderWriter.FIN | Opcode.BINARY.code(), length, masked, 0x37fa213d);
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }
}
