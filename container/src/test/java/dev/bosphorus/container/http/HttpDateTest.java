package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpDateTest {

    /** The example of RFC 9110, 5.6.7. */
    private static final String EXAMPLE = "Sun, 06 Nov 1994 08:49:37 GMT";

    @Test
    void dateIsWrittenInTheFixedForm() {
        assertThat(HttpDate.format(784_111_777)).isEqualTo(EXAMPLE);
    }

    @Test
    void dateInTheFixedFormIsRead() {
        assertThat(HttpDate.parse(EXAMPLE)).isEqualTo(784_111_777);
    }

    @Test
    void whatIsNoDateIsBeforeAllDates() {
        assertThat(HttpDate.parse(null)).isEqualTo(Long.MIN_VALUE);
        assertThat(HttpDate.parse("yesterday")).isEqualTo(Long.MIN_VALUE);
        assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT")).isEqualTo(Long.MIN_VALUE);
    }
}
