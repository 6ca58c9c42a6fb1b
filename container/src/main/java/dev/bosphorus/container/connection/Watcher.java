package dev.bosphorus.container.connection;

/** What the two directions of a connection have the whole connection do. */
interface Watcher {

    /** What can be done once something has changed. */
    enum Step { NOTHING, READ, END_OUTPUT, CUT }

    /** Under the lock: the next step, which the caller has to {@link #take}. */
    Step next();

    /** Without the lock: does that, and what is possible after it. */
    void take(Step step);

    /** Without the lock: the last event is about to be delivered. */
    void ending();

    /** Without the lock: the listener threw. */
    void listenerFailed(Throwable cause);

    /** Without the lock: an engine that refused a message may have failed, and nobody polls it. */
    void sendRefused();

    /** Without the lock: nothing can be written any more. */
    void outputFailed(Throwable cause);
}
