package dev.bosphorus.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.DecoderSet.Form;
import dev.bosphorus.adapter.config.ConstructorFactory;
import jakarta.websocket.Decoder;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderSetTest {

    public static class Animal {
    }

    public static class Cat extends Animal {
    }

    public abstract static class TextOf<T> implements Decoder.Text<T> {
        @Override
        public T decode(String text) {
            return null;
        }

        @Override
        public boolean willDecode(String text) {
            return false;
        }
    }

    public static class TextCat extends TextOf<Cat> {
    }

    public static class TextAnimal extends TextOf<Animal> {
    }

    public static class TextInteger extends TextOf<Integer> {
    }

    public static class BinaryCat implements Decoder.Binary<Cat> {
        @Override
        public Cat decode(ByteBuffer bytes) {
            return null;
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return false;
        }
    }

    public static class StreamsOfCats implements Decoder.TextStream<Cat>, Decoder.BinaryStream<Animal> {
        @Override
        public Cat decode(Reader reader) {
            return null;
        }

        @Override
        public Animal decode(InputStream stream) {
            return null;
        }
    }

    public static class OfAnything<T> extends TextOf<T> {
    }

    public static class WithArgument extends TextOf<Cat> {
        public WithArgument(String argument) {
            assertThat(argument).isNotNull();
        }
    }

    public static class Hidden extends TextOf<Cat> {
        Hidden() {
        }
    }

    public static class Formless implements Decoder {
    }

    private static DecoderSet of(Class<?>... classes) {
        return DecoderSet.of(Stream.of(classes).<Class<? extends Decoder>>map(type -> type.asSubclass(Decoder.class)).toList(),
                ConstructorFactory.INSTANCE);
    }

    @Test
    void decodersOfATypeAreFoundInTheOrderDeclared() {
        DecoderSet decoders = of(BinaryCat.class, TextInteger.class, TextCat.class, TextAnimal.class);

        assertThat(decoders.find(Cat.class)).containsExactly(
                new DecoderModel(BinaryCat.class, Form.BINARY, Cat.class), new DecoderModel(TextCat.class, Form.TEXT, Cat.class));
    }

    @Test
    void decoderThatMakesASubtypeServesTheSupertype() {
        assertThat(of(TextCat.class, TextAnimal.class).find(Animal.class))
                .extracting(DecoderModel::type).containsExactly(Cat.class, Animal.class);
        assertThat(of(TextAnimal.class).find(Cat.class)).isEmpty();
    }

    @Test
    void classWithSeveralFormsCountsForEach() {
        assertThat(of(StreamsOfCats.class).find(Animal.class)).containsExactly(
                new DecoderModel(StreamsOfCats.class, Form.TEXT_STREAM, Cat.class),
                new DecoderModel(StreamsOfCats.class, Form.BINARY_STREAM, Animal.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {int.class, Integer.class})
    void declaredDecoderOfAPrimitiveReplacesTheBuiltInOne(Class<?> type) {
        assertThat(of(TextInteger.class).find(type)).extracting(DecoderModel::decoderClass).containsExactly(TextInteger.class);
        assertThat(of(TextInteger.class).declared(type)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(classes = {int.class, Long.class, boolean.class, Character.class, double.class})
    void primitivesAndWrappersHaveABuiltInDecoder(Class<?> type) {
        assertThat(of().find(type)).singleElement().extracting(DecoderModel::form).isEqualTo(Form.TEXT);
        assertThat(of().declared(type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Cat.class, Object.class, void.class, Number.class})
    void otherTypesHaveNone(Class<?> type) {
        assertThat(of().find(type)).isEmpty();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                arguments(TextOf.class, "is abstract"), arguments(Decoder.Text.class, "is abstract"),
                arguments(OfAnything.class, "nothing says what type it makes"),
                arguments(WithArgument.class, "no public constructor without parameters"),
                arguments(Hidden.class, "no public constructor without parameters"),
                arguments(Formless.class, "implements none of Text, TextStream, Binary and BinaryStream"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableClassIsRefusedWithItsNameAndTheReason(Class<? extends Decoder> type, String reason) {
        assertThatThrownBy(() -> DecoderSet.of(List.<Class<? extends Decoder>>of(TextCat.class, type), ConstructorFactory.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decoder " + type.getName()).hasMessageContaining(reason);
    }

    @Test
    void everyUnusableClassHasItsLine() {
        assertThatThrownBy(() -> of(Hidden.class, Formless.class, OfAnything.class))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @ParameterizedTest
    @EnumSource
    void formsKnowWhatTheyRead(Form form) {
        assertThat(form.isText()).isEqualTo(form.name().startsWith("TEXT"));
        assertThat(form.isStream()).isEqualTo(form.name().endsWith("STREAM"));
    }
}
