package dev.bosphorus.container.session;

import jakarta.websocket.Session;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The open sessions of one endpoint. Safe from any thread; {@link #snapshot} costs nothing while no session comes or goes, so
 * that a loop over all sessions for each message is cheap.
 */
public final class OpenSessions {

    /** @param version the version of the set that this is a copy of, or an earlier one */
    private record Snapshot(long version, Set<Session> sessions) {
    }

    private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();
    /** Counts the changes, after each. */
    private final AtomicLong version = new AtomicLong();
    private volatile Snapshot last = new Snapshot(0, Set.of());

    /** Without sessions. */
    public OpenSessions() {
    }

    void add(WebSocketSession session) {
        sessions.add(session);
        version.incrementAndGet();
    }

    void remove(WebSocketSession session) {
        sessions.remove(session);
        version.incrementAndGet();
    }

    /** Those open now. */
    public List<WebSocketSession> all() {
        return List.copyOf(sessions);
    }

    /** An unmodifiable copy of the present set. */
    public Set<Session> snapshot() {
        Snapshot snapshot = last;
        long present = version.get();
        if (snapshot.version() != present) {
            snapshot = new Snapshot(present, Collections.unmodifiableSet(new LinkedHashSet<>(sessions)));
            last = snapshot;
        }
        return snapshot.sessions();
    }
}
