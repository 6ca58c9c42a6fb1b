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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        // As after the handshake.
        wire.release();
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

    private void holdMuch() throws IOException {
        capacityFor(1000);
        capacityFor(1000);
    }

    @Test
    void headOfAHandshakeIsReadAtOnceAndLeavesNothingBehind() throws IOException {
        wire = new PlainWire(channel, pool);
        assertThat(capacityFor(900)).isEqualTo(1024);
        wire.release();
        assertThat(capacityFor(10)).isEqualTo(128);
    }

    @Test
    void anIdleConnectionHoldsLittle() throws IOException {
        assertThat(capacityFor(10)).isEqualTo(128);
        assertThat(capacityFor(127)).isEqualTo(128);
        assertThat(capacityFor(10)).isEqualTo(128);
    }

    @Test
    void whatDoesNotFitIsReadIntoALentBuffer() throws IOException {
        assertThat(capacityFor(10_000)).isEqualTo(BufferPool.BUFFER_BYTES);
    }

    @ParameterizedTest
    @CsvSource({"128, 512", "511, 512", "512, 4096", "50000, 4096"})
    void whereLargerMessagesComeTheNextIsReadAtOnce(int bytes, int capacity) throws IOException {
        capacityFor(bytes);
        assertThat(capacityFor(10)).as("after one").isEqualTo(128);
        capacityFor(bytes);
        assertThat(capacityFor(10)).isEqualTo(capacity);
    }

    @Test
    void whereOnlySmallOnesComeTheConnectionHoldsLittleAgain() throws IOException {
        holdMuch();
        for (int i = 0; i < 15; i++) {
            assertThat(capacityFor(10)).isEqualTo(4096);
        }
        capacityFor(1000);
        for (int i = 0; i < 16; i++) {
            assertThat(capacityFor(200)).isEqualTo(4096);
        }
        for (int i = 0; i < 16; i++) {
            assertThat(capacityFor(10)).isEqualTo(512);
        }
        assertThat(capacityFor(10)).isEqualTo(128);
    }

    @Test
    void whereManyHoldMuchTheNextDoesNot() throws IOException {
        pool.mayHoldMore();
        holdMuch();
        assertThat(capacityFor(200)).isEqualTo(512);
        pool.holdsLess();
        holdMuch();
        assertThat(capacityFor(1000)).isEqualTo(4096);
    }

    @Test
    void whatIsHeldIsGivenUpForOthers() throws IOException {
        holdMuch();
        assertThat(pool.mayHoldMore()).isFalse();
        wire.release();
        assertThat(pool.mayHoldMore()).isTrue();
        assertThat(capacityFor(10)).isEqualTo(128);
    }

    @Test
    void connectionThatHoldsLittleAgainLetsAnotherHoldMuch() throws IOException {
        holdMuch();
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
