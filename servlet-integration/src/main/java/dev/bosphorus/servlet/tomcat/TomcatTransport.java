package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.Nio2Channel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * A connection that stays with Tomcat: its threads bring what is readable, one at a time, and run the application's code. Whoever
 * sends writes, and waits for the peer where it has to; Tomcat's poller wakes it, so that no other thread of Tomcat is needed for that.
 *
 * <p>Tomcat may give the channel and the buffers of a socket that it closes to its next connection at once, whoever still uses them. So
 * the socket is closed when nobody reads or writes: by the last that did, and under its lock. What the peer notices does not wait for that.
 */
final class TomcatTransport implements Transport {

    private static final Logger LOG = System.getLogger(TomcatTransport.class.getName());

    private final SocketWrapperBase<?> socket;
    private final TomcatSettings settings;
    /** The channel where nothing is between it and us, else {@code null}. */
    private final SocketChannel plain;
    private TransportListener listener;

    // The following belong to the lock on this object.

    private boolean demanded;
    /** Whether the listener is being called. */
    private boolean busy;
    /** Whether Tomcat has been told to watch for nothing: then who demands more has to wake it. */
    private boolean suspended;
    /** How many threads of Tomcat are here (it may call from within a call), and writers. */
    private int users;
    /** Whether the connection has been cut: who comes leaves the socket alone. */
    private boolean cut;
    private boolean ended;
    private Throwable endCause;
    private boolean endTold;

    TomcatTransport(SocketWrapperBase<?> socket, TomcatSettings settings) {
        this.socket = socket;
        this.settings = settings;
        // Exactly this class: a subclass is for TLS.
        plain = socket.getSocket() instanceof NioChannel channel && channel.getClass() == NioChannel.class ? channel.getIOChannel() : null;
        // The last resort for a writer that waits while its connection is cut: closing the socket does not wake it.
        socket.setWriteTimeout(settings.sendTimeout().toMillis());
    }

    /** @throws LinkageError where Tomcat's classes cannot be used */
    static void link() {
        if (SocketState.valueOf("SUSPENDED") == SocketState.CLOSED) {
            throw new LinkageError("Tomcat's states have changed");
        }
    }

    void open(TransportListener told) {
        listener = told;
        enter();
        call(listener::onOpen);
        leave();
    }

    /** @return whether the socket may be used, until {@link #leave} */
    private synchronized boolean enter() {
        if (!cut) {
            users++;
        }
        return !cut;
    }

    /** @return whether the socket is to be closed now */
    private synchronized boolean leave() {
        users--;
        return cut && users == 0;
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    /** On a thread of Tomcat, which holds the socket's lock. @return what is to become of the socket */
    SocketState dispatch(SocketEvent event) {
        if (enter()) {
            switch (event) {
                case OPEN_READ -> read();
                case OPEN_WRITE -> { }
                default -> end(new IOException("Tomcat has ended the connection: " + event));
            }
            leave();
        }
        return state();
    }

    private synchronized SocketState state() {
        if (socket.isClosed() || cut && users == 0) {
            return SocketState.CLOSED;
        }
        suspended = !demanded || ended || cut;
        return suspended ? SocketState.SUSPENDED : SocketState.UPGRADED;
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
                    more = plain == null || !loan.buffer.hasRemaining();
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
        return plain != null && socket.getSocketBufferHandler().isReadBufferEmpty() ? plain.read(buffer) : socket.read(false, buffer);
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
        if (!enter()) {
            completion.done(new ClosedChannelException());
            return;
        }
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
        if (leave()) {
            close();
        }
        completion.done(failure);
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (plain != null && !socket.hasDataToWrite()) {
            plain.write(bytes);
        }
        if (bytes.hasRemaining()) {
            // The peer is to make room first, or something is between us and the channel.
            socket.write(true, bytes);
        }
    }

    @Override
    public void shutdownOutput() {
        if (plain == null) {
            // There is no half of a connection through TLS here; closing says close_notify.
            abort();
            return;
        }
        try {
            plain.shutdownOutput();
        } catch (IOException e) {
            abort();
        }
    }

    @Override
    public void abort() {
        boolean first;
        boolean inUse;
        synchronized (this) {
            first = !cut;
            cut = true;
            inUse = users > 0;
            if (first && inUse) {
                // Here, where nobody can leave meanwhile, it is still the channel of this connection.
                closeChannel();
            }
        }
        if (first && !inUse) {
            close();
        }
        end(new ClosedChannelException());
    }

    /** Tells the peer, and ends what waits for it. */
    private void closeChannel() {
        try {
            if (socket.getSocket() instanceof NioChannel channel) {
                channel.close(true);
            } else if (socket.getSocket() instanceof Nio2Channel channel) {
                channel.close(true);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the end of a connection could not be announced", e);
        }
    }

    /** When nobody uses it. A thread of Tomcat that has the lock does not keep it: it leaves the socket alone. */
    private void close() {
        socket.getLock().lock();
        try {
            socket.close();
        } finally {
            socket.getLock().unlock();
        }
    }
}
