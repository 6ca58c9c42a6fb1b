package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.SessionFactory;
import dev.bosphorus.container.session.WebSocketSession;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes the WebSocket sessions of an authenticated user with 1008 when the HTTP session of their handshake ends (Jakarta
 * WebSocket 2.2, 7.2). Safe from any thread.
 */
public final class HttpSessionGuard implements HttpSessionListener, HttpSessionIdListener {

    private static final CloseReason ENDED = new CloseReason(CloseCodes.VIOLATED_POLICY, "the HTTP session has ended");

    /** By the identifier of the HTTP session; from the first handshake of a user with that session until it ends. */
    private final Map<String, Guarded> byHttpSession = new ConcurrentHashMap<>();

    /** Guards nothing yet. */
    public HttpSessionGuard() {
    }

    /** What watches a session that begins with that HTTP session; {@code null} for none, or for a user who is not known. */
    SessionFactory.Watcher watcher(HttpSession http) {
        return http == null ? SessionFactory.Watcher.NONE : byHttpSession.computeIfAbsent(http.getId(), id -> new Guarded());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Guarded guarded = byHttpSession.remove(event.getSession().getId());
        if (guarded != null) {
            guarded.end();
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        Guarded guarded = byHttpSession.remove(before);
        if (guarded != null) {
            byHttpSession.put(event.getSession().getId(), guarded);
        }
    }

    /** The WebSocket sessions of one HTTP session, which may end while one of them is being opened. */
    private static final class Guarded implements SessionFactory.Watcher {

        private final Set<WebSocketSession> sessions = new HashSet<>();
        private boolean ended;

        @Override
        public void opened(WebSocketSession session) {
            synchronized (this) {
                if (!ended) {
                    sessions.add(session);
                    return;
                }
            }
            session.close(ENDED);
        }

        @Override
        public synchronized void ended(WebSocketSession session) {
            sessions.remove(session);
        }

        void end() {
            List<WebSocketSession> last;
            synchronized (this) {
                ended = true;
                last = List.copyOf(sessions);
            }
            last.forEach(session -> session.close(ENDED));
        }
    }
}
