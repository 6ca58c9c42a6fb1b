package dev.bosphorus.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInCodecsTest {

    static Stream<Arguments> values() {
        return Stream.of(arguments(int.class, "-7", -7), arguments(Long.class, "9000000000", 9_000_000_000L),
                arguments(short.class, "300", (short) 300), arguments(Byte.class, "-128", (byte) -128),
                arguments(float.class, "1.5", 1.5f), arguments(Double.class, "0.1", 0.1), arguments(boolean.class, "true", true),
                arguments(Character.class, "€", '€'));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesGoThereAndBack(Class<?> type, String text, Object value) throws Exception {
        Decoder.Text<?> decoder = decoder(type);
        @SuppressWarnings("unchecked")
        Encoder.Text<Object> encoder = (Encoder.Text<Object>) BuiltInCodecs.instance(BuiltInCodecs.encoderFor(type).orElseThrow());

        assertThat(decoder.willDecode(text)).isTrue();
        assertThat(decoder.decode(text)).isEqualTo(value);
        assertThat(encoder.encode(value)).isEqualTo(text);
    }

    private static Decoder.Text<?> decoder(Class<?> type) {
        return (Decoder.Text<?>) BuiltInCodecs.instance(BuiltInCodecs.decoderFor(type).orElseThrow());
    }

    @Test
    void textThatIsNoSuchValueIsADecodeExceptionWithTheText() {
        assertThatThrownBy(() -> decoder(int.class).decode("seven")).isInstanceOfSatisfying(DecodeException.class, e -> {
            assertThat(e.getText()).isEqualTo("seven");
            assertThat(e).hasMessageContaining("Integer").hasCauseInstanceOf(NumberFormatException.class);
        });
    }

    @Test
    void otherModelsAreNotBuiltIn() {
        assertThat(BuiltInCodecs.instance(
                new DecoderSet.DecoderModel(Decoder.class, DecoderSet.Form.TEXT, Integer.class))).isNull();
        assertThat(BuiltInCodecs.instance(
                new EncoderSet.EncoderModel(Encoder.class, EncoderSet.Form.TEXT, Integer.class))).isNull();
        assertThat(BuiltInCodecs.decoderFor(String.class)).isEmpty();
        assertThat(BuiltInCodecs.encoderFor(void.class)).isEmpty();
    }
}
