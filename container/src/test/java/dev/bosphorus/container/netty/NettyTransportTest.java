package dev.bosphorus.container.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class NettyTransportTest {

    private static final byte[] ANSWER = "101".getBytes(StandardCharsets.UTF_8);

    private final List<String> calls = new ArrayList<>();
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<ByteBuf> sent = new ArrayList<>();
    private int reads;
    private int flushes;
    private boolean demandAlways = true;
    private NettyTransport transport;

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
            context.flush();
        }
    });

    private final TransportListener listener = new TransportListener() {
        @Override
        public void onOpen() {
            calls.add("open");
            demandPerhaps();
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            calls.add(StandardCharsets.UTF_8.decode(bytes).toString());
            demandPerhaps();
        }

        @Override
        public void onEnd(Throwable cause) {
            calls.add("end " + (cause == null ? "" : cause.getMessage()));
        }
    };

    private void demandPerhaps() {
        if (demandAlways) {
            transport.demand();
        }
    }

    private void open(boolean onWorkers, ByteBuf first) {
        transport = new NettyTransport(channel, onWorkers ? workers::add : null);
        channel.pipeline().addLast(transport);
        channel.config().setAutoRead(false);
        reads = 0;
        transport.open(listener, ANSWER, first, false);
    }

    private void arrives(String... parts) {
        for (String part : parts) {
            ByteBuf bytes = Unpooled.copiedBuffer(part, StandardCharsets.UTF_8);
            sent.add(bytes);
            channel.pipeline().fireChannelRead(bytes);
        }
        channel.pipeline().fireChannelReadComplete();
    }

    private String written() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            text.append(out.toString(StandardCharsets.UTF_8));
            out.release();
        }
        return text.toString();
    }

    @Test
    void quickEndpointIsCalledOnTheLoop() {
        open(false, null);
        assertThat(written()).isEqualTo("101");
        arrives("1");
        arrives("2");
        assertThat(calls).containsExactly("open", "1", "2");
        assertThat(workers).isEmpty();
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void blockingEndpointIsCalledOnAWorkerOnceForEachRead() {
        open(true, null);
        assertThat(calls).isEmpty();
        workers.remove().run();
        assertThat(calls).containsExactly("open");
        arrives("1", "2", "3");
        assertThat(calls).containsExactly("open");
        workers.remove().run();
        assertThat(calls).containsExactly("open", "123");
        assertThat(workers).isEmpty();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whileAWorkerDeliversOneReadIsDoneAheadAndNoMore() {
        open(true, null);
        workers.remove().run();
        assertThat(reads).isOne();
        arrives("1");
        assertThat(reads).isEqualTo(2);
        arrives("2");
        assertThat(reads).isEqualTo(2);
        demandAlways = false;
        workers.remove().run();
        assertThat(workers).isEmpty();
        assertThat(reads).isEqualTo(2);
        transport.demand();
        assertThat(reads).isEqualTo(3);
        workers.remove().run();
        assertThat(calls).containsExactly("open", "1", "2");
    }

    /** Netty would take the channel for broken, and what is to be sent would be lost. */
    @Test
    void afterTheEndNothingIsRead() {
        open(true, null);
        arrives("1");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        int before = reads;
        workers.remove().run();
        workers.remove().run();
        assertThat(calls).containsExactly("open", "1");
        assertThat(reads).isEqualTo(before);
    }

    @Test
    void callsNeverOverlap() {
        open(true, null);
        workers.remove().run();
        arrives("1");
        arrives("2");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(workers).hasSize(1);
        workers.remove().run();
        assertThat(workers).hasSize(1);
        workers.remove().run();
        workers.remove().run();
        assertThat(calls).containsExactly("open", "1", "2", "end ");
    }

    @Test
    void bytesOfTheHandshakesReadAreDeliveredFirst() {
        open(false, Unpooled.copiedBuffer("0", StandardCharsets.UTF_8));
        arrives("1");
        assertThat(calls).containsExactly("open", "0", "1");
    }

    @Test
    void withoutDemandNothingIsReadNorDelivered() {
        demandAlways = false;
        open(false, null);
        assertThat(reads).isZero();
        arrives("1");
        assertThat(calls).containsExactly("open");
        transport.demand();
        assertThat(calls).containsExactly("open", "1");
        assertThat(reads).isZero();
        transport.demand();
        assertThat(reads).isOne();
        transport.demand();
        assertThat(reads).isOne();
    }

    @Test
    void readThatBringsNothingIsRepeated() {
        open(false, null);
        channel.pipeline().fireChannelReadComplete();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void endComesAfterWhatWasReadAndOnce() {
        demandAlways = false;
        open(false, null);
        arrives("1");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(calls).containsExactly("open");
        transport.demand();
        channel.close();
        assertThat(calls).containsExactly("open", "1", "end ");
    }

    @Test
    void abortDropsWhatWasReadAndTellsTheEnd() {
        demandAlways = false;
        open(false, null);
        arrives("1");
        transport.abort();
        assertThat(channel.isActive()).isFalse();
        assertThat(calls).hasSize(2).last().asString().startsWith("end ");
        assertThat(sent).allMatch(bytes -> bytes.refCnt() == 0);
    }

    @Test
    void brokenConnectionIsClosedAndTold() {
        open(false, null);
        channel.pipeline().fireExceptionCaught(new IOException("reset by peer"));
        assertThat(channel.isActive()).isFalse();
        assertThat(calls).containsExactly("open", "end reset by peer");
    }

    @Test
    void channelThatHasClosedBeforeTheSessionBeganIsAnEnd() {
        channel.close();
        open(false, null);
        assertThat(calls).containsExactly("open", "end ");
    }

    @Test
    void everyBufferIsReleased() {
        open(true, null);
        workers.remove().run();
        arrives("1", "2");
        workers.remove().run();
        arrives("3");
        workers.remove().run();
        assertThat(sent).extracting(ReferenceCounted::refCnt).containsOnly(0);
    }

    @Test
    void listenerThatFailsEndsTheConnection() {
        transport = new NettyTransport(channel, null);
        channel.pipeline().addLast(transport);
        transport.open(new TransportListener() {
            @Override
            public void onOpen() {
                transport.demand();
            }

            @Override
            public void onBytes(ByteBuffer bytes) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onEnd(Throwable cause) {
                calls.add("end");
            }
        }, ANSWER, null, false);
        arrives("1");
        assertThat(channel.isActive()).isFalse();
        assertThat(calls).containsExactly("end");
        assertThat(sent).allMatch(bytes -> bytes.refCnt() == 0);
    }

    @Test
    void writeDrainsItsSourceBeforeItReturns() {
        open(false, null);
        written();
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 'x');
        ByteBuffer bytes = ByteBuffer.wrap(large);
        List<String> told = new ArrayList<>();
        transport.write(source(bytes), failure -> told.add("" + failure));
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(told).containsExactly("null");
        assertThat(written()).hasSize(large.length);
    }

    @Test
    void littleMoreThanTheLargestBufferLeavesWithIt() {
        open(false, null);
        written();
        flushes = 0;
        transport.write(source(ByteBuffer.allocate((1 << 20) + 10)), failure -> assertThat(failure).isNull());
        assertThat(flushes).isEqualTo(1);
        assertThat(written()).hasSize((1 << 20) + 10);
    }

    @Test
    void muchMoreThanTheLargestBufferDoesNotWaitForAllOfIt() {
        open(false, null);
        written();
        flushes = 0;
        transport.write(source(ByteBuffer.allocate(3 << 20)), failure -> assertThat(failure).isNull());
        assertThat(flushes).isEqualTo(3);
        assertThat(written()).hasSize(3 << 20);
    }

    @Test
    void writeAfterTheEndFailsOnce() {
        open(false, null);
        channel.close();
        List<Throwable> told = new ArrayList<>();
        transport.write(source(ByteBuffer.allocate(600_000)), told::add);
        assertThat(told).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void sourceThatFailsIsToldToItsCompletion() {
        open(false, null);
        List<Throwable> told = new ArrayList<>();
        transport.write(new Transport.Source() {
            @Override
            public long remaining() {
                return 1;
            }

            @Override
            public boolean drainTo(ByteBuffer out) {
                throw new IllegalStateException("a bug");
            }
        }, told::add);
        assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyLoopsMayNotWait() throws InterruptedException {
        open(false, null);
        assertThat(transport.mayWait()).isTrue();
        List<Boolean> seen = new ArrayList<>();
        Thread loop = LoopThread.factory("test-loop").newThread(() -> seen.add(transport.mayWait()));
        loop.start();
        loop.join();
        assertThat(seen).containsExactly(false);
    }

    private static Transport.Source source(ByteBuffer bytes) {
        return new Transport.Source() {
            @Override
            public long remaining() {
                return bytes.remaining();
            }

            @Override
            public boolean drainTo(ByteBuffer out) {
                int some = Math.min(out.remaining(), bytes.remaining());
                out.put(bytes.slice(bytes.position(), some));
                bytes.position(bytes.position() + some);
                return !bytes.hasRemaining();
            }
        };
    }
}
