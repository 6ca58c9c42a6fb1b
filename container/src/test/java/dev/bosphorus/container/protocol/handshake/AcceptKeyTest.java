package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptKeyTest {

    @Test
    void answerIsTheOneOfTheStandardsExample() {
        // RFC 6455, 1.3
        assertThat(AcceptKey.answer("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void keyOfSixteenBytesIsValid() {
        byte[] nonce = new byte[16];
        new Random(1).nextBytes(nonce);
        assertThat(AcceptKey.isValid(AcceptKey.of(nonce))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AQIDBAUGBwgJCgsMDQ4P", "AQIDBAUGBwgJCgsMDQ4PEBE=", "AQIDBAUGBwgJCgsMDQ4PEA",
            "AQIDBAUGBwgJCgsMDQ4PEBES", "AQIDBAUGBwgJCgsMDQ4P_-==", "AQIDBAUGBwgJCgsMDQ4PEA= ", "========================"})
    void keyOfAnotherSizeOrAlphabetIsInvalid(String key) {
        assertThat(AcceptKey.isValid(key)).isFalse();
    }

    @Test
    void nonceOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> AcceptKey.of(new byte[15])).withMessageContaining("15");
    }
}
