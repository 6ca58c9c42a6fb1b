package dev.bosphorus.container.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 6455, 5.2 and 11.8. */
class OpcodeTest {

    @Test
    void sixOpcodesAreDefinedAndTheOthersReserved() {
        Map<Integer, Opcode> defined = Map.of(0, Opcode.CONTINUATION, 1, Opcode.TEXT, 2, Opcode.BINARY,
                8, Opcode.CLOSE, 9, Opcode.PING, 10, Opcode.PONG);
        for (int code = 0; code < 16; code++) {
            assertThat(Opcode.of(code)).isEqualTo(defined.get(code));
            assertThat(Opcode.of(0xF0 | code)).as("the high bits do not count").isEqualTo(defined.get(code));
        }
    }

    @Test
    void closePingAndPongAreControlFrames() {
        assertThat(List.of(Opcode.values())).filteredOn(Opcode::isControl)
                .containsExactly(Opcode.CLOSE, Opcode.PING, Opcode.PONG);
    }
}
