package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.BINARY;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundFrameTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 13, 14, 15, 64, 1000})
    void frameLeavesThroughBuffersOfAnySize(int room) {
        for (Role role : Role.values()) {
            for (int length : new int[] {0, 1, 8, 125, 126, 300}) {
                byte[] payload = numbers(length);
                assertThat(drained(of(role, ByteBuffer.wrap(payload)), ByteBuffer.allocate(room))).isEqualTo(onWire(role, payload));
                assertThat(drained(of(role, direct(payload)), ByteBuffer.allocateDirect(room))).isEqualTo(onWire(role, payload));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void remainingCountsHeaderAndPayload(Role role) {
        OutboundFrame frame = of(role, ByteBuffer.allocate(200));
        int size = onWire(role, new byte[200]).length;
        assertThat(frame.remaining()).isEqualTo(size);
        ByteBuffer out = ByteBuffer.allocate(1);
        for (int left = size - 1; left >= 0; left--) {
            assertThat(frame.drainTo(out.clear())).isEqualTo(left == 0);
            assertThat(frame.remaining()).isEqualTo(left);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void callersBufferMayBeASliceOrReadOnly(Role role) {
        byte[] payload = numbers(20);
        ByteBuffer slice = ByteBuffer.wrap(numbers(40), 5, 20).slice().put(0, payload).asReadOnlyBuffer();
        assertThat(drained(of(role, slice), ByteBuffer.allocate(9))).isEqualTo(onWire(role, payload));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void callersBufferIsFreeOnceDetached(Role role) {
        byte[] payload = numbers(20);
        for (int before = 0; before < onWire(role, payload).length; before++) {
            byte[] mine = payload.clone();
            ByteBuffer buffer = ByteBuffer.wrap(mine);
            OutboundFrame frame = of(role, buffer);
            ByteBuffer out = ByteBuffer.allocate(100).limit(before);
            assertThat(frame.drainTo(out)).isFalse();
            frame.detach();
            assertThat(buffer.hasRemaining()).isFalse();
            Arrays.fill(mine, (byte) 0);
            assertThat(frame.drainTo(out.limit(100))).isTrue();
            assertThat(Arrays.copyOf(out.array(), out.position())).as("after %d bytes", before).isEqualTo(onWire(role, payload));
        }
    }

    @Test
    void callersBufferIsNotMasked() {
        byte[] mine = numbers(20);
        drained(of(Role.CLIENT, ByteBuffer.wrap(mine)), ByteBuffer.allocate(100));
        assertThat(mine).isEqualTo(numbers(20));
    }

    @Test
    void opcodeIsThatOfTheFrame() {
        assertThat(of(Role.CLIENT, ByteBuffer.allocate(0)).opcode()).isEqualTo(Opcode.BINARY);
    }

    @Test
    void whoTookAFrameMayLinkItAndAttachToIt() {
        WebSocketEngine engine = Wire.engine(Role.SERVER);
        engine.sendPing(ByteBuffer.allocate(0));
        engine.sendPong(ByteBuffer.allocate(0));
        OutboundFrame ping = engine.takeOutput();
        OutboundFrame pong = engine.takeOutput();
        assertThat(ping.next()).isNull();
        assertThat(ping.attachment()).isNull();
        ping.setNext(pong);
        ping.attach("mine");
        assertThat(ping.next()).isSameAs(pong);
        assertThat(ping.attachment()).isEqualTo("mine");
        assertThat(engine.takeOutput()).isNull();
    }

    private static OutboundFrame of(Role sender, ByteBuffer payload) {
        WebSocketEngine engine = Wire.engine(sender);
        engine.sendBinary(payload, true);
        return engine.takeOutput();
    }

    private static byte[] onWire(Role sender, byte[] payload) {
        return frame(sender == Role.CLIENT ? Role.SERVER : Role.CLIENT, FIN | BINARY, payload);
    }

    private static byte[] drained(OutboundFrame frame, ByteBuffer out) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean done;
        do {
            done = frame.drainTo(out.clear());
            out.flip();
            while (out.hasRemaining()) {
                all.write(out.get());
            }
        } while (!done);
        return all.toByteArray();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] numbers(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 3);
        }
        return bytes;
    }
}
