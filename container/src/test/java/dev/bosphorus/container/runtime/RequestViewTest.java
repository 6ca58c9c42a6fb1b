package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.session.RequestUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code HandshakeRequest} says of the connection from Jakarta WebSocket 2.3 on. */
class RequestViewTest {

    private static final InetSocketAddress LOCAL = address(new byte[] {127, 0, 0, 1}, 8080);
    private static final InetSocketAddress REMOTE = address(new byte[] {127, 0, 0, 2}, 40_000);

    private static InetSocketAddress address(byte[] ip, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress("host-" + port, ip), port);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static RequestView view(SocketAddress local, SocketAddress remote, String... languages) {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        for (String language : languages) {
            headers.add("Accept-Language", language);
        }
        return new RequestView(new UpgradeRequest("GET", "/", "HTTP/1.1", headers.build()),
                new PeerInfo(false, local, remote, null, List.of()), RequestUri.of(false, "localhost", "/", null), Map.of());
    }

    @Test
    void addressesNamesAndPorts() {
        RequestView view = view(LOCAL, REMOTE);
        assertThat(view.getLocalAddress()).isEqualTo("127.0.0.1");
        assertThat(view.getLocalHostName()).isEqualTo("host-8080");
        assertThat(view.getLocalPort()).isEqualTo(8080);
        assertThat(view.getRemoteAddress()).isEqualTo("127.0.0.2");
        assertThat(view.getRemoteHostName()).isEqualTo("host-40000");
        assertThat(view.getRemotePort()).isEqualTo(40_000);
    }

    @Test
    void anAddressThatCameAsTextIsGivenAsItCame() {
        SocketAddress text = InetSocketAddress.createUnresolved("192.0.2.1", 443);
        RequestView view = view(text, text);
        assertThat(view.getLocalAddress()).isEqualTo("192.0.2.1");
        assertThat(view.getRemoteAddress()).isEqualTo("192.0.2.1");
        assertThat(view.getRemoteHostName()).isEqualTo("192.0.2.1");
        assertThat(view.getRemotePort()).isEqualTo(443);
    }

    @Test
    void aConnectionThatIsNoIpConnectionHasNoPort() {
        SocketAddress path = UnixDomainSocketAddress.of("/run/socket");
        RequestView view = view(path, path);
        assertThat(view.getLocalPort()).isEqualTo(-1);
        assertThat(view.getRemotePort()).isEqualTo(-1);
        assertThat(view.getLocalAddress()).isEqualTo("/run/socket");
        assertThat(view.getRemoteHostName()).isEqualTo("/run/socket");
    }

    @Test
    void withoutAClientCertificateThereIsNoChain() {
        assertThat(view(LOCAL, REMOTE).getUserX509CertificateChain()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de-CH, de;q=0.8, en;q=0.5 | de-CH", "en;q=0.5, fr;q=0.9 | fr", "*, tr;q=0.1 | tr"})
    void theLanguageThatIsWantedMost(String header, String tag) {
        assertThat(view(LOCAL, REMOTE, header).getPreferredLocale()).isEqualTo(Locale.forLanguageTag(tag));
    }

    @Test
    void severalFieldsAreOneList() {
        assertThat(view(LOCAL, REMOTE, "de;q=0.1", "tr").getPreferredLocale()).isEqualTo(Locale.forLanguageTag("tr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "en;q=0", "en;q=many", ";;;"})
    void withoutAWishTheDefaultHolds(String header) {
        assertThat(view(LOCAL, REMOTE, header).getPreferredLocale()).isEqualTo(Locale.getDefault());
    }

    @Test
    void withoutAFieldTheDefaultHolds() {
        assertThat(view(LOCAL, REMOTE).getPreferredLocale()).isEqualTo(Locale.getDefault());
    }
}
