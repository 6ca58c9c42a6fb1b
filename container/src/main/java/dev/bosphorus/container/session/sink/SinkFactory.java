package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.container.session.sink.WholeSink.Conversion;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;

/**
 * Chooses the sink of a target when its handler is registered, so that nothing is left to choose per message.
 *
 * <p>{@code Reader} and {@code InputStream} are called when the message is complete: the thread that would have to read
 * is the one that brings the bytes. The message limit bounds what is held.
 */
public final class SinkFactory {

    private SinkFactory() {
    }

    /** The sink of a text or binary target. */
    public static MessageSink create(MessageTarget target, Recipient recipient) {
        Callback callback = target.callback();
        if (target instanceof MessageTarget.Whole whole) {
            return new WholeSink(recipient, callback, conversion(whole.shape()));
        } else if (target instanceof MessageTarget.Decoded decoded) {
            return new WholeSink(recipient, callback, decoding(decoded, recipient));
        } else if (target instanceof MessageTarget.Partial partial) {
            return switch (partial.shape()) {
                case STRING -> new PartialTextSink(recipient, callback);
                case BYTE_ARRAY -> (part, last) -> recipient.deliver(callback, Bytes.copy(part), last);
                default -> (part, last) -> recipient.deliver(callback, ByteBuffer.wrap(Bytes.copy(part)), last);
            };
        }
        throw new IllegalArgumentException("pongs have no sink");
    }

    private static Conversion conversion(MessageTarget.Plain shape) {
        return switch (shape) {
            case STRING -> Bytes::text;
            case BYTE_ARRAY -> Bytes::copy;
            case BYTE_BUFFER -> message -> ByteBuffer.wrap(Bytes.copy(message));
            case READER -> message -> new StringReader(Bytes.text(message));
            case INPUT_STREAM -> message -> new ByteArrayInputStream(Bytes.copy(message));
        };
    }

    private static Conversion decoding(MessageTarget.Decoded target, Recipient recipient) {
        DecoderModel first = target.decoders().get(0);
        return switch (first.form()) {
            case TEXT_STREAM -> message -> textStream(recipient.decoder(first)).decode(new StringReader(Bytes.text(message)));
            case BINARY_STREAM -> message ->
                    binaryStream(recipient.decoder(first)).decode(new ByteArrayInputStream(Bytes.copy(message)));
            case TEXT -> message -> decodeText(target, recipient, Bytes.text(message));
            case BINARY -> message -> decodeBinary(target, recipient, Bytes.copy(message));
        };
    }

    /** Jakarta WebSocket 2.2, 4.1.2: the first decoder that will is the one that does. */
    private static Object decodeText(MessageTarget.Decoded target, Recipient recipient, String text) throws DecodeException {
        for (DecoderModel model : target.decoders()) {
            Decoder.Text<?> decoder = (Decoder.Text<?>) recipient.decoder(model);
            if (decoder.willDecode(text)) {
                return decoder.decode(text);
            }
        }
        throw new DecodeException(text, "no decoder will decode the message as " + target.type().getName());
    }

    /** Decoders get arrays of their own: offset 0, exact length. */
    private static Object decodeBinary(MessageTarget.Decoded target, Recipient recipient, byte[] bytes) throws DecodeException {
        for (DecoderModel model : target.decoders()) {
            Decoder.Binary<?> decoder = (Decoder.Binary<?>) recipient.decoder(model);
            if (decoder.willDecode(ByteBuffer.wrap(bytes))) {
                return decoder.decode(ByteBuffer.wrap(bytes));
            }
        }
        throw new DecodeException(ByteBuffer.wrap(bytes), "no decoder will decode the message as " + target.type().getName());
    }

    private static Decoder.TextStream<?> textStream(Decoder decoder) {
        return (Decoder.TextStream<?>) decoder;
    }

    private static Decoder.BinaryStream<?> binaryStream(Decoder decoder) {
        return (Decoder.BinaryStream<?>) decoder;
    }
}
