package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.BINARY;
import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.PONG;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static dev.bosphorus.container.protocol.engine.Wire.engine;
import static dev.bosphorus.container.protocol.engine.Wire.feed;
import static dev.bosphorus.container.protocol.engine.Wire.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How bytes become parts, and what limits they meet. */
class InboundHalfTest {

    private static final long SECOND = 1_000_000_000L;

    // ---- Parts -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void partIsDeliveredAsSoonAsItArrives(Role role) {
        byte[] bytes = frame(role, FIN | TEXT, "abc");
        int header = bytes.length - 3;
        WebSocketEngine engine = engine(role);
        assertThat(feed(engine, Arrays.copyOf(bytes, header))).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(feed(engine, new byte[] {bytes[header + i]})).containsExactly("text " + (char) ('a' + i) + (i == 2 ? "." : "+"));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void partIsASliceOfTheBufferReceived(Role role) {
        byte[] bytes = frame(role, FIN | BINARY, "payload");
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(bytes), 0);
        Event.Binary event = (Event.Binary) engine.poll();
        assertThat(event.part().array()).isSameAs(bytes);
        assertThat(new String(bytes, bytes.length - 7, 7)).as("unmasked in place").isEqualTo("payload");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void directAndLittleEndianBuffersAreReadAlike(Role role) {
        byte[] bytes = Wire.bytes(frame(role, FIN | BINARY, new byte[300]), frame(role, FIN | TEXT, "tail"), new byte[0]);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            WebSocketEngine engine = engine(role);
            engine.receive(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().order(order), 0);
            assertThat(Wire.describe(engine.poll())).isEqualTo("binary " + "00".repeat(300) + ".");
            assertThat(Wire.describe(engine.poll())).isEqualTo("text tail.");
            assertThat(engine.poll()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void emptyPartComesOnlyAtTheEndOfAMessage(Role role) {
        assertThat(feed(engine(role), frame(role, TEXT, ""), frame(role, CONT, ""), frame(role, FIN | CONT, "")))
                .containsExactly("text .");
        assertThat(feed(engine(role), frame(role, TEXT, "a"), frame(role, FIN | CONT, ""))).containsExactly("text a+", "text .");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachPollGivesOneEvent(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(Wire.bytes(frame(role, FIN | TEXT, "a"), frame(role, FIN | PING, "b"))), 0);
        assertThat(engine.hasInput()).isTrue();
        assertThat(Wire.describe(engine.poll())).isEqualTo("text a.");
        assertThat(engine.hasInput()).isTrue();
        assertThat(Wire.describe(engine.poll())).isEqualTo("ping b");
        assertThat(engine.hasInput()).isFalse();
        assertThat(engine.poll()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void receivingBeforeAllIsConsumedIsTheCallersMistake(Role role) {
        WebSocketEngine engine = engine(role);
        engine.receive(ByteBuffer.wrap(frame(role, FIN | TEXT, "a")), 0);
        ByteBuffer more = ByteBuffer.wrap(frame(role, FIN | TEXT, "b"));
        assertThatIllegalStateException().isThrownBy(() -> engine.receive(more, 0));
        assertThat(Wire.describe(engine.poll())).isEqualTo("text a.");
        assertThat(engine.poll()).isNull();
        engine.receive(more, 0);
        assertThat(Wire.describe(engine.poll())).isEqualTo("text b.");
    }

    // ---- Sizes -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void textAndBinaryHaveLimitsOfTheirOwn(Role role) {
        WebSocketEngine engine = engine(role);
        engine.setMaxTextMessageBytes(3);
        engine.setMaxBinaryMessageBytes(5);
        assertThat(feed(engine, frame(role, FIN | TEXT, "abc"), frame(role, FIN | BINARY, "abcde"))).hasSize(2);
        assertThat(feed(engine, frame(role, FIN | TEXT, "abcd"))).containsExactly("closed 1009 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void messageUnderWayKeepsItsLimit(Role role) {
        WebSocketEngine engine = engine(role);
        feed(engine, frame(role, TEXT, "abc"));
        engine.setMaxTextMessageBytes(3);
        assertThat(feed(engine, frame(role, FIN | CONT, "de"))).containsExactly("text de.");
        assertThat(feed(engine, frame(role, FIN | TEXT, "abcd"))).containsExactly("closed 1009 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void reasonOf1009NamesTheLimit(Role role) {
        WebSocketEngine engine = engine(role);
        engine.setMaxTextMessageBytes(3);
        engine.receive(ByteBuffer.wrap(frame(role, FIN | TEXT, "abcd")), 0);
        assertThat(((Event.Closed) engine.poll()).status().reason()).contains("text").contains("maximum message size of 3 bytes");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void lengthsThatOverflowTogetherCloseWith1009(Role role) {
        WebSocketEngine engine = engine(role, ProtocolLimits.DEFAULTS.withMaxMessageBytes(Long.MAX_VALUE));
        feed(engine, frame(role, BINARY, "x"));
        byte[] header = {(byte) (FIN | CONT), (byte) (role == Role.SERVER ? 0xFF : 0x7F), 0x7F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0};
        assertThat(feed(engine, header)).containsExactly("closed 1009 failed");
    }

    @Test
    void limitOfNothingIsTheCallersMistake() {
        WebSocketEngine engine = engine(Role.SERVER);
        assertThatIllegalArgumentException().isThrownBy(() -> engine.setMaxTextMessageBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> engine.setMaxBinaryMessageBytes(-1));
    }

    // ---- Control frames --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Role.class)
    void pingsAndPongsCountTogetherAndClosesDoNot(Role role) {
        ProtocolLimits limits = new ProtocolLimits(1000, 1000, 10, 3, 1024, 10);
        byte[] three = Wire.bytes(frame(role, FIN | PING, ""), frame(role, FIN | PONG, ""), frame(role, FIN | PING, ""));
        assertThat(feed(engine(role, limits), three, Wire.close(role, 1000, ""))).last().isEqualTo("closed 1000 clean");
        assertThat(feed(engine(role, limits), three, frame(role, FIN | PONG, ""))).last().isEqualTo("closed 1008 failed");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void rateIsTakenFromAnyClock(Role role) {
        ProtocolLimits limits = new ProtocolLimits(1000, 1000, 10, 2, 1024, 10);
        for (long start : new long[] {0, Long.MIN_VALUE, Long.MAX_VALUE - SECOND / 2, -SECOND / 2}) {
            WebSocketEngine engine = engine(role, limits);
            for (int half = 0; half < 20; half++) {
                engine.receive(ByteBuffer.wrap(frame(role, FIN | PING, "")), start + half * SECOND / 2);
                assertThat(Wire.describe(engine.poll())).as("from %d", start).isEqualTo("ping ");
                assertThat(engine.poll()).isNull();
            }
        }
    }
}
