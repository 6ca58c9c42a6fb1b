package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeResponseTest {

    private static String text(UpgradeResponse response) {
        return new String(response.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void refusalSaysOneSentenceAndCloses() {
        assertThat(text(UpgradeResponse.refusal(503, "Come back later.", "Retry-After", "5"))).isEqualTo("""
                HTTP/1.1 503 Service Unavailable\r
                Retry-After: 5\r
                Connection: close\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 17\r
                \r
                Come back later.
                """);
    }

    @Test
    void upgradeRequiredNamesUpgradeInConnection() {
        // RFC 9110, 7.8: a sender of Upgrade names it in Connection.
        assertThat(UpgradeResponse.refusal(426, "No.", "Upgrade", "websocket").headers().tokens("Connection"))
                .containsExactly("Upgrade", "close");
    }

    @Test
    void switchingProtocolsHasNoBody() {
        assertThat(text(new UpgradeResponse(101, new HeaderFields.Builder().add("Upgrade", "websocket").build(), "")))
                .isEqualTo("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
    }

    @Test
    void lengthCountsBytes() {
        assertThat(text(UpgradeResponse.refusal(400, "\u00e4"))).contains("Content-Length: 3\r\n");
    }

    @Test
    void statusWithoutAKnownReasonStillHasTheSpace() {
        // RFC 9112, 4: the space before an empty reason is required.
        assertThat(text(UpgradeResponse.refusal(418, "No."))).startsWith("HTTP/1.1 418 \r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5\r\nSet-Cookie: a=b", "5\n"})
    void valueCannotInjectAField(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> UpgradeResponse.refusal(503, "No.", "Retry-After", value));
    }
}
