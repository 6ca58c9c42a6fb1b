package dev.bosphorus.servlet.jetty;

import dev.bosphorus.container.blocking.BufferPool;
import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * A connection of Jetty after its upgrade: its threads bring what is readable, one at a time, and run the application's code; writes
 * do not block.
 */
final class JettyConnection extends AbstractConnection implements Connection.UpgradeTo, Transport {

    private final BufferPool buffers;
    /** {@code null} once the session has begun, since it keeps all of the handshake. */
    private SessionStart start;
    /** What came together with the handshake; {@code null} for nothing. */
    private ByteBuffer early;

    // The following belong to the lock on this object.

    /** {@code null} before the session has begun and after its end: Jetty's selector may know a closed connection for long. */
    private TransportListener listener;
    /** Whether the listener is being called. */
    private boolean busy;
    private boolean ended;
    private Throwable endCause;

    JettyConnection(EndPoint endPoint, Executor executor, BufferPool buffers, SessionStart start) {
        super(endPoint, executor);
        this.buffers = buffers;
        this.start = start;
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        if (buffer != null && buffer.hasRemaining()) {
            early = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // The session has an idle timeout of its own.
        getEndPoint().setIdleTimeout(0);
        TransportListener begun = start.begin(this);
        start = null;
        synchronized (this) {
            listener = begun;
        }
        call(TransportListener::onOpen);
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    /** Calls the listener, unless it has been told the end, and then with that if it has come meanwhile. */
    private void call(Consumer<TransportListener> callback) {
        TransportListener called;
        synchronized (this) {
            if (listener == null) {
                return;
            }
            busy = true;
            called = listener;
        }
        callback.accept(called);
        synchronized (this) {
            busy = false;
        }
        tellEnd();
    }

    private void end(Throwable cause) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            endCause = cause;
        }
        tellEnd();
    }

    private void tellEnd() {
        TransportListener told;
        Throwable cause;
        synchronized (this) {
            if (!ended || busy || listener == null) {
                return;
            }
            told = listener;
            listener = null;
            cause = endCause;
        }
        told.onEnd(cause);
    }

    @Override
    public void demand() {
        if (early != null) {
            ByteBuffer bytes = early;
            early = null;
            getExecutor().execute(() -> call(told -> told.onBytes(bytes)));
        } else {
            fillInterested();
        }
    }

    @Override
    public void onFillable() {
        Loan loan = buffers.take();
        try {
            int count = getEndPoint().fill(loan.buffer.flip());
            if (count > 0) {
                call(told -> told.onBytes(loan.buffer));
            } else if (count == 0) {
                fillInterested();
            } else {
                end(null);
            }
        } catch (IOException e) {
            end(e);
        } finally {
            buffers.give(loan);
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        end(cause);
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        end(cause);
    }

    // ---- Outbound ------------------------------------------------------------------------------------------------

    @Override
    public boolean blocksOnWrite() {
        return false;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void write(Source source, Completion completion) {
        List<Loan> loans = new ArrayList<>(1);
        boolean done;
        do {
            Loan loan = buffers.take(source.remaining());
            done = source.drainTo(loan.buffer);
            loan.buffer.flip();
            loans.add(loan);
        } while (!done);
        getEndPoint().write(Callback.from(() -> written(loans, completion, null), failure -> written(loans, completion, failure)),
                loans.stream().map(loan -> loan.buffer).toArray(ByteBuffer[]::new));
    }

    private void written(List<Loan> loans, Completion completion, Throwable failure) {
        loans.forEach(buffers::give);
        completion.done(failure);
    }

    @Override
    public void shutdownOutput() {
        getEndPoint().shutdownOutput();
    }

    @Override
    public void abort() {
        getEndPoint().close();
        end(new ClosedChannelException());
    }
}
