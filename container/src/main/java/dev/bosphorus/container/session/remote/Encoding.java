package dev.bosphorus.container.session.remote;

import dev.bosphorus.adapter.codec.CodecInstances;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.container.connection.Connection.Kind;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Turns objects of the application into messages. Safe from any thread, as far as the application's encoders are. */
public final class Encoding {

    /** A whole message. */
    record Message(Kind kind, ByteBuffer payload) {
    }

    private final EncoderSet encoders;
    private final CodecInstances instances;

    public Encoding(EncoderSet encoders, CodecInstances instances) {
        this.encoders = encoders;
        this.instances = instances;
    }

    /**
     * The object as the endpoint's encoders write it; without one, strings and byte arrays and buffers as they are, and
     * primitives as text (Jakarta WebSocket 2.2, 4.7).
     */
    Message encode(Object object) throws EncodeException {
        EncoderModel model = encoders.find(object.getClass()).orElse(null);
        if (model == null || model.type() == Object.class && isPlain(object)) {
            return plain(object);
        }
        try {
            return encode(object, model);
        } catch (IOException e) {
            throw new EncodeException(object, "encoding failed", e);
        } catch (IllegalStateException e) {
            throw new EncodeException(object, e.getMessage(), e);
        }
    }

    private static boolean isPlain(Object object) {
        return object instanceof String || object instanceof byte[] || object instanceof ByteBuffer;
    }

    private static Message plain(Object object) throws EncodeException {
        if (object instanceof String text) {
            return text(text);
        } else if (object instanceof byte[] bytes) {
            return new Message(Kind.BINARY, ByteBuffer.wrap(bytes));
        } else if (object instanceof ByteBuffer buffer) {
            return new Message(Kind.BINARY, buffer);
        }
        throw new EncodeException(object, "no encoder takes " + object.getClass().getName());
    }

    @SuppressWarnings("unchecked") // The model says what the encoder takes.
    private Message encode(Object object, EncoderModel model) throws EncodeException, IOException {
        Encoder encoder = instances.encoder(model);
        return switch (model.form()) {
            case TEXT -> text(((Encoder.Text<Object>) encoder).encode(object));
            case TEXT_STREAM -> {
                StringWriter writer = new StringWriter();
                ((Encoder.TextStream<Object>) encoder).encode(object, writer);
                yield text(writer.toString());
            }
            case BINARY -> new Message(Kind.BINARY, ((Encoder.Binary<Object>) encoder).encode(object));
            case BINARY_STREAM -> {
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                ((Encoder.BinaryStream<Object>) encoder).encode(object, stream);
                yield new Message(Kind.BINARY, ByteBuffer.wrap(stream.toByteArray()));
            }
        };
    }

    private static Message text(String text) {
        return new Message(Kind.TEXT, utf8(text));
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
