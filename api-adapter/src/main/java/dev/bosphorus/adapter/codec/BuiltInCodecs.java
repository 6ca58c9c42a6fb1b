package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The codecs every container has: primitives and their wrappers as text (Jakarta WebSocket 2.2, 4.7). They have no state,
 * so all sessions share one of each.
 */
final class BuiltInCodecs {

    private static final Map<Class<?>, ValueDecoder> DECODERS = Primitives.wrappers().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), ValueDecoder::new));

    private static final ValueEncoder ENCODER = new ValueEncoder();

    private BuiltInCodecs() {
    }

    /** The model of the decoder for a primitive type or a wrapper. */
    static Optional<DecoderModel> decoderFor(Class<?> type) {
        return Optional.of(Primitives.wrap(type)).filter(Primitives::isValue)
                .map(wrapper -> new DecoderModel(ValueDecoder.class, DecoderSet.Form.TEXT, wrapper));
    }

    /** The model of the encoder for a primitive type or a wrapper. */
    static Optional<EncoderModel> encoderFor(Class<?> type) {
        return Optional.of(Primitives.wrap(type)).filter(Primitives::isValue)
                .map(wrapper -> new EncoderModel(ValueEncoder.class, EncoderSet.Form.TEXT, wrapper));
    }

    /** The decoder of a model made here; {@code null} for any other. */
    static Decoder instance(DecoderModel model) {
        return model.decoderClass() == ValueDecoder.class ? DECODERS.get(model.type()) : null;
    }

    /** The encoder of a model made here; {@code null} for any other. */
    static Encoder instance(EncoderModel model) {
        return model.encoderClass() == ValueEncoder.class ? ENCODER : null;
    }

    /** Reads one type of value. */
    private static final class ValueDecoder implements Decoder.Text<Object> {

        private final Class<?> type;

        ValueDecoder(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object decode(String text) throws DecodeException {
            try {
                return Primitives.parse(type, text);
            } catch (IllegalArgumentException e) {
                throw new DecodeException(text, "the message is no " + type.getSimpleName(), e);
            }
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    /** Writes any value as the standard string representation of its primitive. */
    private static final class ValueEncoder implements Encoder.Text<Object> {

        @Override
        public String encode(Object value) {
            return value.toString();
        }
    }
}
