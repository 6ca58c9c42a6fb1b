package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 9.3.6. */
class HttpTunnelTest {

    private static HttpTunnel tunnel() {
        return new HttpTunnel("server", 80, null, ProtocolLimits.DEFAULTS);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"server, server:443", "127.0.0.1, 127.0.0.1:443", "::1, [::1]:443", "fe80::1%eth0, [fe80::1]:443"})
    void theServerIsNamedInTargetAndHost(String host, String authority) {
        HttpTunnel tunnel = new HttpTunnel(host, 443, null, ProtocolLimits.DEFAULTS);
        assertThat(new String(tunnel.takeOutput(), StandardCharsets.ISO_8859_1))
                .isEqualTo("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        assertThat(tunnel.takeOutput()).isEmpty();
    }

    @Test
    void credentialsGoToTheProxy() {
        HttpTunnel tunnel = new HttpTunnel("server", 80, "Basic YTpi", ProtocolLimits.DEFAULTS);
        assertThat(new String(tunnel.takeOutput(), StandardCharsets.ISO_8859_1)).contains("\r\nProxy-Authorization: Basic YTpi\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 299})
    void anySuccessOpensTheTunnel(int status) {
        HttpTunnel tunnel = tunnel();
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPENING);
        ByteBuffer in = bytes("HTTP/1.1 " + status + " Fine\r\nContent-Length: 5\r\n\r\nnext");
        tunnel.feed(in);
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPEN);
        assertThat(in.remaining()).as("what follows the head is the server's").isEqualTo(4);
    }

    @Test
    void interimAnswersArePassedOver() {
        HttpTunnel tunnel = tunnel();
        tunnel.feed(bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPEN);
    }

    @Test
    void anAnswerMayComeByteByByte() {
        HttpTunnel tunnel = tunnel();
        for (byte b : "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)) {
            assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPENING);
            tunnel.feed(ByteBuffer.wrap(new byte[] {b}));
        }
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPEN);
        assertThat(tunnel.reason()).isNull();
        assertThat(tunnel.refusal()).isNull();
    }

    @Test
    void aHeadWithoutAnEndIsRefused() {
        HttpTunnel tunnel = tunnel();
        tunnel.feed(bytes("HTTP/1.1 200 OK\r\nX: " + "x".repeat(ProtocolLimits.DEFAULTS.maxHeadBytes())));
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.REFUSED);
        assertThat(tunnel.reason()).contains("larger than");
    }

    @Test
    void aRefusalKeepsTheAnswer() {
        HttpTunnel tunnel = tunnel();
        tunnel.feed(bytes("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=x\r\n\r\n"));
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.REFUSED);
        assertThat(tunnel.reason()).isEqualTo("the proxy answered with status 407");
        assertThat(tunnel.refusal().headers().first("Proxy-Authenticate")).isEqualTo("Basic realm=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP/1.1 200 OK\nX: y\n\n"})
    void whatIsNoAnswerToConnectIsRefused(String answer) {
        HttpTunnel tunnel = tunnel();
        tunnel.feed(bytes(answer));
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.REFUSED);
        assertThat(tunnel.reason()).isNotBlank();
    }
}
