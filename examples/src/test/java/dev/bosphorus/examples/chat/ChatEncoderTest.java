package dev.bosphorus.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatEncoderTest {

    private final ChatEncoder encoder = new ChatEncoder();

    @Test
    void everyEventHasItsTypeAndMembers() {
        List<String> two = List.of("Ada", "Bob");
        assertThat(encoder.encode(new ChatEvent.Welcome("kitchen", "Bob", two)))
                .isEqualTo("{\"type\":\"welcome\",\"room\":\"kitchen\",\"you\":\"Bob\",\"members\":[\"Ada\",\"Bob\"]}");
        assertThat(encoder.encode(new ChatEvent.Joined("Bob", two)))
                .isEqualTo("{\"type\":\"joined\",\"name\":\"Bob\",\"members\":[\"Ada\",\"Bob\"]}");
        assertThat(encoder.encode(new ChatEvent.Left("Cem", two)))
                .isEqualTo("{\"type\":\"left\",\"name\":\"Cem\",\"members\":[\"Ada\",\"Bob\"]}");
        assertThat(encoder.encode(new ChatEvent.Said("Ada", "hi", Instant.ofEpochMilli(1_700_000_000_123L))))
                .isEqualTo("{\"type\":\"said\",\"name\":\"Ada\",\"text\":\"hi\",\"at\":1700000000123}");
        assertThat(encoder.encode(new ChatEvent.Pong(12.5))).isEqualTo("{\"type\":\"pong\",\"at\":12.5}");
        assertThat(encoder.encode(new ChatEvent.Problem("no"))).isEqualTo("{\"type\":\"problem\",\"text\":\"no\"}");
    }

    @Test
    void textIsEscaped() {
        assertThat(encoder.encode(new ChatEvent.Problem("\"\\\n\u0001")))
                .isEqualTo("{\"type\":\"problem\",\"text\":\"\\\"\\\\\\n\\u0001\"}");
    }
}
