package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeflateOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "-2, 0, 15, 15, 1, 'level must be between -1 and 9, not -2'",
        "10, 0, 15, 15, 1, 'level must be between -1 and 9, not 10'",
        "0, -1, 15, 15, 1, 'minBytes must be between 0 and 2147483647, not -1'",
        "0, 0, 7, 15, 1, 'serverMaxWindowBits must be between 8 and 15, not 7'",
        "0, 0, 15, 16, 1, 'clientMaxWindowBits must be between 8 and 15, not 16'",
        "0, 0, 15, 15, 0, 'maxContexts must be between 1 and 1048576, not 0'",
    })
    void valuesOutOfRangeAreRefused(int level, int minBytes, int server, int client, int contexts, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeflateOptions(level, minBytes, true, true, server, client, contexts))
                .withMessage(message);
    }

    @Test
    void eachOptionChangesAlone() {
        DeflateOptions changed = DeflateOptions.DEFAULTS.withLevel(3).withMinBytes(10).withContextTakeover(false, true)
                .withMaxWindowBits(9, 11).withMaxContexts(5);
        assertThat(changed).isEqualTo(new DeflateOptions(3, 10, false, true, 9, 11, 5));
    }
}
