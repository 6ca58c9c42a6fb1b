package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Decoded;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.model.MessageTarget.Partial;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import dev.bosphorus.adapter.model.MessageTarget.Whole;
import jakarta.websocket.Decoder;
import jakarta.websocket.PongMessage;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {

    private static final Callback CALLBACK = (scope, payload, last) -> payload;

    public static class Foo {
    }

    public abstract static class TextOf<T> implements Decoder.Text<T> {
        @Override
        public T decode(String text) {
            return null;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    public static class TextFoo extends TextOf<Foo> {
    }

    public static class OtherTextFoo extends TextOf<Foo> {
    }

    public static class TextString extends TextOf<String> {
    }

    public static class TextInteger extends TextOf<Integer> {
    }

    public static class StreamFoo implements Decoder.TextStream<Foo> {
        @Override
        public Foo decode(Reader reader) {
            return null;
        }
    }

    public static class StringReaders implements Decoder.TextStream<StringReader> {
        @Override
        public StringReader decode(Reader reader) {
            return null;
        }
    }

    public abstract static class BinaryOf<T> implements Decoder.Binary<T> {
        @Override
        public T decode(ByteBuffer bytes) {
            return null;
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return true;
        }
    }

    public static class BinaryFoo extends BinaryOf<Foo> {
    }

    public static class BinaryString extends BinaryOf<String> {
    }

    private static TargetRules rules(Class<?>... decoders) {
        List<Class<? extends Decoder>> classes = new ArrayList<>();
        Stream.of(decoders).forEach(type -> classes.add(type.asSubclass(Decoder.class)));
        return new TargetRules(DecoderSet.of(classes, ConstructorFactory.INSTANCE), CALLBACK, 10);
    }

    private static List<Class<?>> decodersOf(MessageTarget target) {
        return ((Decoded) target).decoders().stream().<Class<?>>map(DecoderModel::decoderClass).toList();
    }

    static Stream<Arguments> plain() {
        return Stream.of(Arguments.of(String.class, Plain.STRING), Arguments.of(byte[].class, Plain.BYTE_ARRAY),
                Arguments.of(ByteBuffer.class, Plain.BYTE_BUFFER), Arguments.of(Reader.class, Plain.READER),
                Arguments.of(InputStream.class, Plain.INPUT_STREAM));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void typesOfThePlatformNeedNoDecoder(Class<?> type, Plain shape) {
        assertThat(rules().whole(type)).containsExactly(new Whole(shape, CALLBACK, 10));
    }

    @Test
    void pongMessageIsThePong() {
        assertThat(rules().whole(PongMessage.class)).containsExactly(new MessageTarget.Pong(CALLBACK));
    }

    @ParameterizedTest
    @ValueSource(classes = {int.class, Long.class, boolean.class, char.class})
    void primitivesAreDecodedTexts(Class<?> type) {
        assertThat(rules().whole(type)).singleElement().satisfies(target -> {
            assertThat(target.kind()).isEqualTo(Kind.TEXT);
            assertThat(((Decoded) target).decoders()).hasSize(1);
            assertThat(target.maxMessageSize()).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {Foo.class, Object.class, CharSequence.class, char[].class, Number.class, void.class})
    void otherTypesHaveNoTargetWithoutADecoder(Class<?> type) {
        assertThat(rules().whole(type)).isEmpty();
    }

    @Test
    void decodersOfOneKindAreAskedInTheOrderDeclared() {
        assertThat(rules(OtherTextFoo.class, TextFoo.class).whole(Foo.class)).singleElement()
                .satisfies(target -> assertThat(decodersOf(target)).containsExactly(OtherTextFoo.class, TextFoo.class));
    }

    @Test
    void typeWithTextAndBinaryDecodersTakesBothKinds() {
        assertThat(rules(TextFoo.class, BinaryFoo.class).whole(Foo.class))
                .extracting(MessageTarget::kind).containsExactly(Kind.TEXT, Kind.BINARY);
    }

    @Test
    void streamDecoderThatComesFirstIsTheOnlyOne() {
        assertThat(rules(StreamFoo.class, TextFoo.class).whole(Foo.class)).singleElement()
                .satisfies(target -> assertThat(decodersOf(target)).containsExactly(StreamFoo.class));
    }

    @Test
    void streamDecoderThatComesLaterIsNotAsked() {
        assertThat(rules(TextFoo.class, StreamFoo.class, OtherTextFoo.class).whole(Foo.class)).singleElement()
                .satisfies(target -> assertThat(decodersOf(target)).containsExactly(TextFoo.class, OtherTextFoo.class));
    }

    @Test
    void declaredDecoderWinsOverThePlatformForItsKind() {
        assertThat(rules(TextString.class).whole(String.class)).singleElement()
                .satisfies(target -> assertThat(decodersOf(target)).containsExactly(TextString.class));
        assertThat(rules(TextInteger.class).whole(int.class)).singleElement()
                .satisfies(target -> assertThat(decodersOf(target)).containsExactly(TextInteger.class));
    }

    @Test
    void decoderOfTheOtherKindAddsToThePlatform() {
        List<MessageTarget> targets = rules(BinaryString.class).whole(String.class);

        assertThat(targets).hasSize(2);
        assertThat(targets.get(0)).isEqualTo(new Whole(Plain.STRING, CALLBACK, 10));
        assertThat(decodersOf(targets.get(1))).containsExactly(BinaryString.class);
    }

    @Test
    void decoderOfASubtypeLeavesThePlatformsTypeAlone() {
        assertThat(rules(StringReaders.class).whole(Reader.class)).containsExactly(new Whole(Plain.READER, CALLBACK, 10));
        assertThat(rules(StringReaders.class).whole(StringReader.class)).hasSize(1);
    }

    @Test
    void partsComeAsStringByteArrayOrByteBufferWithoutALimit() {
        assertThat(rules(TextString.class).partial(String.class)).containsExactly(new Partial(Plain.STRING, CALLBACK, -1));
        assertThat(rules().partial(byte[].class)).containsExactly(new Partial(Plain.BYTE_ARRAY, CALLBACK, -1));
        assertThat(rules().partial(ByteBuffer.class)).containsExactly(new Partial(Plain.BYTE_BUFFER, CALLBACK, -1));
    }

    @ParameterizedTest
    @ValueSource(classes = {Reader.class, InputStream.class, PongMessage.class, Foo.class, int.class, Object.class})
    void otherTypesHaveNoParts(Class<?> type) {
        assertThat(rules(TextFoo.class).partial(type)).isEmpty();
    }
}
