package dev.bosphorus.container.connection;

import java.util.ArrayList;
import java.util.List;

/** Who waits until less is buffered. Belongs to the connection's lock. */
final class Drains {

    private record Waiting(long lowWaterBytes, Runnable action) {
    }

    private final List<Waiting> waiting = new ArrayList<>(1);

    void add(long lowWaterBytes, Runnable action) {
        waiting.add(new Waiting(lowWaterBytes, action));
    }

    /** Takes out those for whom little enough is buffered. @return them, {@code null} where there are none */
    List<Runnable> take(long bufferedBytes) {
        List<Runnable> ready = null;
        for (Waiting next : waiting) {
            if (next.lowWaterBytes() >= bufferedBytes) {
                ready = ready == null ? new ArrayList<>(1) : ready;
                ready.add(next.action());
            }
        }
        if (ready != null) {
            waiting.removeIf(next -> next.lowWaterBytes() >= bufferedBytes);
        }
        return ready;
    }
}
