package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Decoded;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.model.MessageTarget.Partial;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import dev.bosphorus.adapter.model.MessageTarget.Whole;
import java.io.ByteArrayInputStream;
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

    /** A sink for one session. */
    public static MessageSink create(MessageTarget target, Recipient recipient) {
        if (target instanceof Whole whole) {
            return whole(whole.shape(), recipient, whole.callback());
        } else if (target instanceof Partial partial) {
            return partial(partial.shape(), recipient, partial.callback());
        } else if (target instanceof Decoded decoded) {
            return decoded.kind() == Kind.TEXT
                    ? new WholeText(recipient, new TextDecoding(decoded.decoders(), recipient, decoded.callback()))
                    : new WholeBytes(recipient, new BinaryDecoding(decoded.decoders(), recipient, decoded.callback()));
        }
        return new PongSink(recipient, target.callback());
    }

    private static MessageSink whole(Plain shape, Recipient recipient, Callback callback) {
        return switch (shape) {
            case STRING -> new WholeText(recipient, callback);
            case READER -> new WholeText(recipient,
                    (scope, text, last) -> callback.call(scope, new StringReader((String) text), last));
            case BYTE_ARRAY -> new WholeBytes(recipient, callback);
            case BYTE_BUFFER -> recipient.takesLoans() ? new LentBuffers(recipient, callback) : new WholeBuffer(recipient, callback);
            case INPUT_STREAM -> new WholeBytes(recipient,
                    (scope, bytes, last) -> callback.call(scope, new ByteArrayInputStream((byte[]) bytes), last));
        };
    }

    private static MessageSink partial(Plain shape, Recipient recipient, Callback callback) {
        return switch (shape) {
            case STRING -> new PartialTextSink(recipient, callback);
            case BYTE_ARRAY -> (part, last) -> recipient.deliver(callback, Bytes.copy(part), last);
            case BYTE_BUFFER -> (part, last) -> recipient.deliver(callback, ByteBuffer.wrap(Bytes.copy(part)), last);
            case READER, INPUT_STREAM -> throw new IllegalArgumentException("parts do not come as " + shape);
        };
    }
}
