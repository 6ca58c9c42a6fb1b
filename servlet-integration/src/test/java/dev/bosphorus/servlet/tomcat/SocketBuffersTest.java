package dev.bosphorus.servlet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.Test;

class SocketBuffersTest {

    private static void hasSizes(SocketBufferHandler handler, int read, int write) {
        assertThat(handler.getReadBuffer().capacity()).isEqualTo(read);
        assertThat(handler.getWriteBuffer().capacity()).isEqualTo(write);
    }

    @Test
    void emptyBuffersAreTakenAwayAndGivenBackWithTheirSizes() {
        SocketBufferHandler handler = new SocketBufferHandler(8192, 4096, false);
        SocketBuffers taken = SocketBuffers.takeFrom(handler);
        hasSizes(handler, 0, 0);
        assertThat(handler.isReadBufferEmpty()).isTrue();
        assertThat(handler.isWriteBufferEmpty()).isTrue();
        taken.giveBack();
        hasSizes(handler, 8192, 4096);
        handler.reset();
        assertThat(handler.getReadBuffer().remaining()).isEqualTo(8192);
    }

    @Test
    void buffersThatHoldSomethingStay() {
        SocketBufferHandler handler = new SocketBufferHandler(8192, 8192, false);
        handler.getReadBuffer().put((byte) 1);
        SocketBuffers.takeFrom(handler).giveBack();
        hasSizes(handler, 8192, 8192);
        assertThat(handler.isReadBufferEmpty()).isFalse();
    }

    @Test
    void buffersOutsideTheHeapStay() {
        SocketBufferHandler handler = new SocketBufferHandler(8192, 8192, true);
        ByteBuffer read = handler.getReadBuffer();
        SocketBuffers.takeFrom(handler).giveBack();
        assertThat(handler.getReadBuffer()).isSameAs(read);
    }
}
