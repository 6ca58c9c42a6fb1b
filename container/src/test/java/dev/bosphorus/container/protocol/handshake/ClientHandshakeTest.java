package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.ClientHandshake.Accepted;
import dev.bosphorus.container.protocol.handshake.ClientHandshake.Rejected;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ServerHandshake.Valid;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHandshakeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static ClientHandshake to(String uri) {
        return new ClientHandshake(URI.create(uri), KEY, List.of(), List.of(), HeaderFields.NONE);
    }

    private static ClientHandshake offering(List<String> subprotocols, String extensions) {
        return new ClientHandshake(URI.create("ws://h/"), KEY, subprotocols, ExtensionHeader.parse(List.of(extensions)),
                HeaderFields.NONE);
    }

    private static String text(ClientHandshake handshake) {
        return new String(handshake.toBytes(), StandardCharsets.ISO_8859_1);
    }

    private static ResponseHead response(int status, String... namesAndValues) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ResponseHead(status, "", headers.build());
    }

    private static ResponseHead switching(String... more) {
        String[] all = {"Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", ACCEPT};
        String[] fields = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, fields, all.length, more.length);
        return response(101, fields);
    }

    private static void assertRejected(ClientHandshake handshake, ResponseHead response, String reason) {
        assertThat(handshake.examine(response)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).contains(reason);
            assertThat(rejected.status()).isEqualTo(response.status());
            assertThat(rejected.headers()).isSameAs(response.headers());
        });
    }

    @Test
    void requestHasTheHeadersOfTheStandard() {
        assertThat(text(to("ws://example.com/chat?room=1"))).isEqualTo("""
                GET /chat?room=1 HTTP/1.1\r
                Host: example.com\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r
                """);
    }

    @Test
    void requestNamesWhatIsOffered() {
        assertThat(text(offering(List.of("v2", "v1"), "permessage-deflate; client_max_window_bits, x")))
                .contains("Sec-WebSocket-Protocol: v2, v1\r\n")
                .contains("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x\r\n");
    }

    @ParameterizedTest
    @CsvSource({"ws://h, h, 80, false", "ws://h:80, h, 80, false", "ws://h:443, h:443, 443, false",
            "ws://h:8080/a, h:8080, 8080, false", "wss://h, h, 443, true", "wss://h:443, h, 443, true",
            "wss://h:80, h:80, 80, true", "WSS://h, h, 443, true", "ws://[::1]:9, [::1]:9, 9, false",
            "ws://[fe80::1%eth0]/, [fe80::1], 80, false", "ws://user@h, h, 80, false"})
    void hostNamesThePortUnlessItIsTheSchemes(String uri, String host, int port, boolean secure) {
        ClientHandshake handshake = to(uri);
        assertThat(text(handshake)).contains("\r\nHost: " + host + "\r\n");
        assertThat(handshake.port()).isEqualTo(port);
        assertThat(handshake.secure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @CsvSource({"ws://h, /", "ws://h/, /", "ws://h?a=b, /?a=b", "ws://h/a%20b?c%3D, /a%20b?c%3D", "ws://h/\u00e4, /%C3%A4"})
    void targetIsPathAndQueryInAscii(String uri, String target) {
        assertThat(text(to(uri))).startsWith("GET " + target + " HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/", "//h/", "/a", "ws:opaque", "ws:///a", "ws://h/#", "ws://h/#fragment",
            "ws://under_score/", "ws://h:0/", "ws://h:65536/"})
    void uriThatIsNoWebSocketUriIsRefused(String uri) {
        assertThatIllegalArgumentException().isThrownBy(() -> to(uri)).withMessageContaining(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,b", "a\r\nX: y"})
    void subprotocolThatIsNoTokenIsRefused(String subprotocol) {
        assertThatIllegalArgumentException().isThrownBy(() -> offering(List.of(subprotocol), ""));
    }

    @Test
    void repeatedSubprotocolIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> offering(List.of("a", "a"), "")).withMessageContaining("twice");
    }

    @Test
    void furtherFieldsAreSentSaveThoseOfTheHandshake() {
        HeaderFields more = new HeaderFields.Builder().add("Origin", "http://a").add("host", "evil").add("Sec-WebSocket-Key", "k")
                .add("Content-Length", "1").build();
        assertThat(text(new ClientHandshake(URI.create("ws://h/"), KEY, List.of(), List.of(), more)))
                .contains("\r\nOrigin: http://a\r\n").contains("\r\nHost: h\r\n")
                .doesNotContain("evil", "Key: k", "Content-Length");
    }

    @Test
    void serverReadsTheRequestAsItWasMeant() throws BadHeadException {
        HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
        head.feed(ByteBuffer.wrap(offering(List.of("v2", "v1"), "a; b=1").toBytes()));
        assertThat(ServerHandshake.examine(head.request()))
                .isEqualTo(new Valid(KEY, List.of("v2", "v1"), ExtensionHeader.parse(List.of("a; b=1")), null));
    }

    @Test
    void clientReadsTheAcceptanceAsItWasMeant() throws BadHeadException {
        Valid valid = new Valid(KEY, List.of("v1"), List.of(), null);
        List<ExtensionHeader> agreed = ExtensionHeader.parse(List.of("a; b=1"));
        HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
        head.feed(ByteBuffer.wrap(ServerHandshake.accept(valid, "v1", agreed).toBytes()));
        assertThat(offering(List.of("v1"), "a").examine(head.response())).isEqualTo(new Accepted("v1", agreed));
    }

    @Test
    void acceptanceInAnyCaseIsAccepted() {
        assertThat(to("ws://h").examine(response(101, "UPGRADE", "WebSocket", "connection", "keep-alive, upgrade",
                "sec-websocket-accept", ACCEPT))).isEqualTo(new Accepted(null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 302, 401, 404, 426, 503})
    void anotherStatusIsRejected(int status) {
        assertRejected(to("ws://h"), response(status, "Location", "/elsewhere"), "status " + status);
    }

    @Test
    void missingOrOtherUpgradeIsRejected() {
        assertRejected(to("ws://h"), response(101, "Connection", "Upgrade", "Sec-WebSocket-Accept", ACCEPT),
                "Upgrade: websocket");
        assertRejected(to("ws://h"),
                response(101, "Upgrade", "h2c", "Connection", "Upgrade", "Sec-WebSocket-Accept", ACCEPT), "Upgrade: websocket");
    }

    @Test
    void missingConnectionUpgradeIsRejected() {
        assertRejected(to("ws://h"),
                response(101, "Upgrade", "websocket", "Connection", "close", "Sec-WebSocket-Accept", ACCEPT),
                "Connection: Upgrade");
    }

    @Test
    void missingWrongOrRepeatedAcceptIsRejected() {
        assertRejected(to("ws://h"), response(101, "Upgrade", "websocket", "Connection", "Upgrade"), "Sec-WebSocket-Accept");
        assertRejected(to("ws://h"), response(101, "Upgrade", "websocket", "Connection", "Upgrade",
                "Sec-WebSocket-Accept", ACCEPT.toLowerCase(Locale.ROOT)), "Sec-WebSocket-Accept");
        assertRejected(to("ws://h"), switching("Sec-WebSocket-Accept", ACCEPT), "Sec-WebSocket-Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "", "V1", "v1, v2"})
    void subprotocolThatWasNotOfferedIsRejected(String chosen) {
        assertRejected(offering(List.of("v1", "v2"), ""), switching("Sec-WebSocket-Protocol", chosen), "not offered");
    }

    @Test
    void secondSubprotocolIsRejected() {
        assertRejected(offering(List.of("v1", "v2"), ""),
                switching("Sec-WebSocket-Protocol", "v1", "Sec-WebSocket-Protocol", "v2"), "more than one");
    }

    @Test
    void extensionThatWasNotOfferedIsRejected() {
        assertRejected(offering(List.of(), "a"), switching("Sec-WebSocket-Extensions", "a, b"), "not offered: b");
    }

    @Test
    void malformedExtensionsAreRejected() {
        assertRejected(offering(List.of(), "a"), switching("Sec-WebSocket-Extensions", "a; ="), "Sec-WebSocket-Extensions");
    }
}
