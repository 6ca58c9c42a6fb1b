package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3629, held against the JDK's own decoder. */
class Utf8Test {

    /** The ends of every range of bytes that RFC 3629, section 4, tells apart. */
    private static final int[] BORDERS = {
        0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
        0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    };
    /** One of these continues whatever can be continued. */
    private static final int[] CONTINUATIONS = {0x80, 0x90, 0xA0};

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);

    @Test
    void everySequenceOfUpToTwoBytesIsJudgedAsTheJdkDoes() {
        for (int first = 0; first < 256; first++) {
            check(new byte[] {(byte) first});
            for (int second = 0; second < 256; second++) {
                check(new byte[] {(byte) first, (byte) second});
            }
        }
    }

    @Test
    void everySequenceOfThreeOrFourBytesAtTheBordersIsJudgedAsTheJdkDoes() {
        for (int first : BORDERS) {
            for (int second : BORDERS) {
                for (int third : BORDERS) {
                    check(new byte[] {(byte) first, (byte) second, (byte) third});
                    if (first >= 0xE0) {
                        for (int fourth : BORDERS) {
                            check(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
                        }
                    }
                }
            }
        }
    }

    private void check(byte[] bytes) {
        Utf8 utf8 = new Utf8();
        boolean whole = utf8.accept(ByteBuffer.wrap(bytes)) && utf8.isComplete();
        if (whole != decodes(bytes, bytes.length)) {
            assertThat(whole).as(HexFormat.of().formatHex(bytes)).isEqualTo(!whole);
        }
        String decoded = Utf8.decode(ByteBuffer.wrap(bytes));
        if (!Objects.equals(decoded, whole ? new String(bytes, StandardCharsets.UTF_8) : null)) {
            assertThat(decoded).as(HexFormat.of().formatHex(bytes)).isNull();
        }
        // Byte by byte: refused with the first byte after which nothing could make it valid any more.
        Utf8 steps = new Utf8();
        for (int i = 0; i < bytes.length; i++) {
            boolean accepted = steps.accept(ByteBuffer.wrap(bytes, i, 1));
            if (accepted != canBecomeValid(bytes, i + 1)) {
                assertThat(accepted).as(HexFormat.of().formatHex(bytes, 0, i + 1)).isEqualTo(!accepted);
            }
            if (!accepted) {
                return;
            }
        }
    }

    private boolean canBecomeValid(byte[] prefix, int length) {
        byte[] longer = Arrays.copyOf(prefix, length + 3);
        if (decodes(longer, length)) {
            return true;
        }
        for (int first : CONTINUATIONS) {
            longer[length] = (byte) first;
            longer[length + 1] = (byte) 0x80;
            longer[length + 2] = (byte) 0x80;
            if (decodes(longer, length + 1) || decodes(longer, length + 2) || decodes(longer, length + 3)) {
                return true;
            }
        }
        return false;
    }

    private boolean decodes(byte[] bytes, int length) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes, 0, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "c1", "f5", "ff", "80", "bf", "e080", "e09f", "eda0", "edbf", "f080", "f08f", "f490", "f4bf"})
    void theFirstWrongByteFails(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        Utf8 utf8 = new Utf8();
        assertThat(utf8.accept(ByteBuffer.wrap(bytes, 0, bytes.length - 1))).isTrue();
        assertThat(utf8.accept(ByteBuffer.wrap(bytes, bytes.length - 1, 1))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textMayBeCutAnywhere(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.wrap(bytes), direct}) {
            for (int cut = 0; cut <= bytes.length; cut++) {
                Utf8 utf8 = new Utf8();
                assertThat(utf8.accept(buffer.slice(0, cut))).isTrue();
                assertThat(utf8.isComplete()).isEqualTo(decodes(bytes, cut));
                assertThat(utf8.accept(buffer.slice(cut, bytes.length - cut))).isTrue();
                assertThat(utf8.isComplete()).isTrue();
            }
        }
    }

    static Stream<String> texts() {
        return Stream.of("", "a", "plain text that is longer than eight bytes", "\u00e4\u00f6\u00fc", "\u20ac\u20ac",
                "\ud83d\ude00 after eight more bytes \uffff\u0800", "\u0000\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff" + Character.toString(0x10FFFF));
    }

    @Test
    void wrongByteIsFoundAtAnyPlaceBehindAscii() {
        for (int ascii = 0; ascii < 40; ascii++) {
            byte[] bytes = "a".repeat(40).getBytes(StandardCharsets.US_ASCII);
            bytes[ascii] = (byte) 0xFE;
            assertThat(new Utf8().accept(ByteBuffer.wrap(bytes))).as("at %d", ascii).isFalse();
        }
    }

    @Test
    void bufferStaysAsItIs() {
        ByteBuffer buffer = ByteBuffer.wrap("xx\u20acxx".getBytes(StandardCharsets.UTF_8), 2, 3);
        assertThat(new Utf8().accept(buffer)).isTrue();
        assertThat(buffer.position()).isEqualTo(2);
        assertThat(buffer.limit()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textIsDecodedWhereverItLies(boolean direct) {
        byte[] bytes = "xxß€😀\ufffdxx".getBytes(StandardCharsets.UTF_8);
        ByteBuffer around = (direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length)).put(bytes).flip();
        ByteBuffer text = around.slice(1, bytes.length - 2).position(1);
        assertThat(Utf8.decode(text)).isEqualTo("ß€😀\ufffdx");
        assertThat(text.position()).isEqualTo(1);
        assertThat(Utf8.decode(text.limit(text.limit() - 2))).as("cut in its last code point").isNull();
    }

    @Test
    void theReplacementCharacterIsTextLikeAnyOther() {
        assertThat(Utf8.decode(ByteBuffer.wrap("a\ufffdb".getBytes(StandardCharsets.UTF_8)))).isEqualTo("a\ufffdb");
        byte[] beside = "a\ufffdb".getBytes(StandardCharsets.UTF_8);
        beside[4] = (byte) 0x80;
        assertThat(Utf8.decode(ByteBuffer.wrap(beside))).isNull();
    }

    @Test
    void resetForgetsHalfACodePoint() {
        Utf8 utf8 = new Utf8();
        utf8.accept(ByteBuffer.wrap(new byte[] {(byte) 0xE2}));
        utf8.reset();
        assertThat(utf8.isComplete()).isTrue();
        assertThat(utf8.accept(ByteBuffer.wrap(new byte[] {'a'}))).isTrue();
    }
}
