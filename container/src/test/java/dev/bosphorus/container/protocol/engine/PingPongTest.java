package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.PONG;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static dev.bosphorus.container.protocol.engine.Wire.engine;
import static dev.bosphorus.container.protocol.engine.Wire.feed;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static dev.bosphorus.container.protocol.engine.Wire.output;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6455, 5.5.2 and 5.5.3. */
class PingPongTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyPingGetsAPongWithItsPayload(Role role) {
        WebSocketEngine engine = engine(role);
        String longest = "x".repeat(125);
        feed(engine, frame(role, FIN | PING, ""), frame(role, FIN | PING, "a"), frame(role, FIN | PING, longest));
        assertThat(output(engine)).isEqualTo(Wire.bytes(pong(role, ""), pong(role, "a"), pong(role, longest)));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void pingCutIntoBytesIsAnswered(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, frame(role, FIN | PING, "in pieces"), 1)).containsExactly("ping in pieces");
        assertThat(output(engine)).isEqualTo(pong(role, "in pieces"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void pongKeepsItsPayloadWhenTheBufferIsUsedAgain(Role role) {
        WebSocketEngine engine = engine(role);
        byte[] bytes = frame(role, FIN | PING, "mine");
        engine.receive(ByteBuffer.wrap(bytes), 0);
        engine.poll();
        Arrays.fill(bytes, (byte) 0);
        assertThat(output(engine)).isEqualTo(pong(role, "mine"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyTheLatestIsAnsweredWherePongsPileUp(Role role) {
        WebSocketEngine engine = engine(role);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            feed(engine, frame(role, FIN | PING, "ping " + i));
            if (i < OutboundHalf.MAX_WAITING_PONGS - 1 || i == 99) {
                expected.writeBytes(pong(role, "ping " + i));
            }
        }
        assertThat(output(engine)).isEqualTo(expected.toByteArray());
        feed(engine, frame(role, FIN | PING, "after"), frame(role, FIN | PING, "wards"));
        assertThat(output(engine)).as("there is room again").isEqualTo(Wire.bytes(pong(role, "after"), pong(role, "wards")));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void pongsThatTheApplicationSendsAreNeverReplaced(Role role) {
        WebSocketEngine engine = engine(role);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            engine.sendPong(ByteBuffer.wrap(("pong " + i).getBytes()));
            expected.writeBytes(pong(role, "pong " + i));
        }
        assertThat(output(engine)).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void pongMayGoBetweenFragmentsThatWeSend(Role role) {
        WebSocketEngine engine = engine(role);
        engine.sendText(ByteBuffer.wrap(new byte[] {'a'}), false);
        feed(engine, frame(role, FIN | PING, "p"));
        engine.sendText(ByteBuffer.wrap(new byte[] {'b'}), true);
        Role peer = peerOf(role);
        assertThat(output(engine)).isEqualTo(Wire.bytes(frame(peer, TEXT, "a"), pong(role, "p"), frame(peer, FIN | CONT, "b")));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void pongIsNotAnswered(Role role) {
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, frame(role, FIN | PONG, "unasked"))).containsExactly("pong unasked");
        assertThat(output(engine)).isEmpty();
    }

    private static byte[] pong(Role role, String payload) {
        return frame(peerOf(role), FIN | PONG, payload);
    }

    private static Role peerOf(Role role) {
        return role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
    }
}
