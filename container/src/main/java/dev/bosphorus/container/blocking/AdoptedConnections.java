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

/**
 * Connections that another server has accepted and upgraded: from then on each has a thread of its own, which reads with calls that
 * block. Made for virtual threads. Safe from any thread.
 */
public final class AdoptedConnections {

    private static final Logger LOG = System.getLogger(AdoptedConnections.class.getName());

    private final ThreadFactory threads;
    private final BufferPool pool = new BufferPool();

    /** @param threads makes the thread of each connection */
    public AdoptedConnections(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Has the selector of a connection's server let go of it. */
    @FunctionalInterface
    public interface Release {

        /**
         * Asks for it. Safe from any thread.
         *
         * @param released does not take long; run once, by any thread, when the channel's key has been cancelled and nobody looks at it any
         *                 more. It may still wait in its selector to be forgotten: that hinders neither calls that block nor closing.
         */
        void whenReleased(Runnable released);
    }

    /**
     * Takes a connection over and begins its session; the handshake's answer has been written.
     *
     * @param channel open; its server does not use it any more
     * @param release rids the channel of the selector that watches it
     * @param first   bytes that have been read already, not changed by anybody any more; {@code null} where there are none
     * @param end     ends the connection for its server, and closes the channel
     */
    public void adopt(SocketChannel channel, Release release, ByteBuffer first, SessionStart start, Closeable end) {
        PlainWire wire = new PlainWire(channel, pool, end);
        Adopted adopted = new Adopted(wire, channel, first);
        Thread thread = threads.newThread(adopted);
        adopted.transport = new BlockingTransport(wire, thread);
        adopted.listener = start.begin(adopted.transport);
        release.whenReleased(thread::start);
    }

    /** One of them, on its thread. */
    private static final class Adopted implements Runnable {

        private final PlainWire wire;
        private final SocketChannel channel;
        /** Not kept for the time of the session. */
        private ByteBuffer first;
        // Both are set before the thread starts.
        private BlockingTransport transport;
        private TransportListener listener;

        Adopted(PlainWire wire, SocketChannel channel, ByteBuffer first) {
            this.wire = wire;
            this.channel = channel;
            this.first = first;
        }

        @Override
        public void run() {
            try {
                // Calls that block need a channel that is not watched.
                channel.configureBlocking(true);
            } catch (IOException | RuntimeException e) {
                // The session hears of it when it reads.
                LOG.log(Level.WARNING, "a connection could not be taken over from its server", e);
                wire.close();
            }
            ByteBuffer early = first;
            first = null;
            try {
                transport.run(listener, new byte[0], early);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a connection failed", e);
            } finally {
                wire.release();
                wire.close();
            }
        }
    }
}
