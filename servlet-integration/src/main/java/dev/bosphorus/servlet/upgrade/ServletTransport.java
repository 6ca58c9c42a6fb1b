package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * A connection of a servlet container after its upgrade: read without blocking, on the container's threads, which run the
 * application's code; written with calls that block, by whoever sends. There is no WriteListener: with one, Tomcat has the writer
 * wait for an event that it holds back while the reader is busy, which may be the same thread.
 */
final class ServletTransport implements Transport, ReadListener {

    private static final Logger LOG = System.getLogger(ServletTransport.class.getName());
    private static final int BUFFER_BYTES = 8192;

    private WebConnection connection;
    private ServletInputStream input;
    private ServletOutputStream output;
    private TransportListener listener;

    // The following belong to the lock on this object.

    private boolean demanded;
    /** Whether somebody is reading, or calling the listener. */
    private boolean busy;
    /** Whether something may have become readable while somebody was busy. */
    private boolean again;
    private boolean ended;
    private Throwable endCause;
    private boolean endTold;
    private boolean writing;
    /** Whether this is over: nothing is written any more. */
    private boolean finished;

    void open(WebConnection opened, TransportListener told) throws IOException {
        connection = opened;
        input = opened.getInputStream();
        output = opened.getOutputStream();
        listener = told;
        busy = true;
        listener.onOpen();
        synchronized (this) {
            busy = false;
        }
        // From here on the container calls.
        input.setReadListener(this);
    }

    // ---- Inbound -------------------------------------------------------------------------------------------------

    @Override
    public void onDataAvailable() {
        proceed();
        while (isMore() && awaitDemand()) {
            proceed();
        }
    }

    /** Whether there is something to read. If not, the container calls when there is. */
    private boolean isMore() {
        synchronized (this) {
            if (ended || finished) {
                return false;
            }
        }
        return input.isReady();
    }

    /**
     * Holds the container's thread until somebody asks for what there is: Tomcat would call again at once as long as there is something, and
     * not at all where it has it in a buffer of its own. No other thread may read, since Tomcat reads before each call.
     *
     * @return whether somebody has; else it is over
     */
    private synchronized boolean awaitDemand() {
        try {
            while ((busy || !demanded) && !ended && !finished) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !ended && !finished;
    }

    @Override
    public void onAllDataRead() {
        end(null);
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    private void end(Throwable cause) {
        synchronized (this) {
            if (!ended) {
                ended = true;
                endCause = cause;
                notifyAll();
            }
        }
        proceed();
    }

    /** Reads and delivers as long as there is something, and the listener asks for it. */
    private void proceed() {
        synchronized (this) {
            if (busy) {
                again = true;
                return;
            }
            busy = true;
        }
        boolean more = true;
        while (more) {
            step();
            synchronized (this) {
                more = again;
                again = false;
                busy = more;
                notifyAll();
            }
        }
    }

    private void step() {
        try {
            while (takeDemand() && read()) {
                // Each read delivers; the listener asks again.
            }
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                ended = true;
                endCause = e;
            }
        }
        tellEnd();
    }

    private synchronized boolean takeDemand() {
        return demanded && !ended;
    }

    /** Delivers one buffer. @return whether there was something to read */
    private boolean read() throws IOException {
        if (!input.isReady()) {
            return false;
        }
        byte[] bytes = new byte[BUFFER_BYTES];
        int count = input.read(bytes);
        if (count < 0) {
            synchronized (this) {
                ended = true;
            }
            return false;
        }
        if (count > 0) {
            synchronized (this) {
                demanded = false;
            }
            listener.onBytes(ByteBuffer.wrap(bytes, 0, count));
        }
        return true;
    }

    private void tellEnd() {
        Throwable cause;
        synchronized (this) {
            if (!ended || endTold) {
                return;
            }
            endTold = true;
            cause = endCause;
        }
        listener.onEnd(cause);
    }

    @Override
    public synchronized void demand() {
        demanded = true;
        again |= busy;
        notifyAll();
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
        if (!beginWrite()) {
            completion.done(new ClosedChannelException());
            return;
        }
        Throwable failure = drain(source);
        if (endWrite()) {
            haveClosed();
        }
        completion.done(failure);
    }

    private synchronized boolean beginWrite() {
        writing = !finished;
        return writing;
    }

    /** @return whether the connection is to be closed now */
    private synchronized boolean endWrite() {
        writing = false;
        return finished;
    }

    /** @return the failure, or {@code null} */
    private Throwable drain(Source source) {
        try {
            byte[] bytes = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, source.remaining()))];
            ByteBuffer room = ByteBuffer.wrap(bytes);
            boolean done;
            do {
                done = source.drainTo(room.clear());
                output.write(bytes, 0, room.position());
            } while (!done);
            output.flush();
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    /** There is no half of a connection here: what was written has been flushed, and then both directions end. */
    @Override
    public void shutdownOutput() {
        finish();
        end(null);
    }

    @Override
    public void abort() {
        finish();
        end(new ClosedChannelException());
    }

    /** Has the connection closed, once, and after what is being written: the container may give its buffers to the next one. */
    private void finish() {
        synchronized (this) {
            if (finished || output == null) {
                return;
            }
            finished = true;
            notifyAll();
            if (writing) {
                return;
            }
        }
        haveClosed();
    }

    /**
     * By a thread of the container: Tomcat looks whether a connection is closed only after calling a listener. Nothing is
     * written any more, so that a WriteListener does no harm now.
     */
    private void haveClosed() {
        try {
            output.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    close();
                }

                @Override
                public void onError(Throwable failure) {
                    close();
                }
            });
        } catch (IllegalStateException e) {
            // The container has closed it already.
            close();
        }
    }

    private void close() {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "a connection could not be closed", e);
        }
    }
}
