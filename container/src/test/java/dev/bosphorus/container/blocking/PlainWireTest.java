package dev.bosphorus.container.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainWireTest {

    /** With one larger buffer to wait with. */
    private final BufferPool pool = new BufferPool(1, 1, 1);
    private SocketChannel peer;
    private SocketChannel channel;
    private PlainWire wire;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer = SocketChannel.open(server.getLocalAddress());
            channel = server.accept();
        }
        wire = new PlainWire(channel, pool);
    }

    @AfterEach
    void disconnect() throws IOException {
        peer.close();
        channel.close();
    }

    /** The peer sends so many bytes, which the wire reads. @return the capacity of the buffer that it reads them into */
    private int capacityFor(int bytes) throws IOException {
        peer.write(ByteBuffer.allocate(bytes));
        ByteBuffer read = wire.read();
        assertThat(read.remaining()).isEqualTo(bytes);
        int capacity = read.capacity();
        // As before each wait.
        wire.giveLoan();
        return capacity;
    }

    @Test
    void anIdleConnectionHoldsLittle() throws IOException {
        assertThat(capacityFor(10)).isEqualTo(512);
    }

    @Test
    void whatDoesNotFitIsReadIntoALentBuffer() throws IOException {
        assertThat(capacityFor(10_000)).isEqualTo(BufferPool.BUFFER_BYTES);
    }

    @Test
    void whereLargerMessagesComeTheNextIsReadAtOnce() throws IOException {
        assertThat(capacityFor(1000)).isEqualTo(BufferPool.BUFFER_BYTES);
        assertThat(capacityFor(1000)).isEqualTo(4096);
    }

    @Test
    void whereOnlySmallOnesComeTheConnectionHoldsLittleAgain() throws IOException {
        capacityFor(1000);
        for (int i = 0; i < 15; i++) {
            assertThat(capacityFor(10)).isEqualTo(4096);
        }
        capacityFor(1000);
        for (int i = 0; i < 16; i++) {
            assertThat(capacityFor(10)).isEqualTo(4096);
        }
        assertThat(capacityFor(10)).isEqualTo(512);
    }

    @Test
    void whereManyHoldMuchTheNextDoesNot() throws IOException {
        pool.mayHoldMore();
        capacityFor(1000);
        assertThat(capacityFor(1000)).isEqualTo(BufferPool.BUFFER_BYTES);
        pool.holdsLess();
        capacityFor(1000);
        assertThat(capacityFor(1000)).isEqualTo(4096);
    }

    @Test
    void whatIsHeldIsGivenUpForOthers() throws IOException {
        capacityFor(1000);
        assertThat(pool.mayHoldMore()).isFalse();
        wire.release();
        assertThat(pool.mayHoldMore()).isTrue();
        assertThat(capacityFor(10)).isEqualTo(512);
    }

    @Test
    void connectionThatHoldsLittleAgainLetsAnotherHoldMuch() throws IOException {
        capacityFor(1000);
        for (int i = 0; i < 16; i++) {
            capacityFor(10);
        }
        assertThat(pool.mayHoldMore()).isTrue();
    }

    @Test
    void endOfInputIsNoBuffer() throws IOException {
        peer.shutdownOutput();
        assertThat(wire.read()).isNull();
    }
}
