package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.protocol.extension.ExtensionHeader.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionHeaderTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "one name                        | foo                             | [foo]",
        "several names                   | foo,bar , baz                   | [foo, bar, baz]",
        "parameters                      | foo; a; b=1; c=x, bar;d         | [foo; a; b=1; c=x, bar; d]",
        "space around every sign         | foo ; a = 1 ; b , bar           | [foo; a=1; b, bar]",
        "no space                        | foo;a=1;b,bar                   | [foo; a=1; b, bar]",
        "a quoted value                  | foo; a=\"10\"                   | [foo; a=10]",
        "a quoted value with escapes     | foo; a=\"\\1\\0\"               | [foo; a=10]",
        "repeated parameters             | foo; a=1; a=2                   | [foo; a=1; a=2]",
        "repeated names                  | foo; a, foo                     | [foo; a, foo]",
        "empty list elements (9110, 5.6.1.2) | ,, foo , ,bar,              | [foo, bar]",
        "only empty list elements        | , ,                             | []",
    })
    void readsTheGrammarOfSection91(String name, String field, String elements) {
        assertThat(ExtensionHeader.parse(List.of(field))).as(name).hasToString(elements);
    }

    @Test
    void allCharactersOfATokenAreTaken() {
        assertThat(ExtensionHeader.parse(List.of("!#$%&'*+-.^_`|~09azAZ"))).hasToString("[!#$%&'*+-.^_`|~09azAZ]");
    }

    @Test
    void tabIsSpace() {
        assertThat(ExtensionHeader.parse(List.of("\tfoo\t;\ta\t=\t1\t"))).hasToString("[foo; a=1]");
    }

    @Test
    void repeatedHeadersAreOneList() {
        assertThat(ExtensionHeader.parse(List.of("foo; a, bar", "", "baz"))).hasToString("[foo; a, bar, baz]");
        assertThat(ExtensionHeader.parse(List.of())).isEmpty();
    }

    @Test
    void parameterWithoutValueHasNone() {
        ExtensionHeader element = ExtensionHeader.parse(List.of("foo; a; b=1; b=2")).get(0);
        assertThat(element).isEqualTo(new ExtensionHeader("foo",
                List.of(new Parameter("a", null), new Parameter("b", "1"), new Parameter("b", "2"))));
        assertThat(element.has("a")).isTrue();
        assertThat(element.value("a")).isNull();
        assertThat(element.value("b")).isEqualTo("1");
        assertThat(element.has("c")).isFalse();
        assertThat(element.value("c")).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "no name                           | ;a               | a token is missing at index 0",
        "no parameter after the semicolon  | foo;             | a token is missing at index 4",
        "two semicolons                    | foo;;a           | a token is missing at index 4",
        "no value after the equals sign    | foo;a=           | a token is missing at index 6",
        "no parameter name                 | foo;=1           | a token is missing at index 4",
        "two words                         | foo bar          | unexpected character at index 4",
        "two values                        | foo;a=1=2        | unexpected character at index 7",
        "text after a quoted value         | foo;a=\"1\"2     | unexpected character at index 9",
        "quoted value without end          | foo;a=\"1        | the quoted string does not end at index 8",
        "quoted value that ends escaping   | foo;a=\"1\\      | the quoted string does not end at index 9",
        "empty quoted value                | foo;a=\"\"       | a quoted value has to be a token at index 8",
        "quoted value that is no token     | foo;a=\"1 2\"    | a quoted value has to be a token at index 11",
        "quoted value with a comma         | foo;a=\"1,2\"    | a quoted value has to be a token at index 11",
        "quoted name                       | \"foo\"          | a token is missing at index 0",
        "a separator in a name             | foo/bar          | unexpected character at index 3",
        "a character that is not ASCII     | foö              | unexpected character at index 2",
    })
    void brokenGrammarIsRefusedWithItsPlace(String name, String field, String message) {
        assertThatIllegalArgumentException().as(name).isThrownBy(() -> ExtensionHeader.parse(List.of(field)))
                .withMessage("Sec-WebSocket-Extensions: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo\r\nbar", "foo\0", "foo;a=\"1\r\n\"", "foo;\u007f"})
    void controlCharactersAreRefused(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExtensionHeader.parse(List.of(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Injected: 1", "a;b", "a,b", "\"a\""})
    void elementsAreMadeOfTokensOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ExtensionHeader(text, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Parameter(text, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Parameter("a", text));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        List<ExtensionHeader> elements = ExtensionHeader.parse(List.of("foo; a=\"1\"; b, bar"));
        assertThat(ExtensionHeader.parse(elements.stream().map(ExtensionHeader::toString).toList())).isEqualTo(elements);
    }

    @Test
    void largeFieldsAreReadOnce() {
        // 200,000 elements: anything but linear time would not end here.
        String field = "a;b=\"c\",".repeat(200_000);
        assertThat(ExtensionHeader.parse(List.of(field))).hasSize(200_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtensionHeader.parse(List.of("a;b=\"" + "\\c".repeat(500_000))));
    }
}
