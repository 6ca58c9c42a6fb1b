package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import jakarta.websocket.PongMessage;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which messages a type stands for (Jakarta WebSocket 2.2, 4.7, and {@code Session.addMessageHandler}): alike for annotated
 * methods and for handlers.
 *
 * <p>{@code OnMessage.maxMessageSize} says of itself that it is for whole messages only, so parts get none. A method that takes
 * a stream keeps its: the session gathers what the stream reads, and may gather that much.
 */
record TargetRules(DecoderSet decoders, Callback callback, long maxMessageSize) {

    private static final long NO_LIMIT = -1;

    private static final Map<Class<?>, Plain> PLAIN = Map.of(
            String.class, Plain.STRING, Reader.class, Plain.READER, byte[].class, Plain.BYTE_ARRAY,
            ByteBuffer.class, Plain.BYTE_BUFFER, InputStream.class, Plain.INPUT_STREAM);

    /**
     * The targets of whole messages as that type: two where it stands for text and for binary messages, none where for neither.
     * For each kind, decoders of the application come before what the platform does with the type.
     */
    List<MessageTarget> whole(Class<?> type) {
        if (type == PongMessage.class) {
            return List.of(new MessageTarget.Pong(callback));
        }
        List<MessageTarget> targets = new ArrayList<>(2);
        addWhole(targets, Kind.TEXT, type);
        addWhole(targets, Kind.BINARY, type);
        return targets;
    }

    private void addWhole(List<MessageTarget> targets, Kind kind, Class<?> type) {
        Plain plain = PLAIN.get(type);
        List<DecoderModel> candidates = (plain == null ? decoders.find(type) : decoders.declared(type)).stream()
                .filter(model -> model.form().isText() == (kind == Kind.TEXT))
                // A decoder that makes, say, a StringReader is for the methods that ask for that, not for every Reader.
                .filter(model -> plain == null || model.type() == type)
                .toList();
        if (!candidates.isEmpty()) {
            // A stream can be read once, so a stream decoder that comes first is the only one that is asked.
            List<DecoderModel> asked = candidates.get(0).form().isStream() ? candidates.subList(0, 1)
                    : candidates.stream().filter(model -> !model.form().isStream()).toList();
            targets.add(new MessageTarget.Decoded(kind, type, asked, callback, maxMessageSize));
        } else if (plain != null) {
            MessageTarget target = new MessageTarget.Whole(plain, callback, maxMessageSize);
            if (target.kind() == kind) {
                targets.add(target);
            }
        }
    }

    /** The target of parts as that type; none where parts do not come so. */
    List<MessageTarget> partial(Class<?> type) {
        Plain plain = PLAIN.get(type);
        return plain == null || plain == Plain.READER || plain == Plain.INPUT_STREAM
                ? List.of() : List.of(new MessageTarget.Partial(plain, callback, NO_LIMIT));
    }
}
