package dev.bosphorus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the measurement works; what it measures is nothing for a test. */
class IdleMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "--deflate", "--message-bytes 300 --deflate --wait 1 --histogram 3"})
    void printsWhatAConnectionCosts(String options) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String line = ("--connections 20 --transport event-loop " + options).strip();
        new IdleMemory(IdleOptions.parse(line.split(" ")), new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("20 idle connections").containsPattern("KiB of live heap per connection: -?\\d+[.,]\\d\\d");
    }

    @Test
    void badOptionIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> IdleOptions.parse("--connections", "0"))
                .withMessage("--connections must be a number from 1 to 1000000, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> IdleOptions.parse("--idle"))
                .withMessageStartingWith("unknown option --idle");
        assertThatIllegalArgumentException().isThrownBy(() -> IdleOptions.parse("--deflate", "--histogram"))
                .withMessage("--histogram needs a value");
    }
}
