package dev.bosphorus.container.netty;

import dev.bosphorus.container.protocol.handshake.BadHeadException;
import dev.bosphorus.container.protocol.handshake.HttpHead;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.protocol.handshake.ResponseBody;
import dev.bosphorus.container.runtime.Connector;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.TransportListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.ImmediateExecutor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The time of a client's channel before it becomes a WebSocket: a proxy's tunnel, TLS, and the answer to the handshake. */
final class NettyOpening extends ChannelInboundHandlerAdapter implements Connector.Pending {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum State { TUNNEL, TLS, ANSWER, DECIDING, BODY, OVER }

    private final Connector.Route route;
    private final Connector.Opening opening;
    private final Executor workers;

    /** What {@link #cancel} cuts; belongs to the lock on this object. {@code null} while there is nothing to cut. */
    private Channel cuttable;
    /** Both belong to the lock on this object. */
    private boolean cancelled;
    private boolean decided;

    // The following belong to the loop.

    private Channel channel;
    private State state = State.TUNNEL;
    private HttpHead head;
    private ResponseHead answer;
    private ResponseBody body;
    /** Bytes read and not yet taken; {@code null} where there are none. */
    private ByteBuf input;
    private boolean inputShut;

    NettyOpening(Connector.Route route, Connector.Opening opening, Executor workers) {
        this.route = route;
        this.opening = opening;
        this.workers = workers;
        this.head = new HttpHead(route.limits());
    }

    // ---- TCP -----------------------------------------------------------------------------------------------------

    /** Takes a channel that is about to connect. @return {@code false} where it is not wanted any more */
    synchronized boolean connecting(Channel candidate) {
        // The loop may have come to the end of all this already.
        if (!decided) {
            cuttable = candidate;
        }
        return !cancelled;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void cancel() {
        cancelled = !decided;
        if (cuttable != null) {
            cuttable.close();
        }
    }

    private synchronized void uncancellable() {
        decided = true;
        cuttable = null;
    }

    /** In the pipelines of all addresses that are tried, of which one becomes active at most. */
    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        if (route.tunnel() == null) {
            secure();
        } else {
            proceed();
        }
    }

    // ---- Reading -------------------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state == State.OVER) {
            bytes.release();
        } else {
            input = input == null ? bytes : Unpooled.wrappedBuffer(input, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        proceed();
    }

    private void proceed() {
        try {
            switch (state) {
                case TUNNEL -> tunnel(route.tunnel());
                case ANSWER -> answer();
                case BODY -> body();
                case TLS, DECIDING, OVER -> { }
            }
        } catch (IOException | BadHeadException e) {
            fail(e);
        }
    }

    private void tunnel(ProxyTunnel tunnel) throws IOException {
        if (input != null) {
            ByteBuffer bytes = input.nioBuffer();
            tunnel.feed(bytes);
            skip(bytes.position());
        }
        byte[] output = tunnel.takeOutput();
        if (output.length > 0) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(output));
        }
        switch (tunnel.state()) {
            case OPENING -> more();
            case OPEN -> {
                if (input != null) {
                    throw new IOException("the proxy sent more than its answer");
                }
                secure();
            }
            case REFUSED -> {
                if (tunnel.refusal() == null) {
                    end(() -> opening.refused(tunnel, new byte[0]));
                } else {
                    collect(tunnel.refusal());
                }
            }
        }
    }

    private void secure() {
        if (route.tls() == null) {
            request();
            return;
        }
        state = State.TLS;
        // On the loop itself: a thousand connections need no more threads than one.
        TlsHandler tls = new TlsHandler(route.tls(), ImmediateExecutor.INSTANCE);
        // The client has a deadline for all of it.
        tls.setHandshakeTimeoutMillis(0);
        channel.pipeline().addFirst(tls);
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                request();
            } else {
                fail(done.cause());
            }
        });
        channel.read();
    }

    private void request() {
        state = State.ANSWER;
        channel.writeAndFlush(Unpooled.wrappedBuffer(route.request()));
        channel.read();
    }

    /** Reads the final answer: interim ones are passed over (RFC 9110, 15.2). */
    private void answer() throws IOException, BadHeadException {
        while (takeHead()) {
            answer = head.response();
            if (answer.isFinal()) {
                state = State.DECIDING;
                onWorker(this::decide);
                return;
            }
            head = new HttpHead(route.limits());
        }
        more();
    }

    private boolean takeHead() throws BadHeadException {
        if (input == null) {
            return false;
        }
        ByteBuffer bytes = input.nioBuffer();
        boolean complete = head.feed(bytes);
        skip(bytes.position());
        return complete;
    }

    private void collect(ResponseHead refusal) throws IOException {
        state = State.BODY;
        body = new ResponseBody(refusal, Connector.MAX_BODY_BYTES);
        body();
    }

    private void body() throws IOException {
        boolean complete = body.feed(input == null ? NOTHING : input.nioBuffer());
        release();
        if (!complete && !inputShut) {
            more();
        } else if (answer == null) {
            end(() -> opening.refused(route.tunnel(), body.bytes()));
        } else {
            end(() -> opening.refused(answer, body.bytes()));
        }
    }

    /** Reads on, which ends in {@link #proceed}. */
    private void more() throws IOException {
        if (inputShut) {
            throw new EOFException("the connection ended before the answer to the opening handshake");
        }
        channel.read();
    }

    private void skip(int taken) {
        input.skipBytes(taken);
        if (!input.isReadable()) {
            release();
        }
    }

    private void release() {
        if (input != null) {
            input.release();
            input = null;
        }
    }

    // ---- Deciding ------------------------------------------------------------------------------------------------

    /** On a worker. */
    private void decide() {
        try {
            SessionStart start = opening.answered(answer);
            if (start == null) {
                onLoop(this::refused);
            } else {
                uncancellable();
                NettyTransport transport = new NettyTransport(channel, start.nonBlocking() ? null : workers);
                TransportListener listener = start.begin(transport);
                onLoop(() -> upgrade(transport, listener));
            }
        } catch (Throwable e) {
            onLoop(() -> fail(e));
        }
    }

    private void refused() {
        try {
            collect(answer);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void upgrade(NettyTransport transport, TransportListener listener) {
        state = State.OVER;
        ByteBuf rest = input;
        input = null;
        if (channel.pipeline().context(this) == null) {
            // The channel has closed meanwhile; the session still has to hear of it.
            inputShut = true;
        } else {
            channel.pipeline().replace(this, null, transport);
        }
        transport.open(listener, new byte[0], rest, inputShut);
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            inputShut = true;
            proceed();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broken(new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(Channels.unwrapped(cause));
    }

    /** There will be no more input: of no consequence once the answer is there, since a body that breaks off is still good to read. */
    private void broken(Throwable cause) {
        inputShut = true;
        if (state == State.BODY) {
            proceed();
        } else if (state != State.DECIDING) {
            fail(cause);
        }
    }

    /** On any thread as long as there is no channel, then on the loop. */
    void fail(Throwable cause) {
        end(() -> opening.failed(cause));
    }

    private void end(Runnable told) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        release();
        if (channel != null) {
            Channels.cut(channel);
        }
        onWorker(told);
    }

    private void onWorker(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // The client is ending; whoever waits is told here.
            task.run();
        }
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended and all its channels with it, so nobody else is in this.
            task.run();
        }
    }
}
