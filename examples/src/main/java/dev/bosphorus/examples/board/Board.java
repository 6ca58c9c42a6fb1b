package dev.bosphorus.examples.board;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * What is drawn on one board and who is at it. Events are queued under the board's lock, so that all see lines and wipes
 * in one order, a newcomer's history included; queuing is asynchronous and never waits for a slow reader.
 */
final class Board {

    /** The history kept for newcomers; what goes beyond makes the oldest lines fade for them. */
    static final int MAX_HISTORY_POINTS = 50_000;
    static final int MAX_PEOPLE = 100;

    /** Readable on light and dark ground. */
    private static final int[] COLOURS = {
        0x1f77d0, 0xd9480f, 0x2b8a3e, 0x9c36b5, 0xc92a2a, 0x0b7285, 0xe67700, 0x5f3dc4, 0xc2255c, 0x5c940d};

    private final ReentrantLock lock = new ReentrantLock();
    /** Everybody and their colour; guarded by the lock. */
    private final Map<Session, Integer> people = new LinkedHashMap<>();
    /** Oldest first, {@link #points} in all; guarded by the lock. */
    private final Deque<BoardEvent.Drawn> history = new ArrayDeque<>();
    private int points;

    /** @throws IllegalStateException where too many are here */
    void enter(Session session) {
        lock.lock();
        try {
            if (people.size() == MAX_PEOPLE) {
                throw new IllegalStateException("too many people at this board");
            }
            int colour = rarestColour();
            people.put(session, colour);
            tell(session, new BoardEvent.Welcome(colour));
            tell(session, new BoardEvent.History(List.copyOf(history)));
            tellAll(new BoardEvent.People(people.size()));
        } finally {
            lock.unlock();
        }
    }

    void leave(Session session) {
        lock.lock();
        try {
            if (people.remove(session) != null) {
                tellAll(new BoardEvent.People(people.size()));
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isDeserted() {
        lock.lock();
        try {
            return people.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Draws in the colour of the session, also for the session itself: only so does it see lines and wipes in order. */
    void draw(Session session, Line line) {
        lock.lock();
        try {
            Integer colour = people.get(session);
            if (colour == null) {
                return;
            }
            BoardEvent.Drawn drawn = new BoardEvent.Drawn(colour, line);
            remember(drawn);
            tellAll(drawn);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            history.clear();
            points = 0;
            tellAll(new BoardEvent.Cleared());
        } finally {
            lock.unlock();
        }
    }

    private void remember(BoardEvent.Drawn drawn) {
        history.addLast(drawn);
        points += drawn.line().count();
        while (points > MAX_HISTORY_POINTS) {
            points -= history.removeFirst().line().count();
        }
    }

    private int rarestColour() {
        int[] used = new int[COLOURS.length];
        for (int colour : people.values()) {
            used[IntStream.range(0, COLOURS.length).filter(i -> COLOURS[i] == colour).findFirst().orElseThrow()]++;
        }
        int rarest = 0;
        for (int i = 1; i < used.length; i++) {
            rarest = used[i] < used[rarest] ? i : rarest;
        }
        return COLOURS[rarest];
    }

    private void tellAll(BoardEvent event) {
        // A copy: somebody who cannot be told may leave, on this very thread.
        for (Session session : List.copyOf(people.keySet())) {
            tell(session, event);
        }
    }

    private static void tell(Session session, BoardEvent event) {
        session.getAsyncRemote().sendObject(event, result -> told(session, result));
    }

    /** One who reads so slowly that the queue is full has to go: a picture with gaps would be worse. */
    private static void told(Session session, SendResult result) {
        if (!result.isOK() && session.isOpen()) {
            try {
                session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "too slow for this board"));
            } catch (IOException alreadyGone) {
                System.getLogger(Board.class.getName()).log(System.Logger.Level.DEBUG, "gone", alreadyGone);
            }
        }
    }
}
