package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.SessionFactory;
import dev.bosphorus.container.session.WebSocketSession;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the WebSocket sessions of an authenticated user with 1008 when the HTTP session of their handshake ends (Jakarta
 * WebSocket 2.2, 7.2). Safe from any thread.
 */
public final class HttpSessionGuard implements HttpSessionListener, HttpSessionIdListener {

    private final Map<String, Set<WebSocketSession>> byHttpSession = new ConcurrentHashMap<>();

    /** Guards nothing yet. */
    public HttpSessionGuard() {
    }

    /** What watches a session that began with that HTTP session; {@code null} for none, or for a user who is not known. */
    SessionFactory.Watcher watcher(HttpSession http) {
        return http == null ? SessionFactory.Watcher.NONE : new SessionFactory.Watcher() {
            @Override
            public void opened(WebSocketSession session) {
                byHttpSession.computeIfAbsent(http.getId(), id -> ConcurrentHashMap.newKeySet()).add(session);
            }

            @Override
            public void ended(WebSocketSession session) {
                byHttpSession.values().removeIf(sessions -> sessions.remove(session) && sessions.isEmpty());
            }
        };
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Set<WebSocketSession> sessions = byHttpSession.remove(event.getSession().getId());
        if (sessions != null) {
            CloseReason reason = new CloseReason(CloseCodes.VIOLATED_POLICY, "the HTTP session has ended");
            sessions.forEach(session -> session.close(reason));
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        Set<WebSocketSession> sessions = byHttpSession.remove(before);
        if (sessions != null) {
            byHttpSession.merge(event.getSession().getId(), sessions, (old, more) -> {
                old.addAll(more);
                return old;
            });
        }
    }
}
