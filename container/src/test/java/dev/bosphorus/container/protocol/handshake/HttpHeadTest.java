package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadTest {

    private static final String GET = "GET /chat?room=1 HTTP/1.1\r\nHost: example.com\r\nX-List:  a, b\t \r\nX-Empty:\r\n\r\n";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static HttpHead read(String text) throws BadHeadException {
        HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
        assertThat(head.feed(bytes(text))).as("the head is complete").isTrue();
        return head;
    }

    private static UpgradeRequest request(String text) throws BadHeadException {
        return read(text).request();
    }

    /** A request with one more line. */
    private static UpgradeRequest requestWith(String line) throws BadHeadException {
        return request("GET / HTTP/1.1\r\nHost: h\r\n" + line + "\r\n\r\n");
    }

    private static int statusOf(String text) {
        BadHeadException refused = catchThrowableOfType(BadHeadException.class, () -> request(text));
        assertThat(refused).as(text).isNotNull();
        return refused.status();
    }

    @Test
    void requestIsReadWithItsFields() throws BadHeadException {
        UpgradeRequest request = request(GET);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/chat?room=1");
        assertThat(request.version()).isEqualTo("HTTP/1.1");
        assertThat(request.headers().first("host")).isEqualTo("example.com");
        assertThat(request.headers().first("X-List")).isEqualTo("a, b");
        assertThat(request.headers().first("X-Empty")).isEmpty();
    }

    @Test
    void responseIsReadWithItsFields() throws BadHeadException {
        ResponseHead response = read("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n").response();
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.reason()).isEqualTo("Switching Protocols");
        assertThat(response.headers().first("upgrade")).isEqualTo("websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 404\r\n\r\n", "HTTP/1.1 404 \r\n\r\n"})
    void responseMayLeaveOutTheReason(String text) throws BadHeadException {
        assertThat(read(text).response()).isEqualTo(new ResponseHead(404, "", HeaderFields.NONE));
    }

    @Test
    void nothingBeyondTheHeadIsTaken() throws BadHeadException {
        ByteBuffer in = bytes(GET + "\u0081\u0080rest");
        assertThat(new HttpHead(ProtocolLimits.DEFAULTS).feed(in)).isTrue();
        assertThat(in.position()).isEqualTo(GET.length());
    }

    @Test
    void anyPiecesGiveTheSameRequest() throws BadHeadException {
        Random random = new Random(6455);
        UpgradeRequest whole = request(GET);
        for (int round = 0; round < 200; round++) {
            HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
            int from = 0;
            while (from < GET.length()) {
                int to = Math.min(GET.length(), from + random.nextInt(round % 40 + 2));
                assertThat(head.feed(bytes(GET.substring(from, to)))).isEqualTo(to == GET.length());
                from = to;
            }
            assertThat(head.request().target()).isEqualTo(whole.target());
            assertThat(head.request().headers().asMap()).isEqualTo(whole.headers().asMap());
        }
    }

    @Test
    void everyByteIsLookedAtOnce() throws BadHeadException {
        // Linear time: one byte at a time through a buffer that forgets it, so nothing can be read again.
        HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
        ByteBuffer one = ByteBuffer.allocate(1);
        int calls = 0;
        for (byte b : GET.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean complete = head.feed(one.put(0, b).rewind());
            assertThat(one.hasRemaining()).isFalse();
            one.put(0, (byte) 0);
            assertThat(complete).isEqualTo(++calls == GET.length());
        }
        assertThat(head.request().target()).isEqualTo("/chat?room=1");
    }

    @Test
    void oneEmptyLineBeforeTheRequestIsIgnored() throws BadHeadException {
        assertThat(request("\r\n" + GET).target()).isEqualTo("/chat?room=1");
        assertThat(statusOf("\r\n\r\n" + GET)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\n\n", "GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\r\n\r\n",
            "\n" + "GET / HTTP/1.1\r\n\r\n"})
    void bareLineEndsAreRefusedWith400(String text) {
        assertThat(statusOf(text)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {" folded", "\tfolded", "no colon", ": no name", "Name : space before the colon", "N(me: no token",
            "Na\u00e4me: no token", "Name: nul \0", "Name: \u0001 control", "Name: \u007F delete", "Name:\u000Bvertical tab",
            "Name: form feed\f", "Name: \u001F"})
    void malformedFieldIsRefusedWith400(String line) {
        BadHeadException refused = catchThrowableOfType(BadHeadException.class, () -> requestWith(line));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.toResponse().status()).isEqualTo(400);
    }

    @Test
    void valueIsReadAsLatin1() throws BadHeadException {
        assertThat(requestWith("Name: \u00e4\u00ff").headers().first("Name")).isEqualTo("\u00e4\u00ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET / / HTTP/1.1",
            "G(T / HTTP/1.1", "GET /a#b HTTP/1.1", "GET /\u00e4 HTTP/1.1", "GET /\0 HTTP/1.1", "GET chat HTTP/1.1",
            "GET  HTTP/1.1", "GET h:80 HTTP/1.1", "GET\t/\tHTTP/1.1", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/11",
            "GET / HTTP/1.x", "GET / HTTP/x.1", "GET / HTTPS/1.1"})
    void malformedRequestLineIsRefusedWith400(String line) {
        assertThat(statusOf(line + "\r\nHost: h\r\n\r\n")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "HEAD /a?b HTTP/1.1", "GET http://h/a HTTP/1.1", "OPTIONS * HTTP/1.1",
            "CONNECT h:80 HTTP/1.1", "GET / HTTP/1.0", "GET / HTTP/1.2"})
    void everyFormOfTargetAndMinorVersionIsRead(String line) throws BadHeadException {
        assertThat(request(line + "\r\nHost: h\r\n\r\n").method()).isEqualTo(line.substring(0, line.indexOf(' ')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRI * HTTP/2.0", "GET / HTTP/3.0", "GET / HTTP/0.9"})
    void anotherMajorVersionIsRefusedWith505(String line) {
        assertThat(statusOf(line + "\r\nHost: h\r\n\r\n")).isEqualTo(505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Host: a\r\nHost: a", "Host: a\r\nhost: b", "Host: a/b", "Host: a b", "Host: u@h",
            "Host: a\u00e4", "Host: h?q"})
    void missingRepeatedOrMalformedHostIsRefusedWith400(String lines) {
        assertThat(statusOf("GET / HTTP/1.1\r\n" + lines + "\r\n\r\n")).isEqualTo(400);
        assertThat(statusOf("GET / HTTP/1.2\r\n" + lines + "\r\n\r\n")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "h:80", "127.0.0.1:8080", "[::1]:80", ""})
    void hostIsAHostAndPerhapsAPort(String host) throws BadHeadException {
        assertThat(request("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").headers().first("Host")).isEqualTo(host);
    }

    @Test
    void version10NeedsNoHost() throws BadHeadException {
        assertThat(request("GET / HTTP/1.0\r\n\r\n").version()).isEqualTo("HTTP/1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000 OK", "HTTP/1.1 20x OK", "HTTP/1.1  200 OK",
            "HTTP/1.1 200OK xyz", "ICY 200 OK is all", "HTTP/1.1 200 O\u0007K", "HTTP/1.1 200 \u001b[2J"})
    void malformedStatusLineIsRefused(String line) {
        assertThatExceptionOfType(BadHeadException.class).isThrownBy(() -> read(line + "\r\n\r\n").response());
    }

    @ParameterizedTest
    @CsvSource({"0, 414", "20, 431"})
    void headAboveTheLimitIsRefused(int bytesBefore, int status) {
        ProtocolLimits limits = new ProtocolLimits(125, 1, 1, 1, 256, 8);
        HttpHead head = new HttpHead(limits);
        String start = "GET / HTTP/1.1\r\nX: y".substring(0, bytesBefore);
        BadHeadException refused = catchThrowableOfType(BadHeadException.class,
                () -> head.feed(bytes(start + "a".repeat(257 - bytesBefore))));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused).hasMessageContaining("256 bytes");
    }

    @Test
    void headOfExactlyTheLimitIsRead() throws BadHeadException {
        HttpHead head = new HttpHead(new ProtocolLimits(125, 1, 1, 1, 256, 8));
        String fixed = "GET / HTTP/1.1\r\nHost: h\r\nX: \r\n\r\n";
        String text = fixed.replace("X: ", "X: " + "a".repeat(256 - fixed.length()));
        assertThat(head.feed(bytes(text))).isTrue();
        assertThat(head.request().headers().first("X")).hasSize(256 - fixed.length());
    }

    @Test
    void moreFieldsThanTheLimitAreRefusedWith431() throws BadHeadException {
        HttpHead head = new HttpHead(new ProtocolLimits(125, 1, 1, 1, 1024, 8));
        head.feed(bytes("GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(7)));
        BadHeadException refused = catchThrowableOfType(BadHeadException.class, () -> head.feed(bytes("X: y\r\n")));
        assertThat(refused.status()).isEqualTo(431);
    }

    @Test
    void headLargerThanTheFirstBufferIsRead() throws BadHeadException {
        String large = "v".repeat(5000);
        assertThat(requestWith("X: " + large).headers().first("X")).isEqualTo(large);
    }
}
