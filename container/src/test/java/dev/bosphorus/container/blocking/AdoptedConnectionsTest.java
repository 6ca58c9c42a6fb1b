package dev.bosphorus.container.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdoptedConnectionsTest {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final AdoptedConnections connections = new AdoptedConnections(Thread::new);
    private Selector selector;
    private SocketChannel peer;
    private SocketChannel channel;

    /** Notes what the transport tells. */
    private final SessionStart start = new SessionStart() {
        @Override
        public boolean nonBlocking() {
            return false;
        }

        @Override
        public TransportListener begin(Transport transport) {
            events.add("begun");
            return new TransportListener() {
                @Override
                public void onOpen() {
                    events.add("open");
                    transport.demand();
                }

                @Override
                public void onBytes(ByteBuffer bytes) {
                    events.add(StandardCharsets.US_ASCII.decode(bytes).toString());
                    transport.demand();
                }

                @Override
                public void onEnd(Throwable cause) {
                    events.add(cause == null ? "end" : "failed");
                    transport.abort();
                }
            };
        }

        @Override
        public void abandon() {
            events.add("abandoned");
        }
    };

    @BeforeEach
    void connect() throws IOException {
        selector = Selector.open();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer = SocketChannel.open(server.getLocalAddress());
            channel = server.accept();
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    @AfterEach
    void disconnect() throws IOException {
        peer.close();
        channel.close();
        selector.close();
    }

    private String next() throws InterruptedException {
        return events.poll(20, TimeUnit.SECONDS);
    }

    /** As the selector's own server does it, on its thread. */
    private void release(Runnable released) {
        channel.keyFor(selector).cancel();
        released.run();
    }

    private void close() throws IOException {
        events.add("closed for its server");
        channel.close();
    }

    @Test
    void theSessionHasBegunWhenTheServerHasGivenTheConnectionAway() {
        connections.adopt(channel, released -> { }, null, start, this::close);
        assertThat(events.peek()).isEqualTo("begun");
    }

    @Test
    void whatCameEarlyComesFirst() throws Exception {
        connections.adopt(channel, this::release, ByteBuffer.wrap(new byte[] {'a'}), start, this::close);
        assertThat(next()).isEqualTo("begun");
        assertThat(next()).isEqualTo("open");
        assertThat(next()).isEqualTo("a");
        peer.write(ByteBuffer.wrap(new byte[] {'b'}));
        assertThat(next()).isEqualTo("b");
    }

    @Test
    void itsServerHearsOfTheEnd() throws Exception {
        connections.adopt(channel, this::release, null, start, this::close);
        assertThat(next()).isEqualTo("begun");
        assertThat(next()).isEqualTo("open");
        peer.close();
        assertThat(next()).isEqualTo("end");
        assertThat(next()).isEqualTo("closed for its server");
    }

    @Test
    void theSessionHearsThatTheServerHasClosedTheConnectionMeanwhile() throws Exception {
        channel.close();
        connections.adopt(channel, Runnable::run, null, start, channel);
        assertThat(next()).isEqualTo("begun");
        assertThat(next()).isEqualTo("open");
        assertThat(next()).isEqualTo("failed");
    }
}
