package dev.bosphorus.container.connection;

import java.util.List;

/** What the two directions of a connection have the whole connection do. */
interface Watcher {

    /** What can be done once something has changed. */
    enum Step { NOTHING, READ, END_OUTPUT, CUT }

    /** Under the lock: the next step, which the caller has to {@link #take}. */
    Step next();

    /** Under the lock: whether the end of our direction will be the next step once all output has left. */
    boolean endsOutput();

    /** Without the lock: does that, and what is possible after it. */
    void take(Step step);

    /** Without the lock: the last event is about to be delivered. */
    void ending();

    /** Without the lock: the listener threw. */
    void listenerFailed(Throwable cause);

    /** Without the lock: an engine that refused a message may have failed, and nobody polls it. */
    void sendRefused();

    /** Under the lock: what waited until no more than this is buffered, each for the drainer; {@code null} for nothing. */
    List<Runnable> drained();

    /** Without the lock: there was no room for a message, and the policy is to close. */
    void overflowed();

    /** Without the lock: nothing can be written any more. */
    void outputFailed(Throwable cause);
}
