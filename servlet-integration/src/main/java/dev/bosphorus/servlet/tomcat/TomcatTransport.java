package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * A connection that stays with Tomcat: its threads bring what is readable, one at a time, and run the application's code. Whoever
 * sends writes, and waits for the peer where it has to; Tomcat's poller wakes it, so that no other thread of Tomcat is needed for that.
 */
final class TomcatTransport implements Transport {

    private final SocketWrapperBase<?> socket;
    private final TomcatSettings settings;
    private TransportListener listener;

    // The following belong to the lock on this object.

    private boolean demanded;
    /** Whether the listener is being called. */
    private boolean busy;
    /** Whether Tomcat has been told to watch for nothing: then who demands more has to wake it. */
    private boolean suspended;
    private boolean ended;
    private Throwable endCause;
    private boolean endTold;

    TomcatTransport(SocketWrapperBase<?> socket, TomcatSettings settings) {
        this.socket = socket;
        this.settings = settings;
        // The last resort for a writer that waits while its connection is cut: closing the socket does not wake it.
        socket.setWriteTimeout(settings.sendTimeout().toMillis());
    }

    /** @throws LinkageError where Tomcat's classes cannot be used */
    static void link() {
        if (SocketState.valueOf("SUSPENDED") == SocketState.CLOSED) {
            throw new LinkageError("Tomcat's states have changed");
        }
    }

    void open(SessionStart start) {
        listener = start.begin(this);
        call(listener::onOpen);
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    /** On a thread of Tomcat, which holds the socket's lock. @return what is to become of the socket */
    SocketState dispatch(SocketEvent event) {
        switch (event) {
            case OPEN_READ -> read();
            case OPEN_WRITE -> { }
            default -> end(new IOException("Tomcat has ended the connection: " + event));
        }
        synchronized (this) {
            if (socket.isClosed()) {
                return SocketState.CLOSED;
            }
            suspended = !demanded || ended;
            return suspended ? SocketState.SUSPENDED : SocketState.UPGRADED;
        }
    }

    /** Reads and delivers as long as there is something, and the listener asks for it. */
    private void read() {
        Loan loan = settings.buffers().take();
        try {
            boolean more = true;
            while (more && takeDemand()) {
                int count = fill(loan.buffer.clear());
                if (count > 0) {
                    // A channel that does not fill the buffer is empty. TLS in between may hold more, of which no event tells.
                    more = plain() == null || !loan.buffer.hasRemaining();
                    call(() -> listener.onBytes(loan.buffer.flip()));
                } else {
                    more = false;
                    restoreDemand();
                    if (count < 0) {
                        end(null);
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        } finally {
            settings.buffers().give(loan);
        }
    }

    /** Past Tomcat's own buffer where that is empty: it would have its size read at most. */
    private int fill(ByteBuffer buffer) throws IOException {
        return plain() != null && socket.getSocketBufferHandler().isReadBufferEmpty() ? plain().read(buffer) : socket.read(false, buffer);
    }

    /** The channel where nothing is between it and us, else {@code null}. */
    private NioChannel plain() {
        return socket.getSocket() instanceof NioChannel channel && channel.getClass() == NioChannel.class ? channel : null;
    }

    private synchronized boolean takeDemand() {
        boolean taken = demanded && !ended;
        demanded &= !taken;
        return taken;
    }

    private synchronized void restoreDemand() {
        demanded = true;
    }

    /** Calls the listener, and then with the end if that has come meanwhile. */
    private void call(Runnable callback) {
        synchronized (this) {
            busy = true;
        }
        callback.run();
        synchronized (this) {
            busy = false;
        }
        tellEnd();
    }

    private void end(Throwable cause) {
        synchronized (this) {
            if (!ended) {
                ended = true;
                endCause = cause;
            }
        }
        tellEnd();
    }

    private void tellEnd() {
        Throwable cause;
        synchronized (this) {
            if (!ended || busy || endTold || listener == null) {
                return;
            }
            endTold = true;
            cause = endCause;
        }
        listener.onEnd(cause);
    }

    @Override
    public void demand() {
        boolean wake;
        synchronized (this) {
            demanded = true;
            wake = suspended;
            suspended = false;
        }
        if (wake) {
            socket.processSocket(SocketEvent.OPEN_READ, true);
        }
    }

    // ---- Outbound ------------------------------------------------------------------------------------------------

    @Override
    public boolean blocksOnWrite() {
        return true;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void write(Source source, Completion completion) {
        Throwable failure = null;
        Loan loan = settings.buffers().take(source.remaining());
        try {
            boolean done;
            do {
                done = source.drainTo(loan.buffer.clear());
                write(loan.buffer.flip());
            } while (!done);
            socket.flush(true);
        } catch (IOException | RuntimeException e) {
            failure = e;
        } finally {
            settings.buffers().give(loan);
        }
        completion.done(failure);
    }

    private void write(ByteBuffer bytes) throws IOException {
        NioChannel channel = plain();
        if (channel != null && !socket.hasDataToWrite()) {
            channel.write(bytes);
        }
        if (bytes.hasRemaining()) {
            // The peer is to make room first, or something is between us and the channel.
            socket.write(true, bytes);
        }
    }

    @Override
    public void shutdownOutput() {
        NioChannel channel = plain();
        if (channel == null) {
            // There is no half of a connection through TLS here; closing says close_notify.
            abort();
            return;
        }
        try {
            channel.getIOChannel().shutdownOutput();
        } catch (IOException e) {
            abort();
        }
    }

    @Override
    public void abort() {
        socket.close();
        end(new ClosedChannelException());
    }
}
