package dev.bosphorus.adapter.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMapTest {

    private static TemplateMap<String> of(String... templates) {
        TemplateMap<String> map = new TemplateMap<>();
        for (String template : templates) {
            map.put(UriTemplate.parse(template), template);
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/a|/a", "/x|/{a}", "/c/d|/c/d", "/c/x|/c/{d}", "/x/d|/{c}/d", "/x/y|/{c}/{d}",
        "/a/c/d|/a/c/d", "/a/c/x|/a/c/{d}", "/a/x/d|/a/{c}/d", "/a/x/y|/a/{c}/{d}",
        "/x/c/d|/{a}/c/d", "/x/c/y|/{a}/c/{d}", "/x/y/d|/{a}/{c}/d", "/x/y/z|/{a}/{c}/{d}"
    })
    void exactSegmentsComeBeforeVariablesFromTheLeft(String path, String template) {
        TemplateMap<String> map = of("/a", "/{a}", "/c/d", "/c/{d}", "/{c}/d", "/{c}/{d}", "/a/c/d", "/a/c/{d}", "/a/{c}/d",
                "/a/{c}/{d}", "/{a}/c/d", "/{a}/c/{d}", "/{a}/{c}/d", "/{a}/{c}/{d}");

        assertThat(map.find(path).value()).isEqualTo(template);
    }

    /** The third and fourth example of the specification, 3.1.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/a/b/c|/a/b/c", "/a/d/c|/a/{var}/c", "/a/x/y|/a/{var1}/{var2}"})
    void examplesOfTheSpecification(String path, String template) {
        assertThat(of("/a/{var}/c", "/a/b/c", "/a/{var1}/{var2}").find(path).value()).isEqualTo(template);
        assertThat(of("/{var1}/d", "/b/{var2}").find("/b/d").parameters()).isEqualTo(Map.of("var2", "d"));
    }

    @Test
    void anExactSegmentExcludesTheVariableOnesForGood() {
        TemplateMap<String> map = of("/b/x", "/{v}/d");

        assertThat(map.find("/b/d")).isNull();
        assertThat(map.find("/c/d").value()).isEqualTo("/{v}/d");
    }

    @Test
    void onlyTemplatesWithAsManySegmentsCount() {
        TemplateMap<String> map = of("/b/x/y", "/{v}/d");

        assertThat(map.find("/b/d").value()).isEqualTo("/{v}/d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/|/", "/a|/a", "/{a}|/{b}", "/a/{b}|/a/{c}", "/{a}/x/{b}|/{b}/x/{a}", "/~a|/%7Ea"
    })
    void equivalentTemplatesAreRefusedWithBothNamed(String first, String second) {
        TemplateMap<String> map = of(first);

        assertThatThrownBy(() -> map.put(UriTemplate.parse(second), "second")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + first + "\"").hasMessageContaining("\"" + second + "\"");
        assertThat(map.templates()).hasSize(1);
        assertThat(map.find(first.replaceAll("\\{.\\}", "v")).value()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/a|/a/", "/a|/{a}", "/{a}|/{a}/", "/a|/A", "/a/{b}|/{a}/b"})
    void templatesThatDifferLiveSideBySide(String first, String second) {
        assertThat(of(first, second).templates()).extracting(UriTemplate::toString).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({"/x", "/a/", "/r/", "/r/1/", "/r//", "/r/..", "/r/%2e", "/r/%zz", "''", "a", "/"})
    void noMatchIsNull(String path) {
        assertThat(of("/a", "/r/{room}").find(path)).isNull();
    }

    @Test
    void aMatchHasTheDecodedParametersAndTheTemplate() {
        TemplateMap.Match<String> match = of("/r/{room}/{user}").find("/r/a%20b/%C3%A9");

        assertThat(match.parameters()).isEqualTo(Map.of("room", "a b", "user", "é"));
        assertThat(match.template()).hasToString("/r/{room}/{user}");
    }

    @Test
    void emptyMapMatchesNothing() {
        assertThat(new TemplateMap<String>().find("/")).isNull();
        assertThat(new TemplateMap<String>().templates()).isEqualTo(List.of());
    }

    /** A map that tried all ways would visit a thousand of them here, twice as many for every further segment. */
    @Test
    void manyWaysAreNotAllTried() {
        TemplateMap<Integer> map = new TemplateMap<>();
        for (int i = 0; i < 1 << 10; i++) {
            StringBuilder template = new StringBuilder();
            for (int bit = 0; bit < 10; bit++) {
                template.append((i >> bit & 1) == 0 ? "/a" : "/{v" + bit + "}");
            }
            map.put(UriTemplate.parse(template + "/end"), i);
        }

        assertThat(map.find("/a".repeat(10) + "/other")).isNull();
        assertThat(map.find("/a".repeat(10) + "/end").value()).isZero();
    }
}
