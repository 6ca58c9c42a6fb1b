package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.type.GenericTypes;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.Decoder;
import java.util.ArrayList;
import java.util.List;

/** The decoders of an endpoint in the order declared, then the built-in ones. Immutable. */
public final class DecoderSet {

    /** What a decoder reads. */
    public enum Form {
        TEXT(Decoder.Text.class), TEXT_STREAM(Decoder.TextStream.class),
        BINARY(Decoder.Binary.class), BINARY_STREAM(Decoder.BinaryStream.class);

        private final Class<? extends Decoder> contract;

        Form(Class<? extends Decoder> contract) {
            this.contract = contract;
        }

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

    private final List<DecoderModel> declared;

    private DecoderSet(List<DecoderModel> declared) {
        this.declared = List.copyOf(declared);
    }

    /**
     * Reads the decoder classes of a configuration. A class that implements several kinds of decoder counts for each.
     *
     * @param instances is to make their instances
     * @throws IllegalArgumentException where classes are no usable decoders; the message has a line for each
     */
    public static DecoderSet of(List<Class<? extends Decoder>> classes, InstanceFactory instances) {
        List<DecoderModel> models = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Class<? extends Decoder> type : classes) {
            CodecClasses.check("decoder", type, instances, problems);
            boolean any = false;
            for (Form form : Form.values()) {
                if (form.contract.isAssignableFrom(type)) {
                    any = true;
                    GenericTypes.argument(type, form.contract).ifPresentOrElse(
                            made -> models.add(new DecoderModel(type, form, made)),
                            () -> problems.add("decoder " + type.getName() + ": nothing says what type it makes"));
                }
            }
            if (!any) {
                problems.add("decoder " + type.getName() + " implements none of Text, TextStream, Binary and BinaryStream");
            }
        }
        CodecClasses.report(problems);
        return new DecoderSet(models);
    }

    /**
     * The declared decoders that make {@code type} or a subtype of it, in order; without any, the built-in one. Empty where
     * there is none at all.
     */
    public List<DecoderModel> find(Class<?> type) {
        List<DecoderModel> found = declared(type);
        return found.isEmpty() ? BuiltInCodecs.decoderFor(type).map(List::of).orElse(List.of()) : found;
    }

    /** The declared decoders that make {@code type} or a subtype of it, in order. A primitive type stands for its wrapper. */
    public List<DecoderModel> declared(Class<?> type) {
        Class<?> wanted = Primitives.wrap(type);
        return declared.stream().filter(model -> wanted.isAssignableFrom(model.type())).toList();
    }
}
