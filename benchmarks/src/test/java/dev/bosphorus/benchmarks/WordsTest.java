package dev.bosphorus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void optionsAndTheirValuesComeInTurn() {
        Words words = new Words("--name", "one", "--number", "7");
        assertThat(words.next()).isEqualTo("--name");
        assertThat(words.value("--name")).isEqualTo("one");
        assertThat(words.next()).isEqualTo("--number");
        assertThat(words.number("--number", 1, 10)).isEqualTo(7);
        assertThat(words.hasNext()).isFalse();
    }

    @Test
    void missingAndBadValuesAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Words().value("--name")).withMessage("--name needs a value");
        assertThatIllegalArgumentException().isThrownBy(() -> new Words("7a").number("--number", 1, 10))
                .withMessage("--number must be a number from 1 to 10, not 7a");
    }
}
