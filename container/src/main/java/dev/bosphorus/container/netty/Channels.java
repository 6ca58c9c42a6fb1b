package dev.bosphorus.container.netty;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;

/** How channels read, and the two ways in which they end, with TLS or without. */
final class Channels {

    /**
     * One read gives one buffer, as large as the reads before have shown to be right: several would be put together again, which means to
     * copy them, and in the default size they would be many.
     */
    static final RecvByteBufAllocator RECEIVING = new AdaptiveRecvByteBufAllocator(64, 2048, 512 * 1024).maxMessagesPerRead(1);

    // As Linux counts; there are no other Unix channels here.
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_CORK = 3;

    private Channels() {
    }

    /** What went wrong, without what the TLS handler wraps it in. */
    static Throwable unwrapped(Throwable cause) {
        return cause.getCause() instanceof IOException inner ? inner : cause;
    }

    /** Closes at once: no waiting until the peer has taken a close_notify. */
    static void cut(Channel channel) {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            // From here on outwards, so past the TLS handler.
            tls.close();
        }
    }

    /** Ends our direction after what has been written. */
    static void shutdownOutput(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownTcpOutput(channel);
        } else {
            tls.closeOutbound().addListener(sent -> shutdownTcpOutput(channel));
        }
    }

    /**
     * On the loop, which alone closes the channel: from now on no packet leaves before it is full or our direction ends, so that what is
     * written last leaves with that end.
     */
    static void cork(Channel channel) {
        Socket socket = socket(channel);
        if (socket != null && channel.isOpen()) {
            try {
                socket.setIntOpt(IPPROTO_TCP, TCP_CORK, 1);
            } catch (IOException e) {
                // It leaves in a packet of its own.
            }
        }
    }

    /** What is below a channel of epoll or io_uring; {@code null} for others. */
    private static Socket socket(Channel channel) {
        return channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket ? socket : null;
    }

    private static void shutdownTcpOutput(Channel channel) {
        // Once the peer has ended its direction, too, nothing is left of the connection: one system call less.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        Socket socket = socket(channel);
        if (socket != null) {
            // Netty's own way makes an exception with a stack trace for who might write after it, which costs as much as the system call.
            try {
                socket.shutdown(false, true);
            } catch (IOException e) {
                cut(channel);
            }
            return;
        }
        ((DuplexChannel) channel).shutdownOutput().addListener((ChannelFuture shut) -> {
            if (!shut.isSuccess()) {
                cut(channel);
            }
        });
    }
}
