package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.util.Map;
import java.util.Optional;

/** The codecs every container has: primitives and their wrappers as text (Jakarta WebSocket 2.2, 4.7). */
final class BuiltInCodecs {

    private static final Map<Class<?>, Class<? extends Decoder>> DECODERS = Map.of(
            Integer.class, OfInteger.class, Long.class, OfLong.class, Boolean.class, OfBoolean.class,
            Double.class, OfDouble.class, Float.class, OfFloat.class, Short.class, OfShort.class,
            Byte.class, OfByte.class, Character.class, OfCharacter.class);

    private BuiltInCodecs() {
    }

    static Optional<DecoderModel> decoder(Class<?> type) {
        Class<?> wrapper = Primitives.wrap(type);
        return Optional.ofNullable(DECODERS.get(wrapper))
                .map(decoder -> new DecoderModel(decoder, DecoderSet.Form.TEXT, wrapper));
    }

    static Optional<EncoderModel> encoder(Class<?> type) {
        return Primitives.isValue(type)
                ? Optional.of(new EncoderModel(ToText.class, EncoderSet.Form.TEXT, type)) : Optional.empty();
    }

    /** Reads one type of value. */
    abstract static class Value<T> implements Decoder.Text<T> {
        private final Class<T> type;

        Value(Class<T> type) {
            this.type = type;
        }

        @Override
        public T decode(String text) throws DecodeException {
            try {
                return type.cast(Primitives.parse(type, text));
            } catch (IllegalArgumentException e) {
                throw new DecodeException(text, "the message is no " + type.getSimpleName(), e);
            }
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    static final class OfInteger extends Value<Integer> {
        OfInteger() {
            super(Integer.class);
        }
    }

    static final class OfLong extends Value<Long> {
        OfLong() {
            super(Long.class);
        }
    }

    static final class OfBoolean extends Value<Boolean> {
        OfBoolean() {
            super(Boolean.class);
        }
    }

    static final class OfDouble extends Value<Double> {
        OfDouble() {
            super(Double.class);
        }
    }

    static final class OfFloat extends Value<Float> {
        OfFloat() {
            super(Float.class);
        }
    }

    static final class OfShort extends Value<Short> {
        OfShort() {
            super(Short.class);
        }
    }

    static final class OfByte extends Value<Byte> {
        OfByte() {
            super(Byte.class);
        }
    }

    static final class OfCharacter extends Value<Character> {
        OfCharacter() {
            super(Character.class);
        }
    }

    /** Writes any value as {@code toString} does. */
    static final class ToText implements Encoder.Text<Object> {
        @Override
        public String encode(Object object) {
            return object.toString();
        }
    }
}
