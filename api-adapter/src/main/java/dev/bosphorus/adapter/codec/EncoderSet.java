package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.type.GenericTypes;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encoders of an endpoint in the order declared, then the built-in ones. Immutable. */
public final class EncoderSet {

    /** What an encoder writes. */
    public enum Form {
        TEXT(Encoder.Text.class), TEXT_STREAM(Encoder.TextStream.class),
        BINARY(Encoder.Binary.class), BINARY_STREAM(Encoder.BinaryStream.class);

        private final Class<? extends Encoder> contract;

        Form(Class<? extends Encoder> contract) {
            this.contract = contract;
        }
    }

    /** @param type what the encoder takes, erased */
    public record EncoderModel(Class<? extends Encoder> encoderClass, Form form, Class<?> type) {
    }

    private final List<EncoderModel> declared;

    private EncoderSet(List<EncoderModel> declared) {
        this.declared = List.copyOf(declared);
    }

    /**
     * Reads the encoder classes of a configuration. A class that implements several kinds of encoder counts for each.
     *
     * @param instances is to make their instances
     * @throws IllegalArgumentException where classes are no usable encoders; the message has a line for each
     */
    public static EncoderSet of(List<Class<? extends Encoder>> classes, InstanceFactory instances) {
        List<EncoderModel> models = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Class<? extends Encoder> type : classes) {
            CodecClasses.check("encoder", type, instances, problems);
            boolean any = false;
            for (Form form : Form.values()) {
                if (form.contract.isAssignableFrom(type)) {
                    any = true;
                    GenericTypes.argument(type, form.contract).ifPresentOrElse(
                            taken -> models.add(new EncoderModel(type, form, taken)),
                            () -> problems.add("encoder " + type.getName() + ": nothing says what type it takes"));
                }
            }
            if (!any) {
                problems.add("encoder " + type.getName() + " implements none of Text, TextStream, Binary and BinaryStream");
            }
        }
        CodecClasses.report(problems);
        return new EncoderSet(models);
    }

    /**
     * The encoder for objects of that class: the first one declared for the class or a supertype, else the built-in one for
     * primitives and their wrappers.
     */
    public Optional<EncoderModel> find(Class<?> type) {
        Class<?> given = Primitives.wrap(type);
        for (EncoderModel model : declared) {
            // ServerEndpoint.encoders(): "the first encoder in the list able to encode a message, ignoring the remaining".
            if (model.type().isAssignableFrom(given)) {
                return Optional.of(model);
            }
        }
        return BuiltInCodecs.encoderFor(given);
    }
}
