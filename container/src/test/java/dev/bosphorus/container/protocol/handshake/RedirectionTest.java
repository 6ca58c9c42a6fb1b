package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectionTest {

    private static URI target(int status, String location, String from) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        if (location != null) {
            headers.add("Location", location);
        }
        return Redirection.target(new HttpHead.ResponseHead(status, "", headers.build()), URI.create(from));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreRedirects(int status) {
        assertThat(target(status, "ws://b/c", "ws://a/")).isEqualTo(URI.create("ws://b/c"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 304, 305, 400, 404, 500})
    void otherAnswersAreNot(int status) {
        assertThat(target(status, "ws://b/c", "ws://a/")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ws://a/b/c, /d, ws://a/d", "ws://a/b/c, d, ws://a/b/d", "ws://a/b/c?x, d, ws://a/b/d", "ws://a/b/c?x, ?y, ws://a/b/c?y",
        "ws://a/b/c?x, #y, ws://a/b/c?x", "ws://a/b/c, //b:8, ws://b:8", "wss://a/b/c, //b/, wss://b/", "ws://u@a/b, c, ws://a/c",
        "ws://a/, http://b/c, ws://b/c", "ws://a/, https://b/c, wss://b/c", "wss://a/, https://b:1/c?d#e, wss://b:1/c?d",
        "ws://a/, //b/c, ws://b/c", "ws://a/, WSS://b/c, wss://b/c", "ws://a, ws://[::1]:8/x, ws://[::1]:8/x"})
    void locationsAreResolved(String from, String location, String to) {
        assertThat(target(302, location, from)).isEqualTo(URI.create(to));
    }

    /** RFC 3986, 5.2.3 and 5.4. */
    @ParameterizedTest
    @CsvSource({
        "d, /d", "?y, ?y", "., /", "../x, /x"})
    void aPathIsNotGluedToAHostThatHasNone(String location, String path) {
        assertThat(target(302, location, "ws://a")).isEqualTo(URI.create("ws://a" + path));
    }

    /** RFC 3986, 5.4.1 and 5.4.2. */
    @ParameterizedTest
    @CsvSource({
        "g, /b/c/g", "./g, /b/c/g", "g/, /b/c/g/", "/g, /g", "?y, /b/c/d;p?y", "g?y, /b/c/g?y", "g#s, /b/c/g", ";x, /b/c/;x",
        "g;x=1/../y, /b/c/y", "'', /b/c/d;p?q", "., /b/c/", "./, /b/c/", ".., /b/", "../, /b/", "../g, /b/g", "../.., /",
        "../../g, /g", "../../../g, /g", "/./g, /g", "/../g, /g", "g., /b/c/g.", "..g, /b/c/..g", "./../g, /b/g", "g/./h, /b/c/g/h",
        "g/../h, /b/c/h", "g?y/../x, /b/c/g?y/../x"})
    void theExamplesOfTheStandard(String location, String path) {
        assertThat(target(302, location, "ws://a/b/c/d;p?q")).isEqualTo(URI.create("ws://a" + path));
    }

    @Test
    void whatIsNotAsciiGoesAsTheBytesThatCame() {
        assertThat(target(302, "/caf\u00C3\u00A9?\u00E9", "ws://a/")).isEqualTo(URI.create("ws://a/caf%C3%A9?%E9"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "wss://a/, ws://a/", "wss://a/, http://a/", "ws://a/, ftp://a/", "ws://a/, ws://u:p@a/", "ws://a/, mailto:x", "ws://a/, none",
        "ws://a/, ws:///x", "ws://a/, ws:x", "ws://a/, ws:/x", "ws://a/, //u@b/", "ws://a/, a b"})
    void nowhereThatAClientGoes(String from, String location) {
        assertThatIllegalArgumentException().isThrownBy(() -> target(302, location, from));
    }

    @ParameterizedTest
    @CsvSource({
        "ws://a/x, ws://A:80/y, true", "wss://a/, wss://a:443/, true", "ws://a/, wss://a/, false", "ws://a/, ws://b/, false",
        "ws://a/, ws://a:81/, false", "ws://a.b/, ws://c.a.b/, false"})
    void originsAreSchemeHostAndPort(String one, String other, boolean same) {
        assertThat(Redirection.sameOrigin(URI.create(one), URI.create(other))).isEqualTo(same);
    }

    @Test
    void anotherOriginGetsNoSecrets() {
        HeaderFields fields = new HeaderFields.Builder().add("authorization", "1").add("Cookie", "2").add("Proxy-Authorization", "3")
                .add("COOKIE2", "4").add("X-Amz-Authorization", "5").add("Accept-Language", "en").build();
        assertThat(Redirection.fieldsFor(fields, URI.create("ws://a/"), URI.create("ws://b/")).asMap())
                .containsOnlyKeys("Accept-Language");
        assertThat(Redirection.fieldsFor(fields, URI.create("ws://a/"), URI.create("ws://a/x"))).isSameAs(fields);
    }
}
