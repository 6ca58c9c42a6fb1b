package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A way to nowhere: keeps what is written, and completes writes when the test says so. */
final class FakeTransport implements Transport {

    private final boolean blocking;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();
    volatile int demands;
    volatile boolean outputShut;
    /** What the latest write said of itself. */
    volatile boolean wroteLast;
    volatile boolean aborted;
    volatile boolean mayWait = true;
    /** Where not {@code null}, writes do not complete before it is open (blocking), or at all (event loop). */
    volatile CountDownLatch gate;
    /** Opened when a write stands at the gate. */
    final CountDownLatch atGate = new CountDownLatch(1);
    /** Opened when a sender is about to wait; it holds the connection's lock until it does. */
    final CountDownLatch askedToWait = new CountDownLatch(1);
    /** What writes fail with; {@code null} where they do not. */
    volatile IOException failure;
    private volatile Completion held;

    FakeTransport(boolean blocking) {
        this.blocking = blocking;
    }

    @Override
    public boolean blocksOnWrite() {
        return blocking;
    }

    @Override
    public boolean ownsThread() {
        return blocking;
    }

    @Override
    public boolean mayWait() {
        askedToWait.countDown();
        return mayWait;
    }

    @Override
    public void write(Source source, Completion completion) {
        synchronized (this) {
            ByteBuffer out = ByteBuffer.allocate(64);
            int size = 0;
            boolean done;
            do {
                done = source.drainTo(out.clear());
                written.write(out.array(), 0, out.position());
                size += out.position();
            } while (!done);
            writes.add(size);
            wroteLast = source.isLast();
        }
        CountDownLatch closed = gate;
        if (closed != null) {
            if (!blocking) {
                held = completion;
                atGate.countDown();
                return;
            }
            atGate.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            completion.done(aborted ? new IOException("cut") : null);
            return;
        }
        completion.done(failure);
    }

    /** Completes the write that stands at the gate; the next one stands there too. */
    void completeOne() {
        Completion completion = held;
        held = null;
        completion.done(null);
    }

    /** Opens the gate. */
    void open() {
        CountDownLatch closed = gate;
        gate = null;
        closed.countDown();
        Completion completion = held;
        held = null;
        if (completion != null) {
            completion.done(null);
        }
    }

    @Override
    public void demand() {
        demands++;
    }

    @Override
    public void shutdownOutput() {
        outputShut = true;
    }

    @Override
    public void abort() {
        aborted = true;
        CountDownLatch closed = gate;
        if (closed != null) {
            closed.countDown();
        }
        Completion completion = held;
        held = null;
        if (completion != null) {
            completion.done(new IOException("cut"));
        }
    }

    synchronized byte[] written() {
        return written.toByteArray();
    }

    /** The sizes of the writes so far. */
    synchronized List<Integer> writes() {
        return List.copyOf(writes);
    }
}
