package dev.bosphorus.container.netty;

import dev.bosphorus.container.http.Admission;
import dev.bosphorus.container.http.Admission.Verdict;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ListeningServer;
import dev.bosphorus.container.http.ServerSettings;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves all connections on a few event loops. */
public final class NettyServer implements ListeningServer {

    private static final int BACKLOG = 4096;

    private final LoopIo io;
    private final ServerSettings settings;
    private final HttpResponder responder;
    private final Admission admission;
    private final ThreadPoolExecutor workers;
    /** One of them also accepts: a thread for that alone would have to wake another one for each connection. */
    private final EventLoopGroup loops;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private Channel listening;

    private NettyServer(LoopIo io, ServerSettings settings, HttpResponder responder, int workerThreads) {
        this.io = io;
        this.settings = settings;
        this.responder = responder;
        this.admission = new Admission(settings.maxConnections());
        this.workers = Workers.pool("bosphorus-worker", workerThreads);
        this.loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(), LoopThread.factory("bosphorus-loop"), io.handlers());
    }

    /**
     * Binds and begins to accept.
     *
     * @param workerThreads how many callbacks of endpoints that may block run at a time, 1 and up
     * @throws IOException where the address cannot be bound
     */
    public static NettyServer start(LoopIo io, ServerSettings settings, HttpResponder responder, int workerThreads)
            throws IOException {
        NettyServer server = new NettyServer(io, settings, responder, workerThreads);
        ChannelFuture bound = server.bind().awaitUninterruptibly();
        server.listening = bound.channel();
        if (!bound.isSuccess()) {
            server.close(Duration.ofSeconds(5));
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return server;
    }

    private ChannelFuture bind() {
        return new ServerBootstrap()
                .group(loops)
                .channel(io.listening())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, Channels.RECEIVING)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        welcome(channel);
                    }
                })
                .bind(settings.address());
    }

    private void welcome(SocketChannel channel) {
        Verdict verdict = admission.enter();
        if (verdict == Verdict.CUT) {
            channel.close();
            return;
        }
        channels.add(channel);
        channel.closeFuture().addListener(closed -> {
            channels.remove(channel);
            admission.leave();
        });
        if (settings.tls() != null) {
            TlsHandler tls = new TlsHandler(settings.tls().engine(), workers);
            tls.setHandshakeTimeoutMillis(settings.headTimeout().toMillis());
            channel.pipeline().addLast(tls);
        }
        channel.pipeline().addLast(new NettyHttp(settings, responder, workers, verdict));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean mayWait = !(Thread.currentThread() instanceof LoopThread);
        ChannelFuture closed = listening.close();
        if (mayWait) {
            closed.awaitUninterruptibly(patience.toMillis());
        }
        channels.forEach(Channels::cut);
        loops.shutdownGracefully(0, Math.max(1, left(end)), TimeUnit.NANOSECONDS);
        if (mayWait) {
            loops.terminationFuture().awaitUninterruptibly(left(end), TimeUnit.NANOSECONDS);
        }
        workers.shutdown();
        if (mayWait && !ended(end)) {
            // What still runs is the application's, and blocks.
            workers.shutdownNow();
        }
    }

    private boolean ended(long end) {
        try {
            return workers.awaitTermination(left(end), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long left(long end) {
        return Math.max(0, end - System.nanoTime());
    }
}
