package dev.bosphorus.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.embedded.TransportKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void noOptionsAreTheDefaults() {
        assertThat(Options.parse()).isEqualTo(new Options("localhost", 8080, TransportKind.AUTO, false));
    }

    @Test
    void everyOptionIsTaken() {
        assertThat(Options.parse("--host", "::1", "--port", "0", "--transport", "event-loop", "--help"))
                .isEqualTo(new Options("::1", 0, TransportKind.EVENT_LOOP, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prot 80            | unknown option --prot; --help lists them
            --port               | --port needs a value
            --port 65536         | --port must be a number from 0 to 65535, not 65536
            --port -1            | --port must be a number from 0 to 65535, not -1
            --port http          | --port must be a number from 0 to 65535, not http
            --transport carrier  | --transport must be one of auto, virtual-threads, event-loop, io-uring, not carrier
            """)
    void badOptionIsOneLineThatNamesIt(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(line.split(" "))).withMessage(message);
    }
}
