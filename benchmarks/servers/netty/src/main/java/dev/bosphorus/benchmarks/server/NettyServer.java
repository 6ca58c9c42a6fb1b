package dev.bosphorus.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;

/** Netty's own WebSocket with a handler on the event loop: text becomes a string, all that was read is answered by one flush. */
public final class NettyServer {

    private static final int MOST = 2 << 20;
    private static final ChannelGroup RECEIVERS = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private NettyServer() {
    }

    private static final class Application extends SimpleChannelInboundHandler<WebSocketFrame> {

        private boolean broadcast;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete done && done.requestUri().equals("/broadcast")) {
                broadcast = true;
                RECEIVERS.add(context.channel());
            }
            super.userEventTriggered(context, event);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            WebSocketFrame reply = frame instanceof TextWebSocketFrame text ? new TextWebSocketFrame(text.text()) : frame.retain();
            if (broadcast) {
                RECEIVERS.writeAndFlush(reply);
            } else {
                context.write(reply, context.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    public static void main(String[] args) throws Exception {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> channel = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder().websocketPath("/").checkStartsWith(true)
                .allowExtensions(true).maxFramePayloadLength(MOST).build();
        Channel server = new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(io)).channel(channel)
                .option(ChannelOption.SO_BACKLOG, 1024).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(MOST),
                                new WebSocketServerCompressionHandler(MOST), new WebSocketServerProtocolHandler(config),
                                new WebSocketFrameAggregator(MOST), new Application());
                    }
                }).bind("127.0.0.1", 0).sync().channel();
        Serving.untilInputEnds(((InetSocketAddress) server.localAddress()).getPort());
    }
}
