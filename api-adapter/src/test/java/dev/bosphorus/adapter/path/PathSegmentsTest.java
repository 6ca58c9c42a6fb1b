package dev.bosphorus.adapter.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/|''", "/a|a", "/a/|a,''", "//|'',''", "/a/b/c|a,b,c", "/a//c|a,'',c", "/x;v=1/y|x;v=1,y"
    })
    void slashesCutAPath(String path, String segments) {
        String[] expected = segments.replace("''", "").split(",", -1);
        assertThat(PathSegments.ofRequest(path)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "plain|plain", "a%20b|a b", "%C3%A9|é", "%c3%a9|é", "%F0%9F%98%80|😀", "100%25|100%", "a%2Fb|a/b", "a+b|a+b", "é%41|éA"
    })
    void percentEncodingIsUtf8(String raw, String decoded) {
        assertThat(PathSegments.decode(raw)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "a%", "%GG", "%4G", "%-1", "%+1", "%１１", "%C3", "%C3%28", "%FF", "%ED%A0%80", "%C0%AF"})
    void malformedEncodingIsNoText(String raw) {
        assertThat(PathSegments.decode(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "http://host/a", "*"})
    void aPathBeginsWithASlash(String path) {
        assertThat(PathSegments.ofRequest(path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.", "/..", "/a/./b", "/a/../b", "/%2e", "/%2E%2e/b", "/a/.%2e"})
    void dotSegmentsMatchNothing(String path) {
        assertThat(PathSegments.ofRequest(path)).isNull();
    }

    @Test
    void encodedSlashStaysInItsSegment() {
        assertThat(PathSegments.ofRequest("/a%2Fb/c")).containsExactly("a/b", "c");
    }
}
