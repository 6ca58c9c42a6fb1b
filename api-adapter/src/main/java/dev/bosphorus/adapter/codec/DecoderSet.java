package dev.bosphorus.adapter.codec;

import jakarta.websocket.Decoder;
import java.util.List;

/** The decoders of an endpoint in the order declared, then the built-in ones. Immutable. */
public final class DecoderSet {

    /** What a decoder reads. */
    public enum Form {
        TEXT, TEXT_STREAM, BINARY, BINARY_STREAM;

        public boolean isText() {
            return this == TEXT || this == TEXT_STREAM;
        }

        public boolean isStream() {
            return this == TEXT_STREAM || this == BINARY_STREAM;
        }
    }

    /** @param type what the decoder makes, erased */
    public record DecoderModel(Class<? extends Decoder> decoderClass, Form form, Class<?> type) {
    }

    /**
     * Reads the decoder classes of a configuration.
     *
     * @throws IllegalArgumentException where a class is no usable decoder; the message names it and says why
     */
    public static DecoderSet of(List<Class<? extends Decoder>> classes) {
        throw new AssertionError(classes);
    }

    /** The candidates that make {@code type}, in order; empty where there are none. */
    public List<DecoderModel> find(Class<?> type) {
        throw new AssertionError(type);
    }
}
