package dev.bosphorus.adapter.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrimitivesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(int.class, Integer.class, "-7", -7), arguments(long.class, Long.class, "9000000000", 9_000_000_000L),
                arguments(short.class, Short.class, "-300", (short) -300), arguments(byte.class, Byte.class, "+12", (byte) 12),
                arguments(float.class, Float.class, "1.5", 1.5f), arguments(double.class, Double.class, "1e3", 1000d),
                arguments(boolean.class, Boolean.class, "TRUE", true), arguments(boolean.class, Boolean.class, "yes", false),
                arguments(char.class, Character.class, "xy", 'x'));
    }

    @ParameterizedTest
    @MethodSource("values")
    void textIsReadAsTheWrappersConstructorWould(Class<?> primitive, Class<?> wrapper, String text, Object value) {
        assertThat(Primitives.parse(primitive, text)).isEqualTo(value);
        assertThat(Primitives.parse(wrapper, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void primitivesAndWrappersAreValues(Class<?> primitive, Class<?> wrapper) {
        assertThat(Primitives.wrap(primitive)).isEqualTo(wrapper);
        assertThat(Primitives.wrap(wrapper)).isEqualTo(wrapper);
        assertThat(Primitives.isValue(primitive)).isTrue();
        assertThat(Primitives.isValue(wrapper)).isTrue();
        assertThat(Primitives.wrappers()).hasSize(8).contains(wrapper);
    }

    static Stream<Arguments> otherTexts() {
        return Stream.of(arguments(int.class, "x"), arguments(int.class, ""), arguments(int.class, " 1"),
                arguments(int.class, "3000000000"), arguments(byte.class, "128"), arguments(short.class, "40000"),
                arguments(long.class, "1L"), arguments(double.class, "one"), arguments(float.class, ""),
                arguments(char.class, ""), arguments(Character.class, ""), arguments(String.class, "text"));
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void otherTextIsRefused(Class<?> type, String text) {
        assertThatThrownBy(() -> Primitives.parse(type, text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void voidAndOtherClassesAreNoValues() {
        assertThat(Stream.of(void.class, Void.class, String.class, Number.class, int[].class)).noneMatch(Primitives::isValue);
        assertThat(Primitives.wrap(void.class)).isEqualTo(Void.class);
    }
}
