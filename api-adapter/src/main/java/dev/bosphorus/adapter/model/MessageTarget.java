package dev.bosphorus.adapter.model;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import java.util.List;

/**
 * Where messages of one kind go, and in what shape.
 *
 * <p>A session has at most one target for text, one for binary and one for pongs (Jakarta WebSocket 2.2, section
 * 2.1.3 of {@code Session.addMessageHandler}).
 */
public sealed interface MessageTarget {

    /** The kinds of message that a session tells apart. */
    enum Kind { TEXT, BINARY, PONG }

    Kind kind();

    Callback callback();

    /** The most bytes that a message may have, from {@code @OnMessage(maxMessageSize)}; -1 where nothing is said. */
    long maxMessageSize();

    /** The shape of a message that arrives whole and needs no decoder of the application. */
    enum Plain {
        STRING, BYTE_ARRAY, BYTE_BUFFER,
        /** {@code java.io.Reader}, respectively {@code java.io.InputStream}: called as soon as the message begins. */
        READER, INPUT_STREAM
    }

    /** A whole message as the platform's own type. */
    record Whole(Plain shape, Callback callback, long maxMessageSize) implements MessageTarget {
        @Override
        public Kind kind() {
            return switch (shape) {
                case STRING, READER -> Kind.TEXT;
                case BYTE_ARRAY, BYTE_BUFFER, INPUT_STREAM -> Kind.BINARY;
            };
        }
    }

    /**
     * A whole message as an object of the application.
     *
     * @param decoders the candidates in order, all of one kind: either several that are asked by {@code willDecode}, or
     *                 one stream decoder. Primitives and their wrappers have one built-in decoder here.
     */
    record Decoded(Kind kind, Class<?> type, List<DecoderModel> decoders, Callback callback, long maxMessageSize)
            implements MessageTarget {
        public Decoded {
            decoders = List.copyOf(decoders);
        }
    }

    /** Parts of a message as they arrive; {@code shape} is STRING, BYTE_ARRAY or BYTE_BUFFER. */
    record Partial(Plain shape, Callback callback, long maxMessageSize) implements MessageTarget {
        @Override
        public Kind kind() {
            return shape == Plain.STRING ? Kind.TEXT : Kind.BINARY;
        }
    }

    /** Pongs, as {@link jakarta.websocket.PongMessage}. */
    record Pong(Callback callback) implements MessageTarget {
        @Override
        public Kind kind() {
            return Kind.PONG;
        }

        @Override
        public long maxMessageSize() {
            return -1;
        }
    }
}
