package dev.bosphorus.container.transport;

import java.nio.ByteBuffer;

/**
 * The way to the peer for one connection. All methods may be called from any thread, never under the connection's lock.
 */
public interface Transport {

    /**
     * What one system call writes at most, in bytes: a message of a mebibyte with its header. A peer that reads is woken up by each write,
     * which costs more than what smaller ones would save in the processor's cache (measured: a third of all the time that such messages take).
     */
    int LARGEST_WRITE_BYTES = (1 << 20) + 16;

    /** Bytes to write, taken by the transport as it has room for them. */
    interface Source {
        /** Bytes still to come at least; a hint for the size of buffers. */
        long remaining();

        /** Whether {@link #shutdownOutput} follows as soon as all is written, so that the last of it may wait and leave with that. */
        default boolean isLast() {
            return false;
        }

        /** Copies as much as fits. @return whether all is out */
        boolean drainTo(ByteBuffer out);
    }

    /**
     * Whether {@link #write} waits for the peer on the calling thread. If so, it has completed when it returns.
     */
    boolean blocksOnWrite();

    /** Whether the listener is called by one thread, which is there for this connection alone. */
    default boolean ownsThread() {
        return false;
    }

    /**
     * Whether the calling thread may wait for the peer: it is none of the transport's I/O threads.
     */
    boolean mayWait();

    /**
     * Writes all of the source, which is drained when this returns. One write at a time: the next may be called when the
     * one before has completed.
     *
     * @param completion called once, with {@code null} or what went wrong; possibly before this method returns
     */
    void write(Source source, Completion completion);

    /**
     * Runs an action, possibly later, unless this side has not yet got to offering the peer all that {@link #write} was given, or the
     * peer has taken it: time that our own threads take is not the peer's.
     *
     * @param action short, does not block
     */
    default void ifHeldUp(Runnable action) {
        action.run();
    }

    /** Asks for more input: {@link TransportListener#onBytes} is called again. One-shot; called after each delivery. */
    void demand();

    /** Ends our direction, after what was written (TCP FIN, TLS close_notify). */
    void shutdownOutput();

    /** Ends everything at once. The listener is told by {@link TransportListener#onEnd} unless it has been already. */
    void abort();
}
