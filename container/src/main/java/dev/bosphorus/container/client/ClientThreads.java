package dev.bosphorus.container.client;

import dev.bosphorus.container.blocking.BlockingConnector;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.netty.LoopIo;
import dev.bosphorus.container.netty.NettyConnector;
import dev.bosphorus.container.netty.Workers;
import dev.bosphorus.container.runtime.Connector;
import dev.bosphorus.container.runtime.ContainerTimer;
import dev.bosphorus.container.runtime.ProcessKeeper;
import dev.bosphorus.container.transport.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that all clients of this process share, of one transport. While a connection is used, or being opened, one thread
 * that is no daemon keeps the process alive; without connections, all of them end. Safe from any thread.
 */
final class ClientThreads {

    private static final String NAME = "bosphorus-client";

    private static final ClientThreads VIRTUAL = VirtualThreads.areSupported() ? virtual() : null;
    private static final ClientThreads LOOPS = loops(LoopIo::usual);
    private static final ClientThreads URING = loops(LoopIo::uring);

    /** For the next connection, if it comes soon. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of the thread that keeps the process alive. */
    private final String name;
    private final Timer timer;
    private final Executor drainer;
    /** The connector that needs no threads while there are no connections; {@code null} for event loops. */
    private final Connector threadless;
    /** What event loops wait by. */
    private final Supplier<LoopIo> io;

    // The following belong to the lock on this object.

    private int users;
    /** Whether the thread that keeps the process alive runs. */
    private boolean keptAlive;
    /** The last such thread; {@code null} where there was none. */
    private Thread keeping;
    /** {@code null} while there are no loops. */
    private NettyConnector loops;
    private Timer.Handle ending;

    /**
     * @param name       of the thread that keeps the process alive
     * @param threadless {@code null} for event loops, which begin with the first connection
     */
    ClientThreads(String name, Timer timer, Executor drainer, Connector threadless) {
        this(name, timer, drainer, threadless, LoopIo::usual);
    }

    private ClientThreads(String name, Timer timer, Executor drainer, Connector threadless, Supplier<LoopIo> io) {
        this.name = name;
        this.timer = timer;
        this.drainer = drainer;
        this.threadless = threadless;
        this.io = io;
    }

    private static ClientThreads loops(Supplier<LoopIo> io) {
        return new ClientThreads(NAME, newTimer(), newDrainer(), null, io);
    }

    private static ClientThreads virtual() {
        return new ClientThreads(NAME, newTimer(), newDrainer(), new BlockingConnector(VirtualThreads.factory(NAME)));
    }

    private static Timer newTimer() {
        return new ContainerTimer(NAME + "-timer");
    }

    /** Virtual threads where there are any: then an event loop needs no other platform threads. */
    static Executor newDrainer() {
        if (!VirtualThreads.areSupported()) {
            return Workers.growing(NAME + "-worker", Workers.defaultThreads());
        }
        ThreadFactory threads = VirtualThreads.factory(NAME);
        return task -> threads.newThread(task).start();
    }

    static ClientThreads of(TransportKind kind) {
        return switch (kind) {
            case VIRTUAL_THREADS -> VIRTUAL;
            case EVENT_LOOP -> LOOPS;
            case IO_URING -> URING;
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
            keeping = ProcessKeeper.start(name, this::keepAlive);
        }
        if (ending != null) {
            ending.cancel();
            ending = null;
        }
    }

    /** To be asked between {@link #begin} and {@link #end}. */
    synchronized Connector connector() {
        if (threadless != null) {
            return threadless;
        }
        if (loops == null) {
            loops = new NettyConnector(io.get(), drainer);
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

    /**
     * Ends all threads of all clients, for good: the classes themselves go away. To be called when no client is in use any more.
     *
     * @param nanos how long each may take
     */
    static void endAll(long nanos) throws InterruptedException {
        if (VIRTUAL != null) {
            VIRTUAL.endThreads(nanos);
        }
        LOOPS.endThreads(nanos);
        URING.endThreads(nanos);
    }

    private void endThreads(long nanos) throws InterruptedException {
        NettyConnector ended;
        Thread keeper;
        synchronized (this) {
            ended = loops;
            endLoops();
            keeper = keeping;
        }
        if (keeper != null) {
            TimeUnit.NANOSECONDS.timedJoin(keeper, nanos);
        }
        if (ended != null) {
            ended.awaitEnd(nanos);
        }
        if (drainer instanceof ThreadPoolExecutor pool) {
            Workers.end(pool, nanos);
        }
        if (timer instanceof ContainerTimer own) {
            own.stop(nanos);
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
