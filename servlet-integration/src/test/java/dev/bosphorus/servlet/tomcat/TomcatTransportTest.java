package dev.bosphorus.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bosphorus.container.blocking.BufferPool;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tomcat may use what belongs to a socket for another connection as soon as the socket is closed. */
class TomcatTransportTest implements TransportListener {

    private final List<String> told = new ArrayList<>();
    private Runnable onBytes = () -> { };
    private SocketChannel peer;
    private SocketChannel channel;
    private Wrapper socket;
    private TomcatTransport transport;

    /** Knows when it was closed, which a socket of no endpoint cannot be. */
    private static final class Wrapper extends NioSocketWrapper {

        boolean wasClosed;

        Wrapper(NioChannel channel) {
            super(channel, new NioEndpoint());
        }

        @Override
        public void close() {
            assertThat(getLock().isHeldByCurrentThread()).isTrue();
            wasClosed = true;
        }

        @Override
        public boolean isClosed() {
            return wasClosed;
        }
    }

    @BeforeEach
    void connect() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer = SocketChannel.open(server.getLocalAddress());
            channel = server.accept();
        }
        NioChannel own = new NioChannel(new SocketBufferHandler(8192, 8192, false));
        own.reset(channel, null);
        socket = new Wrapper(own);
        transport = new TomcatTransport(socket, new TomcatSettings(null, new BufferPool(), Duration.ofSeconds(1)));
        transport.open(this);
    }

    @AfterEach
    void disconnect() throws Exception {
        peer.close();
        channel.close();
    }

    @Override
    public void onOpen() {
        transport.demand();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        told.add(bytes.remaining() + " bytes");
        onBytes.run();
        transport.demand();
    }

    @Override
    public void onEnd(Throwable cause) {
        told.add("end");
    }

    private void onAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            fail("interrupted", e);
        }
    }

    private SocketState readable() throws Exception {
        peer.write(ByteBuffer.allocate(3));
        return transport.dispatch(SocketEvent.OPEN_READ);
    }

    /** Does something while it is being written. */
    private static Transport.Source source(Runnable action) {
        return new Transport.Source() {
            @Override
            public long remaining() {
                return 1;
            }

            @Override
            public boolean drainTo(ByteBuffer out) {
                out.put((byte) 1);
                action.run();
                return true;
            }
        };
    }

    @Test
    void whileTomcatsThreadReadsTheChannelIsClosedAndTheSocketLeftToTomcat() throws Exception {
        onBytes = () -> {
            onAnotherThread(transport::abort);
            assertThat(channel.isOpen()).isFalse();
        };
        assertThat(readable()).isEqualTo(SocketState.CLOSED);
        assertThat(socket.wasClosed).isFalse();
        assertThat(told).containsExactly("3 bytes", "end");
        assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void whileSomebodyWritesTheChannelIsClosedAndTheSocketAfterwards() {
        List<Throwable> failures = new ArrayList<>();
        transport.write(source(() -> {
            onAnotherThread(transport::abort);
            assertThat(channel.isOpen()).isFalse();
            assertThat(socket.wasClosed).isFalse();
            assertThat(transport.dispatch(SocketEvent.ERROR)).isEqualTo(SocketState.SUSPENDED);
        }), failures::add);
        assertThat(socket.wasClosed).isTrue();
        assertThat(failures).hasSize(1).first().isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void whoeverComesAfterTheEndLeavesTheSocketAlone() throws Exception {
        transport.abort();
        assertThat(socket.wasClosed).isTrue();
        assertThat(channel.isOpen()).as("closing it is Tomcat's part").isTrue();
        assertThat(readable()).isEqualTo(SocketState.CLOSED);
        List<Throwable> failures = new ArrayList<>();
        transport.write(source(() -> fail("written")), failures::add);
        assertThat(failures).hasSize(1).first().isInstanceOf(ClosedChannelException.class);
        assertThat(told).containsExactly("end");
    }
}
