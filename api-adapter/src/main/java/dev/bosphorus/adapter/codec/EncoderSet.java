package dev.bosphorus.adapter.codec;

import jakarta.websocket.Encoder;
import java.util.List;
import java.util.Optional;

/** The encoders of an endpoint in the order declared, then the built-in ones. Immutable. */
public final class EncoderSet {

    /** What an encoder writes. */
    public enum Form { TEXT, TEXT_STREAM, BINARY, BINARY_STREAM }

    /** @param type what the encoder takes, erased */
    public record EncoderModel(Class<? extends Encoder> encoderClass, Form form, Class<?> type) {
    }

    /** @throws IllegalArgumentException where a class is no usable encoder; the message names it and says why */
    public static EncoderSet of(List<Class<? extends Encoder>> classes) {
        throw new AssertionError(classes);
    }

    /** The encoder for objects of that class: the nearest declared one; the built-in ones take primitives' wrappers. */
    public Optional<EncoderModel> find(Class<?> type) {
        throw new AssertionError(type);
    }
}
