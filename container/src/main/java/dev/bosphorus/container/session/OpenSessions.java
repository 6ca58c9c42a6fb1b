package dev.bosphorus.container.session;

import jakarta.websocket.Session;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open sessions of one endpoint. Safe from any thread; {@link #snapshot} costs nothing while no session comes or goes, so
 * that a loop over all sessions for each message is cheap.
 */
public final class OpenSessions {

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    /** All sessions as of some moment; {@code null} once one has come or gone. */
    private volatile Set<Session> snapshot;

    /** Without sessions. */
    public OpenSessions() {
    }

    void add(Session session) {
        sessions.add(session);
        snapshot = null;
    }

    void remove(Session session) {
        sessions.remove(session);
        snapshot = null;
    }

    /** An unmodifiable copy of the present set. */
    public Set<Session> snapshot() {
        Set<Session> present = snapshot;
        if (present == null) {
            // Forgotten again by whoever changes the set meanwhile, or by the next change: never stale for longer than that.
            present = Collections.unmodifiableSet(new LinkedHashSet<>(sessions));
            snapshot = present;
            if (present.size() != sessions.size()) {
                snapshot = null;
            }
        }
        return present;
    }
}
