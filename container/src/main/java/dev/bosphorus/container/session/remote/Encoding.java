package dev.bosphorus.container.session.remote;

import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;

/**
 * How the objects of an endpoint become messages; one for all its sessions. Immutable.
 *
 * <p>Stream encoders write into memory: a message whose encoder fails half way is not half sent.
 */
public final class Encoding {

    private final EncoderSet encoders;
    /** Whether no encoder of the application takes strings, so that they need no look-up. */
    private final boolean plainStrings;

    public Encoding(EncoderSet encoders) {
        this.encoders = encoders;
        this.plainStrings = encoders.find(String.class).isEmpty();
    }

    /**
     * The object as the endpoint's encoders write it; without one, strings and byte arrays and buffers as they are, and
     * primitives as text (Jakarta WebSocket 2.2, 4.7).
     *
     * @return a {@code String} for a text message, a {@code ByteBuffer} for a binary one
     * @throws EncodeException where there is no encoder, or it fails in whatever way
     */
    Object encode(Object object, SendingSession session) throws EncodeException {
        if (plainStrings && object instanceof String) {
            return object;
        }
        EncoderModel model = encoders.find(object.getClass()).orElse(null);
        if (model == null || model.type() == Object.class && isPlain(object)) {
            return plain(object);
        }
        Object message;
        InstanceFactory.Activation activation = session.activate();
        try {
            message = encode(object, model.form(), session.encoder(model));
        } catch (IOException | RuntimeException e) {
            throw new EncodeException(object, model.encoderClass().getName() + " failed: " + e.getMessage(), e);
        } finally {
            if (activation != null) {
                activation.close();
            }
        }
        if (message == null) {
            throw new EncodeException(object, model.encoderClass().getName() + " made nothing of it");
        }
        return message;
    }

    private static boolean isPlain(Object object) {
        return object instanceof String || object instanceof byte[] || object instanceof ByteBuffer;
    }

    private static Object plain(Object object) throws EncodeException {
        if (object instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (isPlain(object)) {
            return object;
        }
        throw new EncodeException(object, "no encoder takes " + object.getClass().getName());
    }

    @SuppressWarnings("unchecked") // The model says what the encoder takes.
    private static Object encode(Object object, EncoderSet.Form form, Encoder encoder) throws EncodeException, IOException {
        return switch (form) {
            case TEXT -> ((Encoder.Text<Object>) encoder).encode(object);
            case BINARY -> ((Encoder.Binary<Object>) encoder).encode(object);
            case TEXT_STREAM -> {
                StringWriter writer = new StringWriter();
                ((Encoder.TextStream<Object>) encoder).encode(object, writer);
                yield writer.toString();
            }
            case BINARY_STREAM -> {
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                ((Encoder.BinaryStream<Object>) encoder).encode(object, stream);
                yield ByteBuffer.wrap(stream.toByteArray());
            }
        };
    }
}
