package dev.bosphorus.container.client;

import dev.bosphorus.container.blocking.BlockingConnector;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.netty.NettyConnector;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.runtime.Connector;
import dev.bosphorus.container.runtime.ContainerTimer;
import dev.bosphorus.container.transport.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all clients of this process share, of one transport. While a connection is used, or being opened, one thread
 * that is no daemon keeps the process alive; without connections, all of them end. Safe from any thread.
 */
final class ClientThreads {

    private static final ClientThreads VIRTUAL = VirtualThreads.areSupported() ? new ClientThreads(true) : null;
    private static final ClientThreads LOOPS = new ClientThreads(false);

    /** For the next connection, if it comes soon. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ContainerTimer timer = new ContainerTimer("bosphorus-client-timer");
    /** Virtual threads where there are any: then an event loop needs no other platform threads. */
    private final Executor drainer;
    /** The connector on virtual threads, which needs none while there are no connections; {@code null} for event loops. */
    private final Connector blocking;

    // The following belong to the lock on this object.

    private int users;
    /** Whether the thread that keeps the process alive runs. */
    private boolean keptAlive;
    /** {@code null} while there are no loops. */
    private NettyConnector loops;
    private Timer.Handle ending;

    private ClientThreads(boolean blocks) {
        if (VirtualThreads.areSupported()) {
            ThreadFactory threads = VirtualThreads.factory("bosphorus-client");
            drainer = task -> threads.newThread(task).start();
            blocking = blocks ? new BlockingConnector(threads) : null;
        } else {
            drainer = Workers.growing("bosphorus-client-worker", Workers.defaultThreads());
            blocking = null;
        }
    }

    static ClientThreads of(TransportKind kind) {
        return switch (kind) {
            case VIRTUAL_THREADS -> VIRTUAL;
            case EVENT_LOOP -> LOOPS;
            case AUTO -> VIRTUAL != null ? VIRTUAL : LOOPS;
        };
    }

    Timer timer() {
        return timer;
    }

    /** Runs what may block. */
    Executor drainer() {
        return drainer;
    }

    /** A connection begins: the process is kept alive until {@link #end}. */
    synchronized void begin() {
        users++;
        if (!keptAlive) {
            keptAlive = true;
            new Thread(this::keepAlive, "bosphorus-client").start();
        }
        if (ending != null) {
            ending.cancel();
            ending = null;
        }
    }

    /** To be asked between {@link #begin} and {@link #end}. */
    synchronized Connector connector() {
        if (blocking != null) {
            return blocking;
        }
        if (loops == null) {
            loops = new NettyConnector(drainer);
        }
        return loops;
    }

    /** A connection has ended. */
    synchronized void end() {
        users--;
        if (users == 0) {
            notifyAll();
            if (loops != null) {
                ending = timer.schedule(this::endLoops, LINGER_NANOS);
            }
        }
    }

    private synchronized void endLoops() {
        if (users == 0 && loops != null) {
            loops.close();
            loops = null;
        }
    }

    private synchronized void keepAlive() {
        boolean interrupted = false;
        while (users > 0 && !interrupted) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        keptAlive = false;
    }
}
