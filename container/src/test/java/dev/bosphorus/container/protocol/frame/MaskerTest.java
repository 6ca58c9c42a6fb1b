package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455, 5.3. */
class MaskerTest {

    private static final int KEY = 0x37fa213d;
    private static final byte[] KEY_BYTES = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final int MARGIN = 3;

    private enum Kind {
        HEAP, HEAP_LITTLE_ENDIAN, HEAP_SLICE, DIRECT, DIRECT_LITTLE_ENDIAN;

        ByteBuffer of(byte[] bytes) {
            return switch (this) {
                case HEAP -> ByteBuffer.wrap(bytes);
                case HEAP_LITTLE_ENDIAN -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                case HEAP_SLICE -> ByteBuffer.allocate(bytes.length + 5).put(5, bytes).slice(5, bytes.length);
                case DIRECT -> ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
                case DIRECT_LITTLE_ENDIAN -> ByteBuffer.allocateDirect(bytes.length).put(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
            };
        }
    }

    @Test
    void exampleOfTheRfc() {
        // RFC 6455, 5.7: a single-frame masked text message.
        ByteBuffer hello = ByteBuffer.wrap("Hello".getBytes(StandardCharsets.US_ASCII));
        Masker.mask(hello, 0, 5, KEY);
        assertThat(HexFormat.of().formatHex(hello.array())).isEqualTo("7f9f4d5158");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void byteIsMaskedWithItsByteOfTheKey(Kind kind) {
        for (int length = 0; length < 300; length++) {
            byte[] plain = numbers(length + 2 * MARGIN);
            byte[] expected = plain.clone();
            for (int i = 0; i < length; i++) {
                expected[MARGIN + i] ^= KEY_BYTES[i % 4];
            }
            ByteBuffer buffer = kind.of(plain);
            Masker.mask(buffer, MARGIN, MARGIN + length, KEY);
            assertThat(contents(buffer)).as("%d bytes, and none around them", length).isEqualTo(expected);
            assertThat(buffer.remaining()).isEqualTo(plain.length);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keyReturnedGoesOnAfterACut(Kind kind) {
        byte[] plain = numbers(37);
        ByteBuffer whole = kind.of(plain.clone());
        Masker.mask(whole, 0, 37, KEY);
        for (int cut = 0; cut <= 37; cut++) {
            ByteBuffer buffer = kind.of(plain.clone());
            int next = Masker.mask(buffer, 0, cut, KEY);
            Masker.mask(buffer, cut, 37, next);
            assertThat(contents(buffer)).as("cut at %d", cut).isEqualTo(contents(whole));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void maskingTwiceChangesNothing(Kind kind) {
        byte[] plain = numbers(29);
        ByteBuffer buffer = kind.of(plain.clone());
        Masker.mask(buffer, 0, 29, KEY);
        Masker.mask(buffer, 0, 29, KEY);
        assertThat(contents(buffer)).isEqualTo(plain);
    }

    private static byte[] numbers(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + 1);
        }
        return bytes;
    }

    private static byte[] contents(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return Arrays.copyOf(bytes, buffer.limit());
    }

    /** HotSpot's FreqInlineSize: what is longer gets code of its own, however often it is called. */
    @Test
    void maskIsTooLongToBeInlined() {
        StringWriter listing = new StringWriter();
        String classFile = Masker.class.getResource("Masker.class").toString();
        ToolProvider.findFirst("javap").orElseThrow().run(new PrintWriter(listing), new PrintWriter(System.err), "-c", classFile);
        Matcher last = Pattern.compile("int mask\\(.*?(\\d+): ireturn", Pattern.DOTALL).matcher(listing.toString());
        assertThat(last.find()).isTrue();
        assertThat(Integer.parseInt(last.group(1))).isGreaterThanOrEqualTo(325);
    }
}
