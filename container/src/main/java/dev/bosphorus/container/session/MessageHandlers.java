package dev.bosphorus.container.session;

import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.model.MessageTarget.Plain;
import dev.bosphorus.container.session.sink.MessageSink;
import dev.bosphorus.container.session.sink.Recipient;
import dev.bosphorus.container.session.sink.SinkFactory;
import jakarta.websocket.MessageHandler;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the messages of one session go: at most one sink for each kind (Jakarta WebSocket 2.2,
 * {@code Session.addMessageHandler}). Handlers come and go on any thread; messages come on one at a time.
 */
final class MessageHandlers {

    /** Changed under the lock of this object; {@link MessageSink#NONE} where there is no handler. */
    private volatile MessageSink text = MessageSink.NONE;
    private volatile MessageSink binary = MessageSink.NONE;
    private volatile MessageSink pong = MessageSink.NONE;
    /** What those sinks were made of, {@code null} where there is no handler; belong to the lock of this object. */
    private MessageTarget textTarget;
    private MessageTarget binaryTarget;
    /** What the application added, with the kinds that each takes; {@code null} until it adds one. */
    private Map<MessageHandler, List<Kind>> added;
    /** The sink of the message under way; belongs to whoever delivers. */
    private MessageSink current;

    /**
     * Adds a handler.
     *
     * @param handler {@code null} for the targets of the endpoint's own methods
     * @throws IllegalStateException where one of the kinds has a handler already; then nothing has changed
     */
    synchronized void add(MessageHandler handler, List<MessageTarget> targets, Recipient recipient) {
        for (MessageTarget target : targets) {
            if (sink(target.kind()) != MessageSink.NONE) {
                throw new IllegalStateException("there is a handler for " + target.kind() + " messages already");
            }
        }
        for (MessageTarget target : targets) {
            set(target.kind(), target, SinkFactory.create(target, recipient));
        }
        if (handler != null) {
            if (added == null) {
                added = new IdentityHashMap<>(4);
            }
            // One object may be added for several types of messages.
            added.merge(handler, targets.stream().map(MessageTarget::kind).toList(),
                    (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        }
    }

    /** Removes a handler; without effect where it is not there. A message under way still goes to it. */
    synchronized void remove(MessageHandler handler) {
        List<Kind> kinds = added == null ? null : added.remove(handler);
        if (kinds != null) {
            kinds.forEach(kind -> set(kind, null, MessageSink.NONE));
        }
    }

    /**
     * The most bytes a text or a binary message may have for whoever takes it. Parts are not held, so nothing bounds the message they
     * make up. A stream is read from what has been gathered: the size on its method may raise the session's limit, but not lower
     * it, since {@code OnMessage.maxMessageSize} is not for streams.
     */
    synchronized long maxMessageBytes(Kind kind, int ofSession) {
        MessageTarget target = kind == Kind.TEXT ? textTarget : binaryTarget;
        if (target == null) {
            return ofSession;
        }
        if (target instanceof MessageTarget.Partial) {
            return Long.MAX_VALUE;
        }
        boolean stream = target instanceof MessageTarget.Whole whole
                && (whole.shape() == Plain.READER || whole.shape() == Plain.INPUT_STREAM);
        if (stream) {
            return Math.max(ofSession, target.maxMessageSize());
        }
        return target.maxMessageSize() > 0 ? target.maxMessageSize() : ofSession;
    }

    /** What the application added. */
    synchronized Set<MessageHandler> added() {
        return added == null ? Set.of() : Set.copyOf(added.keySet());
    }

    /** @see dev.bosphorus.container.protocol.engine.Event.Text */
    void text(ByteBuffer part, String whole, boolean last, long ahead) {
        if (whole != null) {
            text.accept(whole);
        } else {
            accept(text, part, last, ahead);
        }
    }

    /** @see dev.bosphorus.container.protocol.engine.Event.Binary */
    void binary(ByteBuffer part, boolean last, long ahead) {
        accept(binary, part, last, ahead);
    }

    /** A Pong may come between the parts of a message. */
    void pong(ByteBuffer payload) {
        pong.accept(payload, true);
    }

    /** A message goes as a whole where its first part went, whatever handlers come and go meanwhile. */
    private void accept(MessageSink sink, ByteBuffer part, boolean last, long ahead) {
        MessageSink chosen = current == null ? sink : current;
        current = last ? null : chosen;
        if (ahead > 0) {
            chosen.expect(ahead);
        }
        chosen.accept(part, last);
    }

    private MessageSink sink(Kind kind) {
        return switch (kind) {
            case TEXT -> text;
            case BINARY -> binary;
            case PONG -> pong;
        };
    }

    private void set(Kind kind, MessageTarget target, MessageSink sink) {
        switch (kind) {
            case TEXT -> {
                textTarget = target;
                text = sink;
            }
            case BINARY -> {
                binaryTarget = target;
                binary = sink;
            }
            case PONG -> pong = sink;
        }
    }
}
