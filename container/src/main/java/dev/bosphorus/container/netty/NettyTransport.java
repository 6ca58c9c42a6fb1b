package dev.bosphorus.container.netty;

import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A WebSocket connection on an event loop: one read gives one delivery, on the loop or, for endpoints that may block, on a
 * worker, with one hand-over there and one back. While a worker delivers, one more read is done ahead.
 */
final class NettyTransport extends ChannelInboundHandlerAdapter implements Transport, ChannelFutureListener, Runnable {

    /** Netty (4.2.18) does not pool what is larger, which costs a fifth of the time that a message of a mebibyte takes. */
    private static final int LARGEST_BUFFER_BYTES = 1 << 20;
    /** So little waits for no system call of its own: it leaves together with the buffer before it. */
    private static final int FEW_BYTES = 1024;

    /** What the listener is told next. */
    private enum Step { OPEN, BYTES, END }

    private final Channel channel;
    /** Where the listener is called; {@code null} for the loop itself. */
    private final Executor workers;
    /** Set once, before the connection opens. */
    private TransportListener listener;

    /** Whether the listener has asked for more. Set by any thread, cleared by the loop. */
    private volatile boolean demanded;
    /** Whether the listener is being called. Written by the loop. */
    private volatile boolean delivering;

    // The following belong to the loop, and during a delivery the first two to whoever delivers.

    private Step step;
    /** What is being delivered. */
    private ByteBuf batch;
    /** What has been read and not delivered; {@code null} where there is nothing. */
    private ByteBuf pending;
    private boolean reading;
    private boolean ended;
    private Throwable endCause;
    private boolean endTold;
    /** Whether the connection was given up: what is pending is of no interest any more. */
    private boolean aborted;

    /** Belongs to the one write under way. */
    private Completion completion;

    /** @param workers runs the listener, which may block; {@code null} where it promises not to */
    NettyTransport(Channel channel, Executor workers) {
        this.channel = channel;
        this.workers = workers;
    }

    /**
     * Begins, on the loop; this is in the pipeline already.
     *
     * @param answer    the handshake's answer; empty on the client's side
     * @param first     bytes that have been read already, or {@code null}
     * @param inputShut whether the peer has ended its direction already
     */
    void open(TransportListener opened, byte[] answer, ByteBuf first, boolean inputShut) {
        listener = opened;
        pending = first;
        ended |= inputShut || !channel.isActive();
        if (answer.length > 0) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(answer));
        }
        if (deliver(Step.OPEN)) {
            proceed();
        }
    }

    // ---- Inbound, on the loop ------------------------------------------------------------------------------------

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (aborted || !bytes.isReadable()) {
            bytes.release();
        } else if (pending == null) {
            pending = bytes;
        } else if (pending instanceof CompositeByteBuf composite) {
            composite.addComponent(true, bytes);
        } else {
            pending = channel.alloc().compositeBuffer(64).addComponents(true, pending, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        proceed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            end(null);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            end(aborted ? new ClosedChannelException() : null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Channels.unwrapped(cause));
        Channels.cut(channel);
    }

    private void end(Throwable cause) {
        if (!ended) {
            ended = true;
            endCause = cause;
        }
        proceed();
    }

    /** Does what is next, as long as there is something to do here. */
    private void proceed() {
        while (!delivering && !endTold && listener != null) {
            if (aborted) {
                drop();
            }
            if (pending != null) {
                if (!demanded) {
                    return;
                }
                demanded = false;
                batch = pending;
                pending = null;
                if (!deliver(Step.BYTES)) {
                    // Ahead, but no further: else the channel would be taken out of epoll and put back for each delivery.
                    read();
                    return;
                }
            } else if (ended) {
                endTold = true;
                deliver(Step.END);
                return;
            } else {
                if (demanded) {
                    read();
                }
                return;
            }
        }
    }

    private void read() {
        if (!reading && !ended) {
            reading = true;
            channel.read();
        }
    }

    private void drop() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    /** Calls the listener, here or on a worker. @return whether it has been called already */
    private boolean deliver(Step next) {
        step = next;
        delivering = true;
        if (workers != null) {
            try {
                workers.execute(this);
                return false;
            } catch (RejectedExecutionException e) {
                // The server is ending; what remains is told on this thread.
            }
        }
        call();
        delivering = false;
        return true;
    }

    /** On a worker: calls the listener and goes back to the loop. */
    @Override
    public void run() {
        call();
        onLoop(this::delivered);
    }

    private void delivered() {
        delivering = false;
        proceed();
    }

    private void call() {
        try {
            switch (step) {
                case OPEN -> listener.onOpen();
                case BYTES -> listener.onBytes(view(batch));
                case END -> listener.onEnd(endCause);
            }
        } catch (RuntimeException e) {
            abort();
        } finally {
            if (batch != null) {
                batch.release();
                batch = null;
            }
        }
    }

    private static ByteBuffer view(ByteBuf bytes) {
        int length = bytes.readableBytes();
        return bytes.nioBufferCount() == 1 && !(bytes instanceof CompositeByteBuf)
                ? bytes.internalNioBuffer(bytes.readerIndex(), length)
                : bytes.nioBuffer(bytes.readerIndex(), length);
    }

    @Override
    public void demand() {
        demanded = true;
        // Whoever delivers looks for it afterwards.
        if (!delivering) {
            onLoop(this::proceed);
        }
    }

    // ---- Outbound, on any thread ---------------------------------------------------------------------------------

    @Override
    public boolean blocksOnWrite() {
        return false;
    }

    @Override
    public boolean mayWait() {
        return !(Thread.currentThread() instanceof LoopThread);
    }

    @Override
    public void write(Source source, Completion told) {
        completion = told;
        if (source.isLast()) {
            onLoop(() -> Channels.cork(channel));
        }
        try {
            boolean done;
            do {
                int size = (int) Math.max(1, Math.min(LARGEST_BUFFER_BYTES, source.remaining()));
                ByteBuf buffer = channel.alloc().directBuffer(size, size);
                done = fill(buffer, size, source);
                boolean flush = done || source.remaining() >= FEW_BYTES;
                ChannelFuture written = flush ? channel.writeAndFlush(buffer) : channel.write(buffer);
                if (done) {
                    written.addListener(this);
                }
            } while (!done);
        } catch (RuntimeException e) {
            finish(e);
        }
    }

    @Override
    public void ifHeldUp(Runnable action) {
        // Behind whatever write this loop has been given.
        onLoop(() -> {
            ChannelOutboundBuffer offered = channel.unsafe().outboundBuffer();
            if (offered != null && !offered.isEmpty()) {
                action.run();
            }
        });
    }

    private static boolean fill(ByteBuf buffer, int size, Source source) {
        try {
            ByteBuffer room = buffer.internalNioBuffer(0, size);
            int before = room.position();
            boolean done = source.drainTo(room);
            buffer.writerIndex(room.position() - before);
            return done;
        } catch (RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        finish(written.cause());
    }

    private void finish(Throwable failure) {
        Completion told = completion;
        completion = null;
        told.done(failure);
    }

    @Override
    public void shutdownOutput() {
        onLoop(() -> Channels.shutdownOutput(channel));
    }

    @Override
    public void abort() {
        onLoop(() -> {
            aborted = true;
            Channels.cut(channel);
            proceed();
        });
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
            return;
        }
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended and all its channels with it, so nobody else is in this.
            task.run();
        }
    }
}
