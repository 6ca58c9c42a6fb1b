package dev.bosphorus.container.embedded;

import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.netty.LoopIo;

/** Who reads, writes and runs the application's callbacks. */
public enum TransportKind {
    /** Virtual threads on JDK 21 and later, else the event loop. */
    AUTO,
    /** A virtual thread per connection with blocking I/O; callbacks may block. Needs JDK 21. */
    VIRTUAL_THREADS,
    /** An event loop; callbacks run on workers, those of {@code @NonBlocking} endpoints on the loop. */
    EVENT_LOOP,
    /**
     * As {@link #EVENT_LOOP}, with io_uring in place of epoll: fewer system calls, which tells where small messages come fast. Needs a Linux
     * that allows it (container runtimes often do not), and {@code io.netty:netty-transport-native-io_uring} on the class path.
     */
    IO_URING;

    /** Whether this JDK and this machine have such a transport. */
    public boolean isAvailable() {
        return whyNot() == null;
    }

    /** @throws IllegalArgumentException with one line that says why it {@linkplain #isAvailable() is not available} */
    public TransportKind requireAvailable() {
        String reason = whyNot();
        if (reason != null) {
            throw new IllegalArgumentException(reason);
        }
        return this;
    }

    private String whyNot() {
        return switch (this) {
            case VIRTUAL_THREADS -> VirtualThreads.areSupported() ? null
                    : "VIRTUAL_THREADS needs JDK 21 or later; this is JDK " + Runtime.version().feature();
            case IO_URING -> LoopIo.whyNoUring();
            case AUTO, EVENT_LOOP -> null;
        };
    }
}
