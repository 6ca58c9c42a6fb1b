package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({"http://a, http://a:80", "https://A.b, HTTPS://a.B:443", "http://[::1], http://[::1]:80"})
    void caseAndDefaultPortsDoNotMatter(String one, String other) {
        assertThat(Origin.parse(one)).isEqualTo(Origin.parse(other));
    }

    @Test
    void schemeHostAndPortMatter() {
        assertThat(Origin.parse("http://a")).isNotEqualTo(Origin.parse("https://a"))
                .isNotEqualTo(Origin.parse("http://b")).isNotEqualTo(Origin.parse("http://a:81"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "a.example", "//a", "http://", "http://a/", "http://a?b", "http://u@a", "http://a#b", "a b"})
    void whatIsNoOriginIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Origin.parse(text)).withMessageContaining("scheme://host[:port]");
    }
}
