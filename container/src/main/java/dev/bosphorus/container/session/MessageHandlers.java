package dev.bosphorus.container.session;

import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import jakarta.websocket.MessageHandler;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The handlers of one session, at most one for each kind of message (Jakarta WebSocket 2.2,
 * {@code Session.addMessageHandler}). Safe from any thread.
 */
final class MessageHandlers {

    /** The targets in use, by kind. */
    private final Map<Kind, MessageTarget> targets = new EnumMap<>(Kind.class);
    /** What the application added, with the targets each stands for; {@code null} until it adds one. */
    private Map<MessageHandler, List<MessageTarget>> added;

    /** @throws IllegalStateException where one of the kinds has a handler already; then nothing has changed */
    synchronized void add(MessageHandler handler, List<MessageTarget> its) {
        for (MessageTarget target : its) {
            if (targets.containsKey(target.kind())) {
                throw new IllegalStateException("there is a handler for " + target.kind() + " messages already");
            }
        }
        its.forEach(target -> targets.put(target.kind(), target));
        if (handler != null) {
            if (added == null) {
                added = new LinkedHashMap<>();
            }
            added.put(handler, its);
        }
    }

    /** @return the targets that the handler stood for; empty where it was not there */
    synchronized List<MessageTarget> remove(MessageHandler handler) {
        List<MessageTarget> its = added == null ? null : added.remove(handler);
        if (its == null) {
            return List.of();
        }
        its.forEach(target -> targets.remove(target.kind()));
        return its;
    }

    /** What the application added. */
    synchronized Set<MessageHandler> added() {
        return added == null ? Set.of() : Set.copyOf(added.keySet());
    }
}
