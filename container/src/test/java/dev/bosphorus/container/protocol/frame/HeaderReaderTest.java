package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, 5.2 and 5.4; each header is read at once, byte by byte, and from a little-endian buffer. */
class HeaderReaderTest {

    /** The longest header is 14 bytes: with so many behind it, any is read at once. */
    private static final int PADDING = 14;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "8180 00000000,               TEXT,         true,  0x00, 0",
        "0185 37fa213d,               TEXT,         false, 0x00, 5",
        "82fd 01020304,               BINARY,       true,  0x00, 125",
        "82fe007e 01020304,           BINARY,       true,  0x00, 126",
        "82feffff 01020304,           BINARY,       true,  0x00, 65535",
        "82ff0000000000010000 0a0b0c0d, BINARY,     true,  0x00, 65536",
        "82ff7fffffffffffffff 0a0b0c0d, BINARY,     true,  0x00, 9223372036854775807",
        "c180 00000001,               TEXT,         true,  0x40, 0",
        "8881 ffffffff,               CLOSE,        true,  0x00, 1",
        "89fd 00000000,               PING,         true,  0x00, 125",
        "8a80 00000000,               PONG,         true,  0x00, 0",
    })
    void fieldsAreRead(String hex, Opcode opcode, boolean fin, String rsv, long length) throws ProtocolException {
        byte[] masked = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] unmasked = Arrays.copyOf(masked, masked.length - 4);
        unmasked[1] &= 0x7F;
        int key = ByteBuffer.wrap(masked).getInt(masked.length - 4);
        for (HeaderReader reader : read(masked, true)) {
            assertFields(reader, opcode, fin, Integer.decode(rsv), length);
            assertThat(reader.isMasked()).isTrue();
            assertThat(reader.maskingKey()).isEqualTo(key);
        }
        for (HeaderReader reader : read(unmasked, false)) {
            assertFields(reader, opcode, fin, Integer.decode(rsv), length);
            assertThat(reader.isMasked()).isFalse();
        }
    }

    private static void assertFields(HeaderReader reader, Opcode opcode, boolean fin, int rsv, long length) {
        assertThat(reader.opcode()).isEqualTo(opcode);
        assertThat(reader.isFinal()).isEqualTo(fin);
        assertThat(reader.rsv()).isEqualTo(rsv);
        assertThat(reader.payloadLength()).isEqualTo(length);
    }

    /** Readers that have read the header, each in another way; none may take a byte behind it. */
    private static List<HeaderReader> read(byte[] header, boolean masked) throws ProtocolException {
        List<HeaderReader> readers = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            HeaderReader reader = new HeaderReader(masked, 0x40);
            ByteBuffer buffer = ByteBuffer.allocate(header.length + PADDING).put(0, header).order(order);
            assertThat(reader.read(buffer)).isTrue();
            assertThat(buffer.position()).isEqualTo(header.length);
            readers.add(reader);
        }
        for (int cut = 0; cut < header.length; cut++) {
            HeaderReader reader = new HeaderReader(masked, 0x40);
            assertThat(reader.read(ByteBuffer.wrap(header, 0, cut))).isFalse();
            assertThat(reader.read(ByteBuffer.wrap(header, cut, header.length - cut))).isTrue();
            readers.add(reader);
        }
        HeaderReader bytewise = new HeaderReader(masked, 0x40);
        for (int i = 0; i < header.length; i++) {
            assertThat(bytewise.read(ByteBuffer.wrap(header, i, 1))).isEqualTo(i == header.length - 1);
        }
        readers.add(bytewise);
        return readers;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "83,                   reserved opcode",
        "87,                   reserved opcode",
        "8b,                   reserved opcode",
        "8f,                   reserved opcode",
        "a1,                   RSV2 that no extension has agreed on",
        "91,                   RSV3 that no extension has agreed on",
        "c9,                   RSV1 on a control frame",
        "c0,                   RSV1 on a continuation",
        "08,                   Close in fragments",
        "09,                   Ping in fragments",
        "0a,                   Pong in fragments",
        "80,                   continuation of nothing",
        "8101,                 not masked",
        "88fe,                 control frame with more than 125 bytes",
        "89ff,                 control frame with more than 125 bytes",
        "82fe007d,             16-bit length for 125",
        "82ff000000000000ffff, 64-bit length for 65535",
        "82ff80,               64-bit length with the highest bit set",
    })
    void violationFailsWithItsByte(String hex, String what) throws ProtocolException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        HeaderReader bytewise = new HeaderReader(true, 0x40);
        assertThat(bytewise.read(ByteBuffer.wrap(bytes, 0, bytes.length - 1))).as("before it").isFalse();
        assertFails(bytewise, ByteBuffer.wrap(bytes, bytes.length - 1, 1), what);
        assertFails(new HeaderReader(true, 0x40), ByteBuffer.allocate(bytes.length + PADDING).put(0, bytes), what);
    }

    @Test
    void maskedFrameFromAServerFails() {
        assertFails(new HeaderReader(false, 0), ByteBuffer.wrap(new byte[] {(byte) 0x81, (byte) 0x80}), "byte by byte");
        assertFails(new HeaderReader(false, 0), ByteBuffer.allocate(20).put(0, new byte[] {(byte) 0x81, (byte) 0x80}), "at once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8100", "8200", "0100"})
    void newMessageInsideAFragmentedOneFails(String second) throws ProtocolException {
        HeaderReader reader = new HeaderReader(false, 0);
        assertThat(reader.read(ByteBuffer.wrap(new byte[] {0x01, 0}))).isTrue();
        assertFails(reader, ByteBuffer.wrap(HexFormat.of().parseHex(second)), second);
    }

    @Test
    void controlFramesMayComeBetweenFragments() throws ProtocolException {
        HeaderReader reader = new HeaderReader(false, 0);
        ByteBuffer headers = ByteBuffer.wrap(HexFormat.of().parseHex("0100" + "8900" + "0000" + "8a00" + "8000" + "8100"));
        for (Opcode opcode : List.of(Opcode.TEXT, Opcode.PING, Opcode.CONTINUATION, Opcode.PONG, Opcode.CONTINUATION, Opcode.TEXT)) {
            assertThat(reader.read(headers)).isTrue();
            assertThat(reader.opcode()).isEqualTo(opcode);
        }
    }

    private static void assertFails(HeaderReader reader, ByteBuffer bytes, String what) {
        ProtocolException failure = catchThrowableOfType(ProtocolException.class, () -> reader.read(bytes));
        assertThat(failure).as(what).isNotNull();
        assertThat(failure.status().code()).isEqualTo(CloseStatus.PROTOCOL_ERROR);
    }
}
