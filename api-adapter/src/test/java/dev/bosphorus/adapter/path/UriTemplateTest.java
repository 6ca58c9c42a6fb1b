package dev.bosphorus.adapter.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/", "/a/b", "/{a}", "/{a}/", "/a/{guest-id}", "/{a_1}/x/{b.c}", "/caf%C3%A9", "/café",
        "/a;v=1", "/a.b", "/~user", "/a:b@c", "/..."})
    void levelOneTemplatesAreAccepted(String template) {
        assertThat(UriTemplate.parse(template)).hasToString(template);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a", "a/{b}", "{a}", "//", "//a", "/a//b", "/./a", "/a/../b", "/a/..", "/%2e%2e/a",
        "/a?b", "/a#b", "/a b", "/a\nb", "/a\\b", "/a|b", "/a<b>", "/a%", "/a%zz", "/%FF",
        "/x{a}", "/{a}x", "/{a}{b}", "/{a", "/a}", "/{}", "/{{a}}", "/{a}/{a}", "/{a}/b/{a}",
        "/{+a}", "/{#a}", "/{.a}", "/{?a}", "/{&a}", "/{;a}", "/{a,b}", "/{a*}", "/{a:3}", "/{a b}", "/{a.}"})
    void everythingElseIsRefusedWithTheRule(String template) {
        assertThatThrownBy(() -> UriTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + template + "\"").hasMessageContaining("3.1.1");
    }

    @Test
    void variablesAreNamedInOrder() {
        assertThat(UriTemplate.parse("/{z}/x/{a}").variables()).containsExactly("z", "a");
    }

    @Test
    void valuesAreInTheOrderOfThePath() {
        assertThat(UriTemplate.parse("/{z}/x/{a}/{m}").match("/1/x/2/3"))
                .containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/|/", "/a|/a", "/a/|/a/", "/a%20b|/a%20b", "/%7Euser|/~user", "/caf%C3%A9|/caf%c3%a9", "/café|/caf%C3%A9"
    })
    void exactPathsMatchOnceNormalized(String template, String path) {
        assertThat(UriTemplate.parse(template).match(path)).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/a|/", "/a|/b", "/a|/A", "/a|/a/", "/a/|/a", "/a|/a/b", "/a|/%61%", "/a|a",
        "/{v}|/", "/{v}|/a/", "/{v}|/a/b", "/{v}|/.", "/{v}|/..", "/{v}|/%2e%2e", "/{v}|/%", "/{v}|/%FF",
        "/a/{v}|/a", "/a/{v}|/a/", "/a/{v}|/a/b/", "/a/{v}|/a/b/c", "/{a}/{b}|//b", "/{a}/{b}|/a/"
    })
    void otherPathsDoNotMatch(String template, String path) {
        assertThat(UriTemplate.parse(template).match(path)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/{v}|/b|b", "/{v}|/a%20b|a b", "/{v}|/a+b|a+b", "/{v}|/a%2Fb|a/b", "/{v}|/%C3%A9|é", "/{v}|/x;y=1|x;y=1",
        "/{v}/|/b/|b", "/{v}|/...|...", "/a/{v}/c|/a/b/c|b"
    })
    void aVariableTakesTheDecodedSegment(String template, String path, String value) {
        assertThat(UriTemplate.parse(template).match(path)).isEqualTo(Map.of("v", value));
    }

    @Test
    void severalVariablesTakeTheirSegments() {
        assertThat(UriTemplate.parse("/{a}/x/{b}").match("/1/x/2")).isEqualTo(Map.of("a", "1", "b", "2"));
    }
}
