package dev.bosphorus.container.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112, 6.3 and 7.1. */
class ResponseBodyTest {

    private static ResponseBody body(int status, int maxBytes, String... headers) {
        HeaderFields.Builder fields = new HeaderFields.Builder();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        return new ResponseBody(new HttpHead.ResponseHead(status, "", fields.build()), maxBytes);
    }

    /** Feeds byte by byte. @return whether the body was complete with the last one, and not before */
    private static boolean feed(ResponseBody body, String text) {
        boolean complete = false;
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            assertThat(complete).as("complete too early").isFalse();
            complete = body.feed(ByteBuffer.wrap(new byte[] {b}));
        }
        return complete;
    }

    private static String text(ResponseBody body) {
        return new String(body.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aBodyOfKnownLength() {
        ResponseBody body = body(404, 100, "Content-Length", "5");
        assertThat(feed(body, "hello")).isTrue();
        assertThat(text(body)).isEqualTo("hello");
    }

    @Test
    void noByteBeyondTheLengthIsTaken() {
        ByteBuffer in = ByteBuffer.wrap("hello!".getBytes(StandardCharsets.US_ASCII));
        assertThat(body(404, 100, "Content-Length", "5").feed(in)).isTrue();
        assertThat(in.remaining()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void someStatusesHaveNoBody(int status) {
        assertThat(body(status, 100, "Content-Length", "5").feed(ByteBuffer.allocate(0))).isTrue();
    }

    @Test
    void aBodyOfLengthZeroIsComplete() {
        assertThat(body(404, 100, "Content-Length", "0").feed(ByteBuffer.allocate(0))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "99999999999999999999999"})
    void withoutAUsableLengthTheEndOfTheConnectionIsTheEnd(String length) {
        ResponseBody body = body(404, 100, "Content-Length", length);
        assertThat(feed(body, "hello")).isFalse();
        assertThat(text(body)).isEqualTo("hello");
    }

    @Test
    void chunks() {
        ResponseBody body = body(404, 100, "Transfer-Encoding", "chunked");
        assertThat(feed(body, "4;name=value\r\nWiki\r\nA\r\npedia in, \r\n0\r\n")).isTrue();
        assertThat(text(body)).isEqualTo("Wikipedia in, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1\r\nab", "ffffffffffffffffff"})
    void aMalformedChunkEndsTheBody(String malformed) {
        assertThat(body(404, 100, "Transfer-Encoding", "chunked").feed(ByteBuffer.wrap(malformed.getBytes(StandardCharsets.US_ASCII))))
                .isTrue();
    }

    @Test
    void aChunksLineHasALimit() {
        ResponseBody body = body(404, 100, "Transfer-Encoding", "chunked");
        assertThat(body.feed(ByteBuffer.wrap(("2;" + "x".repeat(1000) + "\r\nab\r\n").getBytes(StandardCharsets.US_ASCII)))).isFalse();
        assertThat(body.feed(ByteBuffer.wrap(("2;" + "x".repeat(1030)).getBytes(StandardCharsets.US_ASCII)))).isTrue();
        assertThat(text(body)).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked", "X: y"})
    void noMoreIsKeptThanWanted(String header) {
        String[] field = header.split(": ");
        ResponseBody body = body(404, 3, field[0], field[1]);
        assertThat(body.feed(ByteBuffer.wrap("9\r\nabcdefghi".getBytes(StandardCharsets.US_ASCII)))).isTrue();
        assertThat(body.bytes()).hasSize(3);
    }
}
