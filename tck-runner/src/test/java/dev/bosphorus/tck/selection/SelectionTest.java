package dev.bosphorus.tck.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    @ParameterizedTest
    @CsvSource({"*, true", "framing/*, true", "framing, false", "*/mask/*, true", "framing/mask/?, true", "framing/mask/??, false",
            "framing/mask/7*, true", "raming/mask/7, false", "'', false"})
    void globMatchesTheWholeName(String glob, boolean matches) {
        assertThat(new Selection(List.of(glob), List.of()).contains("framing/mask/7")).isEqualTo(matches);
    }

    @Test
    void whatIsSpecialInRegularExpressionsStandsForItself() {
        Selection selection = new Selection(List.of("a.b", "\\E(*", "[x]"), List.of());
        assertThat(List.of("a.b", "\\E(1", "[x]")).allMatch(selection::contains);
        assertThat(List.of("axb", "x", "\\E")).noneMatch(selection::contains);
    }

    @Test
    void oneGlobIsEnoughAndNoneMayExclude() {
        Selection selection = new Selection(List.of("a*", "b*"), List.of("*1", "*2"));
        assertThat(List.of("a3", "b3")).allMatch(selection::contains);
        assertThat(List.of("a1", "b2", "c3")).noneMatch(selection::contains);
    }

    @Test
    void withoutGlobsAllIsSelected() {
        assertThat(Selection.ALL.contains("any")).isTrue();
        assertThat(new Selection(List.of(), List.of("any")).contains("any")).isFalse();
    }

    @Test
    void globMatchesAnyOfSeveralNamesOfTheSame() {
        List<String> names = List.of("long.short", "short");
        assertThat(new Selection(List.of("short"), List.of()).containsAny(names)).isTrue();
        assertThat(new Selection(List.of("*"), List.of("short")).containsAny(names)).isFalse();
    }
}
