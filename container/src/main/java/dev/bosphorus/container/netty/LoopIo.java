package dev.bosphorus.container.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * What event loops wait by.
 *
 * @param handlers  each for one loop
 * @param listening the channels that listen
 * @param connected the channels that this side connects
 */
public record LoopIo(IoHandlerFactory handlers, Class<? extends ServerSocketChannel> listening,
        Class<? extends SocketChannel> connected) {

    private static volatile boolean withoutNatives;

    /**
     * From now on, only what is Java: a native library is unloaded when its class loader is collected, and Netty's (4.2.18) then takes
     * away the native methods of the same classes of other class loaders.
     */
    static void avoidNatives() {
        withoutNatives = true;
    }

    /** Native epoll where it loads, else NIO. */
    public static LoopIo usual() {
        return !withoutNatives && Epoll.isAvailable()
                ? new LoopIo(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
                : new LoopIo(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    /** io_uring, of which {@link #whyNoUring} says nothing. */
    public static LoopIo uring() {
        return new LoopIo(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class, IoUringSocketChannel.class);
    }

    /** @return {@code null} where the library of io_uring is there, and the kernel allows it; else one line that says why not */
    public static String whyNoUring() {
        if (withoutNatives) {
            return "io_uring cannot be used where classes may be unloaded before the process ends";
        }
        try {
            return IoUring.isAvailable() ? null : "io_uring cannot be used here: " + root(IoUring.unavailabilityCause()).getMessage();
        } catch (NoClassDefFoundError e) {
            return "io_uring needs netty-transport-native-io_uring on the class path";
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
