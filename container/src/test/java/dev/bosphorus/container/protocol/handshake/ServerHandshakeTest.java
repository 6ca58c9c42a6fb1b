package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.handshake.ServerHandshake.Refusal;
import dev.bosphorus.container.protocol.handshake.ServerHandshake.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    /** A request that keeps all rules, to be changed in one point. */
    private static final class Request {
        private String method = "GET";
        private String version = "HTTP/1.1";
        private final List<String> fields = new ArrayList<>(List.of("Host", "example.com", "Upgrade", "websocket",
                "Connection", "Upgrade", "Sec-WebSocket-Key", KEY, "Sec-WebSocket-Version", "13"));

        Request method(String other) {
            method = other;
            return this;
        }

        Request version(String other) {
            version = other;
            return this;
        }

        Request with(String name, String value) {
            fields.addAll(List.of(name, value));
            return this;
        }

        Request without(String name) {
            int at = fields.indexOf(name);
            fields.remove(at);
            fields.remove(at);
            return this;
        }

        Request but(String name, String value) {
            return without(name).with(name, value);
        }

        ServerHandshake.Result examine() {
            HeaderFields.Builder headers = new HeaderFields.Builder();
            for (int i = 0; i < fields.size(); i += 2) {
                headers.add(fields.get(i), fields.get(i + 1));
            }
            return ServerHandshake.examine(new UpgradeRequest(method, "/chat", version, headers.build()));
        }

        Valid valid() {
            assertThat(examine()).isInstanceOf(Valid.class);
            return (Valid) examine();
        }

        UpgradeResponse refusedWith(int status) {
            assertThat(examine()).isInstanceOf(Refusal.class);
            UpgradeResponse response = ((Refusal) examine()).response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers().hasToken("Connection", "close")).isTrue();
            assertThat(response.body()).endsWith(".\n");
            return response;
        }
    }

    @Test
    void plainRequestIsValid() {
        assertThat(new Request().valid()).isEqualTo(new Valid(KEY, List.of(), List.of(), null));
    }

    @Test
    void offersAndOriginAreRead() {
        Valid valid = new Request().with("Sec-WebSocket-Protocol", "chat, v2").with("Sec-WebSocket-Protocol", "v1")
                .with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits, x")
                .with("Origin", "https://example.com").valid();
        assertThat(valid.subprotocols()).containsExactly("chat", "v2", "v1");
        assertThat(valid.extensions()).extracting(ExtensionHeader::name).containsExactly("permessage-deflate", "x");
        assertThat(valid.origin()).isEqualTo("https://example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "OPTIONS", "CONNECT", "get"})
    void anotherMethodIsRefusedWith405AndAllow(String method) {
        assertThat(new Request().method(method).refusedWith(405).headers().first("Allow")).isEqualTo("GET");
    }

    @Test
    void version10IsRefusedWith400() {
        new Request().version("HTTP/1.0").refusedWith(400);
    }

    @Test
    void higherMinorVersionIsValid() {
        // RFC 6455, 4.2.1: HTTP/1.1 or higher.
        assertThat(new Request().version("HTTP/1.2").valid().key()).isEqualTo(KEY);
    }

    @Test
    void missingRepeatedOrEmptyHostIsRefusedWith400() {
        new Request().without("Host").refusedWith(400);
        new Request().with("host", "example.com").refusedWith(400);
        new Request().but("Host", "").refusedWith(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket", "WEBSOCKET", "h2c, websocket", "websocket,", "\twebsocket"})
    void upgradeIsATokenInAnyCaseAndPlace(String upgrade) {
        assertThat(new Request().but("Upgrade", upgrade).valid().key()).isEqualTo(KEY);
    }

    @Test
    void upgradeMayBeRepeated() {
        assertThat(new Request().but("Upgrade", "h2c").with("upgrade", "websocket").valid().key()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "", "websockets", "web socket", "websocket/13"})
    void upgradeToSomethingElseIsRefusedWith426(String upgrade) {
        assertThat(new Request().but("Upgrade", upgrade).refusedWith(426).headers().first("Upgrade")).isEqualTo("websocket");
    }

    @Test
    void missingUpgradeIsRefusedWith426() {
        UpgradeResponse response = new Request().without("Upgrade").refusedWith(426);
        assertThat(response.headers().first("Upgrade")).isEqualTo("websocket");
        assertThat(response.headers().hasToken("Connection", "Upgrade")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "keep-alive, Upgrade", "UPGRADE,close"})
    void connectionIsAListThatContainsUpgrade(String connection) {
        assertThat(new Request().but("Connection", connection).valid().key()).isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "", "upgraded", "keep-alive Upgrade"})
    void connectionWithoutUpgradeIsRefusedWith400(String connection) {
        new Request().but("Connection", connection).refusedWith(400);
    }

    @Test
    void missingConnectionIsRefusedWith400() {
        new Request().without("Connection").refusedWith(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "14", "013", "13, 8", "thirteen"})
    void anotherVersionIsRefusedWith426AndOurs(String version) {
        UpgradeResponse response = new Request().but("Sec-WebSocket-Version", version).refusedWith(426);
        assertThat(response.headers().first("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(response.headers().first("Upgrade")).isEqualTo("websocket");
    }

    @Test
    void missingOrRepeatedVersionIsRefusedWith426AndOurs() {
        assertThat(new Request().without("Sec-WebSocket-Version").refusedWith(426).headers().first("Sec-WebSocket-Version"))
                .isEqualTo("13");
        new Request().with("Sec-WebSocket-Version", "13").refusedWith(426);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AQIDBAUGBwgJCgsMDQ4PEBE=", "dGhlIHNhbXBsZSBub25jZQ", "!!!!!!!!!!!!!!!!!!!!!!=="})
    void malformedKeyIsRefusedWith400(String key) {
        new Request().but("Sec-WebSocket-Key", key).refusedWith(400);
    }

    @Test
    void missingOrRepeatedKeyIsRefusedWith400() {
        new Request().without("Sec-WebSocket-Key").refusedWith(400);
        new Request().with("sec-websocket-key", KEY).refusedWith(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat, chat", "a b", "a/b", "a;q=1", "\u00e4"})
    void malformedOrRepeatedSubprotocolIsRefusedWith400(String subprotocols) {
        new Request().with("Sec-WebSocket-Protocol", subprotocols).refusedWith(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", ";x", "a; ", "a; =1", "a; b=", "a; b=\"unended", "a; b=\"not a token\"", "a, \u00e4"})
    void malformedExtensionsAreRefusedWith400(String extensions) {
        new Request().with("Sec-WebSocket-Extensions", extensions).refusedWith(400);
    }

    @Test
    void bodyIsRefusedWith400() {
        new Request().with("Content-Length", "5").refusedWith(400);
        new Request().with("Transfer-Encoding", "chunked").refusedWith(400);
        assertThat(new Request().with("Content-Length", "0").valid().key()).isEqualTo(KEY);
    }

    @Test
    void repeatedOriginIsRefusedWith400() {
        new Request().with("Origin", "http://a").with("Origin", "http://b").refusedWith(400);
    }

    @Test
    void acceptanceHasTheHeadersOfTheStandard() {
        Valid valid = new Request().valid();
        UpgradeResponse response = ServerHandshake.accept(valid, "chat", ExtensionHeader.parse(List.of("a; b=1, c")));
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers().asMap()).isEqualTo(Map.of("Upgrade", List.of("websocket"), "Connection", List.of("Upgrade"),
                "Sec-WebSocket-Accept", List.of("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "Sec-WebSocket-Protocol", List.of("chat"),
                "Sec-WebSocket-Extensions", List.of("a; b=1, c")));
    }

    @Test
    void acceptanceWithoutSubprotocolAndExtensionsNamesNone() {
        for (String none : Arrays.asList(null, "")) {
            HeaderFields headers = ServerHandshake.accept(new Request().valid(), none, List.of()).headers();
            assertThat(headers.all("Sec-WebSocket-Protocol")).isEmpty();
            assertThat(headers.all("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    @Test
    void applicationAddsFieldsOfItsOwn() {
        UpgradeResponse accepted = ServerHandshake.accept(new Request().valid(), null, List.of());
        HeaderFields headers = ServerHandshake.withFields(accepted, Map.of("Set-Cookie", List.of("a=1", "b=2"))).headers();
        assertThat(headers.all("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(headers.first("Upgrade")).isEqualTo("websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "connection", "SEC-WEBSOCKET-ACCEPT", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
            "Content-Length", "Transfer-Encoding"})
    void applicationCannotBreakTheHandshake(String name) {
        UpgradeResponse accepted = ServerHandshake.accept(new Request().valid(), "chat", List.of());
        UpgradeResponse merged = ServerHandshake.withFields(accepted, Map.of(name, List.of("mine")));
        assertThat(merged.headers().asMap()).isEqualTo(accepted.headers().asMap());
    }

    @Test
    void applicationCannotInjectAField() {
        UpgradeResponse accepted = ServerHandshake.accept(new Request().valid(), null, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerHandshake.withFields(accepted, Map.of("X", List.of("a\r\nSet-Cookie: b"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerHandshake.withFields(accepted, Map.of("X: y\r\nZ", List.of("a"))));
    }

    // ---- RFC 8441 ------------------------------------------------------------------------------------------------------

    private static UpgradeRequest extendedConnect(String protocol, String... namesAndValues) {
        HeaderFields.Builder fields = new HeaderFields.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new UpgradeRequest("CONNECT", "/chat", "HTTP/2.0", fields.build(), protocol);
    }

    /** RFC 8441, 5: neither Upgrade nor Connection nor a key, and the answer is 200. */
    @Test
    void extendedConnectNeedsNoUpgradeAndNoKey() {
        ServerHandshake.Result result = ServerHandshake.examine(extendedConnect("websocket", "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Protocol", "chat", "Origin", "http://a"));
        assertThat(result).isEqualTo(new Valid(null, List.of("chat"), List.of(), "http://a"));
        UpgradeResponse response = ServerHandshake.accept((Valid) result, "chat", List.of());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().asMap()).isEqualTo(Map.of("Sec-WebSocket-Protocol", List.of("chat")));
    }

    @Test
    void extendedConnectKeepsTheOtherRules() {
        assertThat(ServerHandshake.examine(extendedConnect("websocket", "Sec-WebSocket-Version", "8")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.response().status()).isEqualTo(426));
        assertThat(ServerHandshake.examine(extendedConnect("websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Protocol", "a, a")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.response().status()).isEqualTo(400));
    }

    @Test
    void aConnectForSomethingElseIsRefusedWith405() {
        for (String protocol : Arrays.asList(null, "connect-udp")) {
            assertThat(ServerHandshake.examine(extendedConnect(protocol, "Sec-WebSocket-Version", "13")))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.response().status()).isEqualTo(405));
        }
    }
}
