package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFieldsTest {

    private static HeaderFields fields(String... namesAndValues) {
        HeaderFields.Builder builder = new HeaderFields.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    @Test
    void namesDisregardCaseAndRepeatsKeepTheirOrder() {
        HeaderFields headers = fields("X-One", "a", "Other", "b", "x-ONE", "c");
        assertThat(headers.first("x-one")).isEqualTo("a");
        assertThat(headers.all("x-one")).containsExactly("a", "c");
        assertThat(headers.asMap().get("X-ONE")).containsExactly("a", "c");
        List<String> seen = new ArrayList<>();
        headers.forEach((name, value) -> seen.add(name + "=" + value));
        assertThat(seen).containsExactly("X-One=a", "Other=b", "x-ONE=c");
    }

    @Test
    void missingFieldIsNullOrEmpty() {
        assertThat(HeaderFields.NONE.first("Any")).isNull();
        assertThat(HeaderFields.NONE.all("Any")).isEmpty();
        assertThat(HeaderFields.NONE.tokens("Any")).isEmpty();
    }

    @Test
    void listsOfAllFieldsAreOneListWithoutEmptyElements() {
        assertThat(fields("L", " a ,, b\t", "l", "", "L", "c,").tokens("L")).containsExactly("a", "b", "c");
    }

    @Test
    void tokenIsFoundWholeAndInAnyCase() {
        HeaderFields headers = fields("Connection", "keep-alive, UPGRADE");
        assertThat(headers.hasToken("connection", "upgrade")).isTrue();
        assertThat(headers.hasToken("connection", "keep")).isFalse();
    }

    @Test
    void mapIsUnmodifiable() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> fields("A", "b").asMap().put("C", List.of("d")));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> fields("A", "b").asMap().get("A").add("d"));
    }

    @Test
    void laterAdditionsDoNotReachWhatWasBuilt() {
        HeaderFields.Builder builder = new HeaderFields.Builder().add("A", "1");
        HeaderFields built = builder.build();
        builder.add("B", "2");
        assertThat(built.first("B")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "a\u0001b", "a\u007Fb", "snow\u2603"})
    void valueWithAControlCharacterOrBeyondLatin1IsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> fields("Name", value))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("the value of the header Name").doesNotContain("\r", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\n", "(a)", "\u00e4"})
    void nameThatIsNoTokenIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> fields(name, "value")).withMessageContaining("has to be a token");
    }

    @Test
    void spacesTabsAndLatin1AreAllowedInValues() {
        assertThat(fields("Name", "a \t\u00e4").first("Name")).isEqualTo("a \t\u00e4");
    }
}
