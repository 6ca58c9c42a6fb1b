package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 1928 and RFC 1929. */
class SocksTunnelTest {

    private static final Credentials CREDENTIALS = new Credentials("me", "pw");

    /** Feeds hexadecimal bytes one by one. */
    private static void feed(SocksTunnel tunnel, String hex) {
        for (byte b : HexFormat.of().parseHex(hex.replace(" ", ""))) {
            tunnel.feed(ByteBuffer.wrap(new byte[] {b}));
        }
    }

    private static String output(SocksTunnel tunnel) {
        return HexFormat.of().formatHex(tunnel.takeOutput());
    }

    @Test
    void withoutCredentialsNoneAreOffered() {
        assertThat(output(new SocksTunnel("a", 80, null))).isEqualTo("050100");
    }

    @Test
    void aNameGoesToTheProxyAsItIs() {
        SocksTunnel tunnel = new SocksTunnel("abc", 0x1234, null);
        output(tunnel);
        feed(tunnel, "0500");
        assertThat(output(tunnel)).isEqualTo("05010003" + "03616263" + "1234");
        feed(tunnel, "05000001 7f000001 0050");
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPEN);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 01 7f000001", "255.250.199.0, 01 fffac700", "::1, 04 00000000000000000000000000000001",
        "fe80::1%eth0, 04 fe800000000000000000000000000001", "::ffff:1.2.3.4, 01 01020304"})
    void addressesGoAsAddresses(String host, String address) {
        SocksTunnel tunnel = new SocksTunnel(host, 80, null);
        output(tunnel);
        feed(tunnel, "0500");
        assertThat(output(tunnel)).isEqualTo("050100" + address.replace(" ", "") + "0050");
    }

    /** Nobody is asked here what they are: it would tell the resolver, and readers disagree on them. */
    @ParameterizedTest
    @ValueSource(strings = {"256.1.1.1", "999.1.1.1", "010.1.1.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "0x7f.0.0.1", "2130706433"})
    void whatOnlyResemblesAnAddressIsAName(String host) {
        SocksTunnel tunnel = new SocksTunnel(host, 80, null);
        output(tunnel);
        feed(tunnel, "0500");
        assertThat(output(tunnel)).startsWith("05010003" + String.format("%02x", host.length()));
    }

    @Test
    void credentialsAreSentWhereTheProxyWantsThem() {
        SocksTunnel tunnel = new SocksTunnel("a", 80, CREDENTIALS);
        assertThat(output(tunnel)).isEqualTo("05020002");
        feed(tunnel, "0502");
        assertThat(output(tunnel)).isEqualTo("01" + "026d65" + "027077");
        feed(tunnel, "0100");
        assertThat(output(tunnel)).isEqualTo("0501000301610050");
    }

    @Test
    void credentialsThatAreNotAcceptedEndIt() {
        SocksTunnel tunnel = new SocksTunnel("a", 80, CREDENTIALS);
        feed(tunnel, "0502 0101");
        assertThat(tunnel.reason()).contains("does not accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0500 0500 00 01 00000000 0000", "0500 0500 00 04 00000000000000000000000000000000 0000",
            "0500 0500 00 03 02 6162 0000"})
    void theReplysAddressIsReadToItsEnd(String answers) {
        SocksTunnel tunnel = new SocksTunnel("a", 80, null);
        feed(tunnel, answers.substring(0, answers.length() - 2));
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPENING);
        ByteBuffer in = ByteBuffer.wrap(new byte[] {0, 42});
        tunnel.feed(in);
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.OPEN);
        assertThat(in.remaining()).as("the next byte is the server's").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"01, general failure", "02, do not allow", "03, network", "04, host", "05, refused", "06, time to live", "07, command",
        "08, address", "ff, code 255"})
    void eachRefusalSaysWhy(String code, String why) {
        SocksTunnel tunnel = new SocksTunnel("a", 80, null);
        feed(tunnel, "0500 05" + code);
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.REFUSED);
        assertThat(tunnel.reason()).contains(why);
        assertThat(tunnel.refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4854", "0400", "05ff", "0502", "0500 0400", "0500 05000009 00"})
    void otherAnswersAreRefused(String answer) {
        SocksTunnel tunnel = new SocksTunnel("a", 80, null);
        feed(tunnel, answer);
        assertThat(tunnel.state()).isEqualTo(ProxyTunnel.State.REFUSED);
        assertThat(tunnel.reason()).isNotBlank();
    }

    @Test
    void lengthsAreOneByte() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocksTunnel("a".repeat(256), 80, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocksTunnel("a", 80, new Credentials("a".repeat(256), "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SocksTunnel("a", 80, new Credentials("a", "")));
    }
}
