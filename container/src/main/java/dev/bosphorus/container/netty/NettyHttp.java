package dev.bosphorus.container.netty;

import dev.bosphorus.container.http.Admission.Verdict;
import dev.bosphorus.container.http.Answer;
import dev.bosphorus.container.http.ContentSource;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ServerSettings;
import dev.bosphorus.container.protocol.handshake.BadHeadException;
import dev.bosphorus.container.protocol.handshake.HttpHead;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.transport.TransportListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The time of a channel before it becomes a WebSocket: requests one after the other, each read on the loop and answered on
 * a worker, but for handshakes with endpoints that promise not to block. All fields belong to the loop.
 */
final class NettyHttp extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = System.getLogger(NettyHttp.class.getName());

    /** How long a peer may take to notice that the connection ends. */
    private static final Duration LINGER = Duration.ofSeconds(2);
    /** How much of a file is read and written at a time. */
    private static final int PIECE_BYTES = 64 * 1024;

    private enum State { READING, ANSWERING, LINGERING }

    private final ServerSettings settings;
    private final HttpResponder responder;
    private final Executor workers;
    private final Verdict verdict;

    private State state = State.READING;
    private HttpHead head;
    /** Bytes read and not yet taken; {@code null} where there are none. */
    private ByteBuf input;
    private boolean inputShut;
    /** Cuts the channel when the step under way takes too long. */
    private Future<?> deadline;

    NettyHttp(ServerSettings settings, HttpResponder responder, Executor workers, Verdict verdict) {
        this.settings = settings;
        this.responder = responder;
        this.workers = workers;
        this.verdict = verdict;
        this.head = new HttpHead(settings.limits());
    }

    // ---- Reading -------------------------------------------------------------------------------------------------

    @Override
    public void channelActive(ChannelHandlerContext context) {
        limit(context, settings.headTimeout());
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state == State.LINGERING) {
            bytes.release();
        } else {
            input = input == null ? bytes : Unpooled.wrappedBuffer(input, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.LINGERING) {
            context.read();
        } else {
            proceed(context);
        }
    }

    private void proceed(ChannelHandlerContext context) {
        if (state != State.READING) {
            return;
        }
        try {
            if (!takeHead()) {
                if (inputShut) {
                    context.close();
                } else {
                    context.read();
                }
                return;
            }
            state = State.ANSWERING;
            unlimit();
            UpgradeRequest request = head.request();
            if (verdict == Verdict.REFUSE) {
                send(context, responder.tooManyConnections());
            } else if (responder.answersAtOnce(request)) {
                answer(context, request);
            } else {
                onWorker(context, () -> answer(context, request));
            }
        } catch (BadHeadException e) {
            state = State.ANSWERING;
            send(context, responder.answer(e));
        }
    }

    private boolean takeHead() throws BadHeadException {
        if (input == null) {
            return false;
        }
        ByteBuffer bytes = input.nioBuffer();
        try {
            return head.feed(bytes);
        } finally {
            input.skipBytes(bytes.position());
            if (!input.isReadable()) {
                releaseInput();
            }
        }
    }

    // ---- Answering -----------------------------------------------------------------------------------------------

    /** On a worker, or on the loop. */
    private void answer(ChannelHandlerContext context, UpgradeRequest request) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        PeerInfo peer = PeerInfo.of(context.channel().localAddress(), context.channel().remoteAddress(),
                tls == null ? null : tls.engine().getSession());
        Answer answer = responder.answer(request, peer);
        if (answer instanceof Answer.Upgrade upgrade) {
            boolean inline = upgrade.start().nonBlocking();
            NettyTransport transport = new NettyTransport(context.channel(), inline ? null : workers);
            TransportListener listener = upgrade.start().begin(transport);
            byte[] response = upgrade.response().toBytes();
            onLoop(context, () -> upgrade(context, transport, listener, response));
        } else {
            onLoop(context, () -> send(context, (Answer.Reply) answer));
        }
    }

    private void upgrade(ChannelHandlerContext context, NettyTransport transport, TransportListener listener, byte[] response) {
        ByteBuf rest = input;
        input = null;
        unlimit();
        if (context.isRemoved()) {
            // The channel has closed meanwhile; the session still has to hear of it.
            inputShut = true;
        } else {
            context.pipeline().replace(this, null, transport);
        }
        transport.open(listener, response, rest, inputShut);
    }

    private void send(ChannelHandlerContext context, Answer.Reply reply) {
        onWorker(context, () -> {
            try {
                sendPiece(context, reply, ContentSource.of(reply));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "a file could not be opened", e);
                context.close();
            }
        });
    }

    /** On a worker: reads a piece of the answer and writes it; the next one follows when it is out. */
    private void sendPiece(ChannelHandlerContext context, Answer.Reply reply, ContentSource content) {
        int size = (int) Math.min(PIECE_BYTES, content.remaining());
        ByteBuf piece = context.alloc().directBuffer(size, size);
        boolean done;
        try {
            ByteBuffer room = piece.nioBuffer(0, size);
            done = content.drainTo(room);
            piece.writerIndex(room.position());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a file could not be read", e);
            piece.release();
            close(content);
            context.close();
            return;
        }
        onLoop(context, () -> {
            // Each piece has its own time: a file of any size may be fetched, but not at any pace.
            limit(context, settings.keepAliveTimeout());
            context.writeAndFlush(piece).addListener(written -> {
                if (!written.isSuccess() || done) {
                    close(content);
                }
                if (!written.isSuccess()) {
                    context.close();
                } else if (done) {
                    sent(context, reply);
                } else {
                    onWorker(context, () -> sendPiece(context, reply, content));
                }
            });
        });
    }

    private void sent(ChannelHandlerContext context, Answer.Reply reply) {
        if (reply.close() || inputShut) {
            // Closing with input unread would take the answer back (RFC 9112, 9.6).
            state = State.LINGERING;
            releaseInput();
            limit(context, LINGER);
            Channels.shutdownOutput(context.channel());
            if (inputShut) {
                context.close();
            } else {
                context.read();
            }
        } else {
            state = State.READING;
            head = new HttpHead(settings.limits());
            limit(context, settings.keepAliveTimeout());
            proceed(context);
        }
    }

    private static void close(ContentSource content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a file could not be closed", e);
        }
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputShut = true;
            if (state == State.LINGERING) {
                Channels.cut(context.channel());
            } else {
                proceed(context);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.log(Level.DEBUG, "a connection ended early", cause);
        Channels.cut(context.channel());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        unlimit();
        releaseInput();
    }

    private void releaseInput() {
        if (input != null) {
            input.release();
            input = null;
        }
    }

    private void limit(ChannelHandlerContext context, Duration time) {
        unlimit();
        deadline = context.executor().schedule(() -> Channels.cut(context.channel()), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void unlimit() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void onWorker(ChannelHandlerContext context, Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is ending.
            Channels.cut(context.channel());
        }
    }

    private static void onLoop(ChannelHandlerContext context, Runnable task) {
        if (context.executor().inEventLoop()) {
            task.run();
            return;
        }
        try {
            context.executor().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "a connection ended with its loop", e);
        }
    }
}
