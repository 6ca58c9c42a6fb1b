package dev.bosphorus.container.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUriTest {

    @Test
    void schemeFollowsTheConnection() {
        assertThat(RequestUri.of(false, "h:81", "/a", null).uri()).hasToString("ws://h:81/a");
        assertThat(RequestUri.of(true, "h", "/a", "b=c").uri()).hasToString("wss://h/a?b=c");
        assertThat(RequestUri.of(true, "h", "/", null).isSecure()).isTrue();
        assertThat(RequestUri.of(false, "h", "/", null).isSecure()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1}', '%7B%22a%22:1%7D'", "a|b, a%7Cb", "100%, 100%25", "%4, %254", "%41, %41", "a[0]=1, a%5B0%5D=1",
        "a\\b, a%5Cb", "\u00FC, %FC", "x^y`z, x%5Ey%60z", "a#b, a%23b"})
    void whatBrowsersLeaveIsEncoded(String raw, String encoded) {
        RequestUri uri = RequestUri.of(false, "h", "/p", raw);
        assertThat(uri.uri()).hasToString("ws://h/p?" + encoded);
        assertThat(uri.query()).isEqualTo(raw);
    }

    @Test
    void hostWithAnUnderscoreIsAllowed() {
        assertThat(RequestUri.of(false, "my_service:80", "/a", null).uri().getRawAuthority()).isEqualTo("my_service:80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "h\\x", "[::1", "<h>"})
    void hostThatIsNoneIsRefused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestUri.of(false, host, "/", null));
    }

    @Test
    void parametersAreDecodedInOrderWithRepeats() {
        Map<String, List<String>> parameters = RequestUri.of(false, "h", "/", "b=1&a=x%20y+z&b=2&c&d=&%C3%BC=%E2%82%AC").parameters();
        assertThat(parameters).containsExactly(Map.entry("b", List.of("1", "2")), Map.entry("a", List.of("x y z")),
                Map.entry("c", List.of("")), Map.entry("d", List.of("")), Map.entry("\u00FC", List.of("\u20AC")));
    }

    @Test
    void brokenEncodingStandsAsSent() {
        assertThat(RequestUri.of(false, "h", "/", "a=%zz&=x&&b=%4").parameters())
                .containsExactly(Map.entry("a", List.of("%zz")), Map.entry("b", List.of("%4")));
    }

    @Test
    void parametersAreUnmodifiable() {
        Map<String, List<String>> parameters = RequestUri.of(false, "h", "/", "a=1").parameters();
        org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> parameters.put("b", List.of()));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> parameters.get("a").add("2"));
    }

    @Test
    void noQueryHasNoParameters() {
        assertThat(RequestUri.of(false, "h", "/", null).parameters()).isEmpty();
        assertThat(RequestUri.of(false, "h", "/", "").parameters()).isEmpty();
    }
}
