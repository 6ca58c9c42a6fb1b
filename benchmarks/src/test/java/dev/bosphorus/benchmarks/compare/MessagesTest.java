package dev.bosphorus.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

    @ParameterizedTest
    @EnumSource
    void messagesHaveTheirLengthAndDiffer(Content content) {
        Messages messages = new Messages(content, 1024);
        assertThat(messages.payload(0)).hasSize(1024).isNotEqualTo(messages.payload(1));
        assertThat(messages.frame(0)[1]).as("masked").isNegative();
    }

    @ParameterizedTest
    @EnumSource(names = "BINARY", mode = EnumSource.Mode.EXCLUDE)
    void textIsValidUtf8(Content content) {
        byte[] payload = new Messages(content, 1023).payload(3);
        assertThat(new String(payload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)).isEqualTo(payload).hasSize(1023);
    }
}
