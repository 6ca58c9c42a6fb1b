package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @CsvSource({"/a,a", "/a/,a/", "/a/b.txt,a/b.txt", "/a%20b,a b", "/gr%C3%BC%c3%9fe,grüße",
            "/%41,A", "/a+b,a+b", "/a..b,a..b"})
    void pathIsDecoded(String raw, String decoded) {
        assertThat(RequestPath.decode(raw)).isEqualTo(decoded);
    }

    @Test
    void rootIsEmpty() {
        assertThat(RequestPath.decode("/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/a//b", "/a//", "//a"})
    void emptyNameIsNone(String raw) {
        assertThat(RequestPath.decode(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.", "/..", "/a/../b", "/../a", "/.git/config", "/%2e%2e/a", "/.%2E/a", "/a/.env"})
    void nameThatBeginsWithADotIsNone(String raw) {
        assertThat(RequestPath.decode(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2fb", "/a%5Cb", "/a\\b", "/c:", "/a%3Ab", "/a%00", "/a%0a", "/%7f"})
    void nameWithASeparatorOrAControlCharacterIsNone(String raw) {
        assertThat(RequestPath.decode(raw)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%4/a", "/%zz", "/a%4g", "/%c3", "/%c0%ae", "/%ed%a0%80", "/%-1"})
    void brokenEncodingIsNone(String raw) {
        assertThat(RequestPath.decode(raw)).isNull();
    }
}
