package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeRequestTest {

    private static UpgradeRequest request(String target, HeaderFields headers) {
        return new UpgradeRequest("GET", target, "HTTP/1.1", headers);
    }

    @ParameterizedTest
    @CsvSource({"/, /,", "/a/b, /a/b,", "/a?b=c, /a, b=c", "/a?, /a, ''", "/a?b?c, /a, b?c", "/a%2Fb, /a%2Fb,",
            "http://h, /,", "http://h/a, /a,", "ws://h:80/a?b, /a, b", "http://h?q, /, q",
            "/a?u=http://h/x, /a, u=http://h/x", "*, *,"})
    void pathAndQueryAreThoseOfTheTarget(String target, String path, String query) {
        UpgradeRequest request = request(target, HeaderFields.NONE);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 0, false", "Content-Length, 1, true", "content-length, nonsense, true",
            "Transfer-Encoding, chunked, true", "Content-Type, text/plain, false"})
    void bodyIsAnnouncedByLengthOrTransferEncoding(String name, String value, boolean body) {
        assertThat(request("/", new HeaderFields.Builder().add(name, value).build()).hasBody()).isEqualTo(body);
    }
}
