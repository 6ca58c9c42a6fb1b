package dev.bosphorus.adapter.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GenericTypesTest {

    interface TextOf<X> extends Decoder.Text<X> {
    }

    interface ListText<E> extends TextOf<List<E>> {
    }

    abstract static class Plain implements Decoder.Text<String> {
    }

    abstract static class OfArray implements Decoder.Text<byte[]> {
    }

    abstract static class OfGenericArray<E> implements Decoder.Text<E[]> {
    }

    abstract static class OfStringArray extends OfGenericArray<String> {
    }

    abstract static class OfGenericType implements Decoder.Text<Map<String, Integer>> {
    }

    abstract static class ThroughInterface implements TextOf<Integer> {
    }

    abstract static class ThroughTwoInterfaces implements ListText<Integer> {
    }

    abstract static class Base<A, B> implements Decoder.Text<B> {
    }

    abstract static class Middle<C> extends Base<Integer, C> {
    }

    abstract static class ThroughSuperclasses extends Middle<Long> {
    }

    abstract static class Recursive<T extends Comparable<T>> implements Decoder.Text<Recursive<T>> {
    }

    abstract static class Both implements Decoder.Text<String>, Decoder.Binary<Integer> {
    }

    abstract static class Open<T> implements Decoder.Text<T> {
    }

    @SuppressWarnings("rawtypes")
    abstract static class Raw extends Open {
    }

    static Stream<Arguments> known() {
        return Stream.of(
                arguments(Plain.class, Decoder.Text.class, String.class),
                arguments(OfArray.class, Decoder.Text.class, byte[].class),
                arguments(OfStringArray.class, Decoder.Text.class, String[].class),
                arguments(OfGenericType.class, Decoder.Text.class, Map.class),
                arguments(ThroughInterface.class, Decoder.Text.class, Integer.class),
                arguments(ThroughTwoInterfaces.class, Decoder.Text.class, List.class),
                arguments(ThroughSuperclasses.class, Decoder.Text.class, Long.class),
                arguments(Recursive.class, Decoder.Text.class, Recursive.class),
                arguments(Both.class, Decoder.Text.class, String.class),
                arguments(Both.class, Decoder.Binary.class, Integer.class));
    }

    @ParameterizedTest
    @MethodSource("known")
    void argumentIsFoundThroughTheHierarchy(Class<?> subtype, Class<?> generic, Class<?> argument) {
        assertThat(GenericTypes.argument(subtype, generic)).contains(argument);
    }

    static Stream<Arguments> unknown() {
        MessageHandler.Whole<String> lambda = text -> { };
        return Stream.of(arguments(Open.class, Decoder.Text.class), arguments(Raw.class, Decoder.Text.class),
                arguments(OfGenericArray.class, Decoder.Text.class), arguments(Plain.class, Decoder.Binary.class),
                arguments(lambda.getClass(), MessageHandler.Whole.class));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void argumentIsEmptyWhereNothingSaysIt(Class<?> subtype, Class<?> generic) {
        assertThat(GenericTypes.argument(subtype, generic)).isEmpty();
    }

    @Test
    void anonymousHandlerSaysItsType() {
        MessageHandler handler = new MessageHandler.Whole<List<String>>() {
            @Override
            public void onMessage(List<String> message) {
                throw new AssertionError("not called");
            }
        };

        assertThat(GenericTypes.argument(handler.getClass(), MessageHandler.Whole.class)).contains(List.class);
    }

    abstract static class Wild {
        abstract List<? extends Number> wild(Class<? super Integer> lower);
    }

    @Test
    void wildcardIsItsUpperBound() throws NoSuchMethodException {
        Type returned = Wild.class.getDeclaredMethod("wild", Class.class).getGenericReturnType();
        Type wildcard = ((ParameterizedType) returned).getActualTypeArguments()[0];

        assertThat(GenericTypes.of(Wild.class).erase(wildcard)).contains(Number.class);
    }
}
