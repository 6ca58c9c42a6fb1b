package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, 7.4 and the IANA registry of close codes; RFC 6455, 5.5.1 for the body. */
class CloseStatusTest {

    @ParameterizedTest(name = "{0} to {1}: {3}")
    @CsvSource({
        "    0,   999, false, not used",
        " 1000,  1003, true,  'normal, going away, protocol error, unsupported data'",
        " 1004,  1004, false, reserved",
        " 1005,  1006, false, never on the wire",
        " 1007,  1011, true,  'RFC 6455, 7.4.1'",
        " 1012,  1014, true,  IANA",
        " 1015,  1015, false, 'TLS, never on the wire'",
        " 1016,  2999, false, for later versions of the protocol",
        " 3000,  3999, true,  'libraries and frameworks, registered'",
        " 4000,  4999, true,  private use",
        " 5000, 65535, false, no class",
    })
    void codeIsLegalByItsClass(int first, int last, boolean legal, String what) {
        for (int code = first; code <= last; code++) {
            ByteBuffer body = ByteBuffer.allocate(2).putShort((short) code).flip();
            CloseStatus status = CloseStatus.of(code);
            assertThat(CloseStatus.isLegalOnWire(code)).as("%d, %s", code, what).isEqualTo(legal);
            if (legal) {
                assertThat(parsed(body)).isEqualTo(status);
                assertThat(status.toBody()).isEqualTo(body.array());
            } else {
                assertThat(failure(body)).isEqualTo(CloseStatus.PROTOCOL_ERROR);
                if (code != CloseStatus.NO_STATUS_CODE) {
                    assertThatIllegalArgumentException().isThrownBy(status::toBody);
                }
            }
        }
    }

    @Test
    void emptyBodyIsNoStatusAndBack() {
        assertThat(parsed(ByteBuffer.allocate(0))).isSameAs(CloseStatus.NO_STATUS);
        assertThat(CloseStatus.NO_STATUS.toBody()).isEmpty();
    }

    @Test
    void bodyOfOneByteIsAProtocolError() {
        assertThat(failure(ByteBuffer.wrap(new byte[] {3}))).isEqualTo(CloseStatus.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "\u00ed\u00a0\u0080", "abc\u00e2\u0082"})
    void reasonThatIsNotUtf8IsInvalidPayload(String latin1) {
        assertThat(failure(body(1000, latin1.getBytes(StandardCharsets.ISO_8859_1)))).isEqualTo(CloseStatus.INVALID_PAYLOAD);
    }

    @Test
    void illegalCodeIsJudgedBeforeTheReason() {
        assertThat(failure(body(1005, new byte[] {(byte) 0xFF}))).isEqualTo(CloseStatus.PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bye", "gr\u00fc\u00df \u20ac \ud83d\ude00", ""})
    void reasonGoesThereAndBack(String reason) {
        CloseStatus status = new CloseStatus(4321, reason);
        assertThat(parsed(ByteBuffer.wrap(status.toBody()))).isEqualTo(status);
    }

    @Test
    void reasonOf123BytesIsSentAndOneOf124Refused() {
        assertThat(new CloseStatus(1000, "x".repeat(123)).toBody()).hasSize(125);
        CloseStatus longer = new CloseStatus(1000, "x".repeat(124));
        assertThatIllegalArgumentException().isThrownBy(longer::toBody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00fc", "\u20ac", "\ud83d\ude00"})
    void reasonTooLongIsCutBetweenCodePoints(String character) {
        for (int lead = 0; lead < 4; lead++) {
            String reason = "a".repeat(lead) + character.repeat(124);
            CloseStatus fitted = new CloseStatus(1002, reason).fitted();
            int left = CloseStatus.MAX_REASON_BYTES - bytes(fitted.reason());
            assertThat(reason).startsWith(fitted.reason());
            assertThat(left).isBetween(0, bytes(character) - 1);
            assertThat(parsed(ByteBuffer.wrap(fitted.toBody()))).isEqualTo(fitted);
        }
    }

    @Test
    void reasonThatFitsStaysAsItIs() {
        CloseStatus status = new CloseStatus(1002, "\u20ac".repeat(41));
        assertThat(status.fitted()).isSameAs(status);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ByteBuffer body(int code, byte[] reason) {
        return ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).flip();
    }

    private static CloseStatus parsed(ByteBuffer body) {
        try {
            return CloseStatus.parse(body);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private static int failure(ByteBuffer body) {
        return catchThrowableOfType(ProtocolException.class, () -> CloseStatus.parse(body)).status().code();
    }
}
