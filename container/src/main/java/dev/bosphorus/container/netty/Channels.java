package dev.bosphorus.container.netty;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;

/** How channels read, and the two ways in which they end, with TLS or without. */
final class Channels {

    /**
     * One read gives one buffer, as large as the reads before have shown to be right: several would be put together again, which means to
     * copy them, and in the default size they would be many.
     */
    static final RecvByteBufAllocator RECEIVING = new AdaptiveRecvByteBufAllocator(64, 2048, 512 * 1024).maxMessagesPerRead(1);

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

    private static void shutdownTcpOutput(Channel channel) {
        // Once the peer has ended its direction, too, nothing is left of the connection: one system call less.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        ((DuplexChannel) channel).shutdownOutput().addListener((ChannelFuture shut) -> {
            if (!shut.isSuccess()) {
                cut(channel);
            }
        });
    }
}
