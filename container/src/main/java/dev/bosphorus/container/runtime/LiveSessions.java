package dev.bosphorus.container.runtime;

import dev.bosphorus.container.session.WebSocketSession;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The sessions of one container, from the handshake to the end of the connection. Safe from any thread. */
public final class LiveSessions {

    /** Each with whether its handshake is over, so that frames may be sent. */
    private final Map<WebSocketSession, Boolean> connected = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Why no further session may open; {@code null} while they may. */
    private volatile CloseReason goingAway;

    /** Without sessions. */
    public LiveSessions() {
    }

    void begun(WebSocketSession session) {
        connected.put(session, false);
    }

    void opening(WebSocketSession session) {
        connected.put(session, true);
    }

    void opened(WebSocketSession session) {
        CloseReason reason = goingAway;
        if (reason != null) {
            // Its handshake was accepted before, and it opened too late for goAway to see it.
            session.close(reason);
        }
    }

    void ended(WebSocketSession session) {
        connected.remove(session);
        if (goingAway != null) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** How many connections have begun and not ended. */
    public int count() {
        return connected.size();
    }

    /** Whether {@link #goAway} has been called. */
    public boolean isGoingAway() {
        return goingAway != null;
    }

    /** Closes all sessions for this reason, and each that opens later. */
    public void goAway(CloseReason reason) {
        goingAway = reason;
        connected.forEach((session, isOpen) -> {
            if (isOpen) {
                session.close(reason);
            }
        });
    }

    /** Waits until all connections have ended, after {@link #goAway}. @return whether they have */
    public boolean awaitEnd(Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (!connected.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return connected.isEmpty();
    }

    /** Cuts what is still connected. */
    public void abortAll() {
        connected.keySet().forEach(session -> session.connection().abort());
    }
}
