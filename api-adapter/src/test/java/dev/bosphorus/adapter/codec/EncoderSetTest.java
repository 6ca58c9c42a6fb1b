package dev.bosphorus.adapter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.Form;
import dev.bosphorus.adapter.config.ConstructorFactory;
import jakarta.websocket.Encoder;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderSetTest {

    public interface Animal {
    }

    public static class Cat implements Animal {
    }

    public static class Kitten extends Cat {
    }

    public abstract static class TextOf<T> implements Encoder.Text<T> {
        @Override
        public String encode(T object) {
            return "";
        }
    }

    public static class TextAnimal extends TextOf<Animal> {
    }

    public static class TextCat extends TextOf<Cat> {
    }

    public static class TextInteger extends TextOf<Integer> {
    }

    public static class TextObject extends TextOf<Object> {
    }

    public static class BinaryCat implements Encoder.Binary<Cat> {
        @Override
        public ByteBuffer encode(Cat cat) {
            return ByteBuffer.allocate(0);
        }
    }

    public static class Streams implements Encoder.TextStream<Cat>, Encoder.BinaryStream<String> {
        @Override
        public void encode(Cat cat, Writer writer) {
            assertThat(writer).isNotNull();
        }

        @Override
        public void encode(String text, OutputStream stream) {
            assertThat(stream).isNotNull();
        }
    }

    public static class OfAnything<T> extends TextOf<T> {
    }

    public static class Hidden extends TextOf<Cat> {
        Hidden() {
        }
    }

    public static class Formless implements Encoder {
    }

    private static EncoderSet of(Class<?>... classes) {
        return EncoderSet.of(Stream.of(classes).<Class<? extends Encoder>>map(type -> type.asSubclass(Encoder.class)).toList(),
                ConstructorFactory.INSTANCE);
    }

    @Test
    void firstEncoderInTheListThatTakesTheTypeWins() {
        assertThat(of(TextInteger.class, BinaryCat.class, TextCat.class).find(Cat.class))
                .contains(new EncoderModel(BinaryCat.class, Form.BINARY, Cat.class));
        assertThat(of(TextAnimal.class, TextCat.class).find(Cat.class)).map(EncoderModel::encoderClass).contains(TextAnimal.class);
    }

    @Test
    void encoderOfASupertypeTakesTheSubtype() {
        assertThat(of(TextAnimal.class).find(Kitten.class)).map(EncoderModel::type).contains(Animal.class);
        assertThat(of(TextCat.class).find(Animal.class)).isEmpty();
    }

    @Test
    void classWithSeveralFormsCountsForEach() {
        assertThat(of(Streams.class).find(Cat.class)).map(EncoderModel::form).contains(Form.TEXT_STREAM);
        assertThat(of(Streams.class).find(String.class)).map(EncoderModel::form).contains(Form.BINARY_STREAM);
    }

    @ParameterizedTest
    @ValueSource(classes = {int.class, Integer.class})
    void declaredEncoderOfAPrimitiveWinsOverTheBuiltInOne(Class<?> type) {
        assertThat(of(TextInteger.class).find(type)).map(EncoderModel::encoderClass).contains(TextInteger.class);
        assertThat(of(TextObject.class).find(type)).map(EncoderModel::encoderClass).contains(TextObject.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class,
        Boolean.class, Byte.class, Character.class, Short.class, Integer.class, Long.class, Float.class, Double.class})
    void primitivesAndWrappersHaveABuiltInEncoder(Class<?> type) {
        assertThat(of().find(type)).map(EncoderModel::form).contains(Form.TEXT);
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Cat.class, Object.class, void.class, byte[].class})
    void otherTypesHaveNone(Class<?> type) {
        assertThat(of().find(type)).isEmpty();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                arguments(TextOf.class, "is abstract"), arguments(OfAnything.class, "nothing says what type it takes"),
                arguments(Hidden.class, "no public constructor without parameters"),
                arguments(Formless.class, "implements none of Text, TextStream, Binary and BinaryStream"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableClassIsRefusedWithItsNameAndTheReason(Class<? extends Encoder> type, String reason) {
        assertThatThrownBy(() -> EncoderSet.of(List.<Class<? extends Encoder>>of(type), ConstructorFactory.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encoder " + type.getName()).hasMessageContaining(reason);
    }

    @Test
    void everyUnusableClassHasItsLine() {
        assertThatThrownBy(() -> of(Hidden.class, Formless.class)).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }
}
