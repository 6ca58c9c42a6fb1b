package dev.bosphorus.container.netty;

import dev.bosphorus.container.runtime.Connector;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Opens connections on a few event loops. */
public final class NettyConnector implements Connector {

    private final LoopIo io;
    private final EventLoopGroup loops;
    private final Executor workers;

    /** @param workers run what may block: names that are resolved, and callbacks */
    public NettyConnector(LoopIo io, Executor workers) {
        this.io = io;
        this.workers = workers;
        this.loops = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
                LoopThread.factory("bosphorus-client-loop"), io.handlers());
    }

    /** To be called before the first is made, where the class loader of all this may be collected before the process ends. */
    public static void avoidNatives() {
        LoopIo.avoidNatives();
    }

    @Override
    public Pending connect(Route route, Opening opening) {
        NettyOpening handler = new NettyOpening(route, opening, workers);
        workers.execute(() -> {
            try {
                connect(InetAddress.getAllByName(route.host()), 0, route.port(), handler);
            } catch (UnknownHostException | RuntimeException e) {
                handler.fail(e);
            }
        });
        return handler;
    }

    /** Tries the addresses of the host in turn. */
    private void connect(InetAddress[] addresses, int index, int port, NettyOpening handler) {
        ChannelFuture connected = new Bootstrap()
                .group(loops)
                .channel(io.connected())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RECVBUF_ALLOCATOR, Channels.RECEIVING)
                // The client has a deadline for all of it.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(handler)
                .connect(new InetSocketAddress(addresses[index], port));
        if (!handler.connecting(connected.channel())) {
            connected.channel().close();
        }
        connected.addListener(done -> {
            if (!done.isSuccess() && index + 1 < addresses.length && !handler.isCancelled()) {
                connect(addresses, index + 1, port, handler);
            } else if (!done.isSuccess()) {
                handler.fail(done.cause());
            }
        });
    }

    /** Ends the loops, with what is still on them. */
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }

    /** Waits for the end of their threads after {@link #close}, and of the one by which Netty says that they have ended. */
    public void awaitEnd(long nanos) throws InterruptedException {
        // Told by that thread, so it has been started.
        if (loops.terminationFuture().await(nanos, TimeUnit.NANOSECONDS)) {
            GlobalEventExecutor.INSTANCE.awaitInactivity(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
