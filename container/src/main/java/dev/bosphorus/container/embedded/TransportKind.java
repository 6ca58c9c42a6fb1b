package dev.bosphorus.container.embedded;

/** Who reads, writes and runs the application's callbacks. */
public enum TransportKind {
    /** Virtual threads on JDK 21 and later, else the event loop. */
    AUTO,
    /** A virtual thread per connection with blocking I/O; callbacks may block. Needs JDK 21. */
    VIRTUAL_THREADS,
    /** An event loop; callbacks run on workers, those of {@code @NonBlocking} endpoints on the loop. */
    EVENT_LOOP
}
