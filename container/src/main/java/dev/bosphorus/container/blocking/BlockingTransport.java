package dev.bosphorus.container.blocking;

import dev.bosphorus.container.http.ContentSource;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.LockSupport;

/** A connection whose thread reads with calls that block and delivers what it reads itself; writers write themselves. */
final class BlockingTransport implements Transport {

    // What the reader may do; see demand.
    private static final int NOTHING = 0;
    private static final int READ = 1;
    private static final int WAITING = 2;
    private static final int ABORTED = 3;

    private static final VarHandle DEMAND;

    static {
        try {
            DEMAND = MethodHandles.lookup().findVarHandle(BlockingTransport.class, "demand", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Wire wire;
    private final Thread reader;
    /**
     * {@code NOTHING}: no demand; {@code READ}: demand; {@code WAITING}: the reader parks for it; {@code ABORTED}: the end, for
     * good. Any thread changes it.
     */
    private volatile int demand;

    /** @param reader the thread that will {@link #run} this */
    BlockingTransport(Wire wire, Thread reader) {
        this.wire = wire;
        this.reader = reader;
    }

    /**
     * Writes the handshake's answer (none on the client's side) and delivers all that the peer sends; returns when the connection is over.
     *
     * @param first bytes that have been read already, not in a buffer of the wire, or {@code null}
     */
    void run(TransportListener listener, byte[] answer, ByteBuffer first) {
        Throwable cause;
        // What the handshake's head was read with may be large.
        wire.release();
        try {
            if (answer.length > 0) {
                wire.write(ContentSource.of(answer));
            }
            listener.onOpen();
            cause = deliver(listener, first);
        } catch (IOException | RuntimeException | Error e) {
            cause = e;
        }
        wire.release();
        if (cause != null) {
            abort();
        }
        listener.onEnd(cause);
        // The listener may still be writing; it ends the connection when it is done.
        while (demand != ABORTED) {
            LockSupport.park(this);
        }
    }

    /** @return why there is no more: {@code null} where the peer ended its direction */
    private Throwable deliver(TransportListener listener, ByteBuffer first) throws IOException {
        ByteBuffer bytes = first;
        while (awaitDemand()) {
            if (bytes == null) {
                bytes = wire.read();
            }
            if (bytes == null) {
                return null;
            }
            listener.onBytes(bytes);
            bytes = null;
            // A callback's interrupt is its own: left set, it would close the channel.
            Thread.interrupted();
        }
        return new ClosedChannelException();
    }

    /** Waits for permission to read. @return {@code false} when there will be none */
    private boolean awaitDemand() {
        if (DEMAND.compareAndSet(this, READ, NOTHING)) {
            return true;
        }
        wire.release();
        if (DEMAND.compareAndSet(this, NOTHING, WAITING)) {
            while (demand == WAITING) {
                LockSupport.park(this);
                Thread.interrupted();
            }
        }
        return DEMAND.compareAndSet(this, READ, NOTHING);
    }

    @Override
    public void demand() {
        int before = demand;
        while (before != ABORTED && !DEMAND.compareAndSet(this, before, READ)) {
            before = demand;
        }
        if (before == WAITING) {
            LockSupport.unpark(reader);
        }
    }

    @Override
    public boolean blocksOnWrite() {
        return true;
    }

    @Override
    public boolean ownsThread() {
        return true;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void write(Source source, Completion completion) {
        Throwable failure = null;
        // An interrupt would close the channel, and with it a connection that serves others too.
        boolean interrupted = Thread.interrupted();
        try {
            wire.write(source);
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        completion.done(failure);
    }

    @Override
    public void ifHeldUp(Runnable action) {
        if (wire.isHeldUp()) {
            action.run();
        }
    }

    @Override
    public void shutdownOutput() {
        try {
            wire.shutdownOutput();
        } catch (IOException e) {
            abort();
        }
    }

    @Override
    public void abort() {
        if ((int) DEMAND.getAndSet(this, ABORTED) != ABORTED) {
            wire.close();
            LockSupport.unpark(reader);
        }
    }
}
