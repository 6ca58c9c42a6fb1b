package dev.bosphorus.examples.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void placesDoNotDependOnCase() {
        assertThat(Names.place("Kitchen-2")).isEqualTo("kitchen-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-kitchen", "kitchen table", "küche", "../etc", "a\u0000", "kitchen\n",
        "thirty-three-characters-are-so-ma"})
    void placeOfOtherCharactersOrTooLongIsRefused(String place) {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.place(place));
    }

    @Test
    void peopleAreNamedInAnyScript() {
        assertThat(person(" Süreyya Ağaoğlu ")).isEqualTo("Süreyya Ağaoğlu");
        assertThat(person("Ἑλένη")).isEqualTo("Ἑλένη");
    }

    @Test
    void sameNameWrittenInTwoWaysIsOneName() {
        assertThat(person("Zoe\u0308")).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "<b>Ada</b>", "Ada\u202e", "Ada\nLovelace", "_ada", "more than 24 letters long"})
    void personOfOtherCharactersOrTooLongIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> person(name));
    }

    @Test
    void missingNameIsRefusedWithAReasonThatFitsACloseFrame() {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.person(Map.of()))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(123).contains("?name="));
    }

    private static String person(String name) {
        return Names.person(Map.of("name", List.of(name)));
    }
}
