package dev.bosphorus.container.blocking;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.TransportListener;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Connections that another server has accepted and upgraded: from then on each has a thread of its own, which reads with calls that
 * block. Made for virtual threads. Safe from any thread.
 */
public final class AdoptedConnections {

    private static final Logger LOG = System.getLogger(AdoptedConnections.class.getName());

    /**
     * How long is waited before it is looked again whether the other server's selector has let go of a connection, at first and at most:
     * it has to come round only twice, but each look takes processor time from it.
     */
    private static final long FIRST_WAIT_NANOS = 50_000;
    private static final long LONGEST_WAIT_NANOS = 1_000_000;
    /** Looks are counted, not the time: where all threads have to wait, the selector is not to blame. Ten seconds at the least. */
    private static final int MOST_LOOKS = 10_000;

    private final ThreadFactory threads;
    private final BufferPool pool = new BufferPool();

    /** @param threads makes the thread of each connection */
    public AdoptedConnections(ThreadFactory threads) {
        this.threads = threads;
    }

    /**
     * Takes a connection over and begins its session; the handshake's answer has been written.
     *
     * @param channel open; its server does not use it any more
     * @param released asked again and again until no selector watches the channel any more, which it sees to
     * @param first   bytes that have been read already; not changed by anybody any more
     * @param end     ends the connection for its server, and closes the channel
     */
    public void adopt(SocketChannel channel, BooleanSupplier released, ByteBuffer first, SessionStart start, Closeable end) {
        PlainWire wire = new PlainWire(channel, pool, end);
        Adopted adopted = new Adopted(wire, channel, released, first);
        Thread thread = threads.newThread(adopted);
        adopted.transport = new BlockingTransport(wire, thread);
        adopted.listener = start.begin(adopted.transport);
        thread.start();
    }

    /** Only a channel that no selector watches can be read from with calls that block. */
    private static void free(SocketChannel channel, BooleanSupplier released) throws IOException {
        long wait = FIRST_WAIT_NANOS;
        for (int looks = 0; !released.getAsBoolean(); looks++) {
            if (looks == MOST_LOOKS) {
                throw new IOException("the server's selector does not let go of it");
            }
            LockSupport.parkNanos(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
        }
        channel.configureBlocking(true);
    }

    /** One of them, on its thread. */
    private static final class Adopted implements Runnable {

        private final PlainWire wire;
        private final SocketChannel channel;
        private final BooleanSupplier released;
        private final ByteBuffer first;
        // Both are set before the thread starts.
        private BlockingTransport transport;
        private TransportListener listener;

        Adopted(PlainWire wire, SocketChannel channel, BooleanSupplier released, ByteBuffer first) {
            this.wire = wire;
            this.channel = channel;
            this.released = released;
            this.first = first;
        }

        @Override
        public void run() {
            try {
                free(channel, released);
            } catch (IOException | RuntimeException e) {
                // The session hears of it when it reads.
                LOG.log(Level.WARNING, "a connection could not be taken over from its server", e);
                wire.close();
            }
            try {
                transport.run(listener, new byte[0], first.hasRemaining() ? first : null);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a connection failed", e);
            } finally {
                wire.release();
                wire.close();
            }
        }
    }
}
