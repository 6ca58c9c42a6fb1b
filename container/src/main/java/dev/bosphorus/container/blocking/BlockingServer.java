package dev.bosphorus.container.blocking;

import dev.bosphorus.container.http.Admission;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ListeningServer;
import dev.bosphorus.container.http.ServerSettings;
import dev.bosphorus.container.transport.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections and gives each a thread that reads with calls that block. Made for virtual threads. */
public final class BlockingServer implements ListeningServer {

    private static final Logger LOG = System.getLogger(BlockingServer.class.getName());

    private static final int BACKLOG = 4096;
    /** After an accept that failed, because of too many open files say. */
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private final ServerSettings settings;
    private final HttpResponder responder;
    private final Timer timer;
    private final ThreadFactory threads;
    private final BufferPool pool = new BufferPool();
    private final Admission admission;
    private final ServerSocketChannel listening;
    private final int port;
    /** Made like those of connections: a virtual thread hands over to another without the operating system. */
    private final Thread acceptor;
    private final Set<BlockingConnection> connections = ConcurrentHashMap.newKeySet();

    private BlockingServer(ServerSettings settings, HttpResponder responder, Timer timer, ThreadFactory threads,
            ServerSocketChannel listening) throws IOException {
        this.settings = settings;
        this.responder = responder;
        this.timer = timer;
        this.threads = threads;
        this.admission = new Admission(settings.maxConnections());
        this.listening = listening;
        this.port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
        this.acceptor = threads.newThread(this::accept);
        acceptor.setName("bosphorus-acceptor-" + port);
    }

    /**
     * Binds and begins to accept.
     *
     * @param threads makes the thread of each connection
     * @throws IOException where the address cannot be bound
     */
    public static BlockingServer start(ServerSettings settings, HttpResponder responder, Timer timer, ThreadFactory threads)
            throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(settings.address(), BACKLOG);
            BlockingServer server = new BlockingServer(settings, responder, timer, threads, listening);
            server.acceptor.start();
            return server;
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        }
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                welcome(listening.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a connection could not be accepted: " + e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        Admission.Verdict verdict = admission.enter();
        if (verdict == Admission.Verdict.CUT) {
            channel.close();
            return;
        }
        BlockingConnection connection = null;
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection = new BlockingConnection(this, channel, verdict);
            connections.add(connection);
            connection.thread().start();
        } catch (IOException | RuntimeException | Error e) {
            // The peer has gone already, or there is no memory for a thread: others are to be served nevertheless.
            LOG.log(Level.WARNING, "a connection could not be served", e);
            channel.close();
            if (connection != null) {
                connections.remove(connection);
            }
            admission.leave();
        }
    }

    /** A connection's thread ends. */
    void gone(BlockingConnection connection) {
        if (connections.remove(connection)) {
            admission.leave();
        }
    }

    ServerSettings settings() {
        return settings;
    }

    HttpResponder responder() {
        return responder;
    }

    Timer timer() {
        return timer;
    }

    ThreadFactory threads() {
        return threads;
    }

    BufferPool pool() {
        return pool;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            listening.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the server socket could not be closed", e);
        }
        boolean gone = join(acceptor, end);
        connections.forEach(BlockingConnection::cut);
        for (BlockingConnection connection : connections) {
            gone &= join(connection.thread(), end);
        }
        if (!gone) {
            // What still runs is the application's, and blocks.
            connections.forEach(connection -> connection.thread().interrupt());
        }
    }

    /** Waits for a thread, unless it is this one. @return whether it has ended */
    private static boolean join(Thread thread, long end) {
        if (thread == Thread.currentThread()) {
            return true;
        }
        try {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            thread.join(Math.max(1, left));
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
