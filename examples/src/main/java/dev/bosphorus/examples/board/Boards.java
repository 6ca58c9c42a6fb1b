package dev.bosphorus.examples.board;

import jakarta.websocket.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The boards of one deployment. A deserted board keeps its picture until its place is needed for another one. */
final class Boards {

    static final int MAX_BOARDS = 64;

    private final ReentrantLock lock = new ReentrantLock();
    /** By name, the one entered longest ago first; guarded by the lock. */
    private final Map<String, Board> boards = new LinkedHashMap<>(16, 0.75f, true);

    /** @throws IllegalStateException where the board, or every board, is taken */
    Board enter(String name, Session session) {
        lock.lock();
        try {
            if (!boards.containsKey(name) && boards.size() == MAX_BOARDS && !boards.values().removeIf(Board::isDeserted)) {
                throw new IllegalStateException("all boards are in use");
            }
            Board board = boards.computeIfAbsent(name, any -> new Board());
            board.enter(session);
            return board;
        } finally {
            lock.unlock();
        }
    }
}
