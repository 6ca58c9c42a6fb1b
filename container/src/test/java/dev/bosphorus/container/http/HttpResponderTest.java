package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.http.Answer.Reply;
import dev.bosphorus.container.http.StaticContent.Resource;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.HttpHead;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.runtime.UpgradeService;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponderTest {

    private static final PeerInfo PEER = new PeerInfo(false, new InetSocketAddress(80), new InetSocketAddress(1024), null, List.of());
    /** Tue, 02 Jan 2024 03:04:05.678 */
    private static final long MODIFIED = 1_704_164_645_678L;
    private static final String MODIFIED_TEXT = "Tue, 02 Jan 2024 03:04:05 GMT";

    private static final UpgradeService.SessionStart START = new UpgradeService.SessionStart() {
        @Override
        public boolean nonBlocking() {
            return false;
        }

        @Override
        public TransportListener begin(Transport transport) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abandon() {
            throw new UnsupportedOperationException();
        }
    };

    /** Accepts every upgrade below /app/ws, refuses plain requests for it, and fails for /app/fail. */
    private static final UpgradeService SERVICE = new UpgradeService() {
        @Override
        public boolean hasEndpoint(String path) {
            return path.startsWith("/app/ws") || path.equals("/app/fail");
        }

        @Override
        public boolean decidesAtOnce(String path) {
            return path.equals("/app/ws/now");
        }

        @Override
        public Decision decide(UpgradeRequest request, PeerInfo peer) {
            if (request.path().equals("/app/fail")) {
                throw new IllegalStateException("the application is broken");
            } else if (!hasEndpoint(request.path())) {
                return new Decision.NotFound();
            } else if (!request.headers().hasToken("Upgrade", "websocket")) {
                return new Decision.Refused(UpgradeResponse.refusal(426, "Upgrade.", "Upgrade", "websocket"));
            }
            return new Decision.Accepted(new UpgradeResponse(101, HeaderFields.NONE, ""), START);
        }
    };

    private final Map<String, String> files = Map.of(
            "index.html", "root", "page.html", "page", "sub/index.html", "sub", "ws/index.html", "behind an endpoint");

    private final HttpResponder responder = new HttpResponder(SERVICE, this::find, "/app");

    private Resource find(String path) throws IOException {
        if (path.equals("broken.html")) {
            throw new IOException("the disk is broken");
        }
        String text = files.get(path);
        return text == null ? null : new Resource(text.length(), MODIFIED,
                () -> Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** A reply as its peer sees it. */
    private record Seen(HttpHead.ResponseHead head, String content, boolean close) {
        String header(String name) {
            return head.headers().first(name);
        }

        int status() {
            return head.status();
        }
    }

    private static UpgradeRequest request(String method, String target, String... namesAndValues) {
        HeaderFields.Builder headers = new HeaderFields.Builder().add("Host", "localhost");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new UpgradeRequest(method, target, "HTTP/1.1", headers.build());
    }

    private Seen answer(String method, String target, String... namesAndValues) throws Exception {
        return seen((Reply) responder.answer(request(method, target, namesAndValues), PEER));
    }

    private static Seen seen(Reply reply) throws Exception {
        try (ContentSource source = ContentSource.of(reply)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) source.remaining());
            assertThat(source.drainTo(bytes)).isTrue();
            HttpHead head = new HttpHead(ProtocolLimits.DEFAULTS);
            assertThat(head.feed(bytes.flip())).isTrue();
            return new Seen(head.response(), StandardCharsets.UTF_8.decode(bytes).toString(), reply.close());
        }
    }

    @ParameterizedTest
    @CsvSource({"/app/page.html,page", "/app/,root", "/app/sub/,sub", "/app/page.html?query,page", "/app/%70age.html,page",
            "http://localhost/app/page.html,page"})
    void fileBelowTheContextPathIsServed(String target, String content) throws Exception {
        Seen seen = answer("GET", target);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.content()).isEqualTo(content);
        assertThat(seen.header("Content-Length")).isEqualTo("" + content.length());
        assertThat(seen.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.header("Last-Modified")).isEqualTo(MODIFIED_TEXT);
        assertThat(seen.header("Date")).endsWith(" GMT");
        assertThat(seen.close()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.html", "/apppage.html", "/application/page.html", "/app/nothing", "/app/page.html/",
            "/app/.hidden", "/app/%zz"})
    void whatIsNotThereIsNotFoundAndTheConnectionGoesOn(String target) throws Exception {
        Seen seen = answer("GET", target);
        assertThat(seen.status()).isEqualTo(404);
        assertThat(seen.content()).isNotBlank();
        assertThat(seen.close()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"/app,/app/", "/app/sub,/app/sub/", "/app/sub?a=b,/app/sub/?a=b"})
    void folderWithoutItsSlashIsRedirected(String target, String location) throws Exception {
        Seen seen = answer("GET", target);
        assertThat(seen.status()).isEqualTo(308);
        assertThat(seen.header("Location")).isEqualTo(location);
    }

    @Test
    void headHasTheFieldsOfGetAndNoContent() throws Exception {
        for (String target : new String[] {"/app/page.html", "/app/nothing", "/app/ws", "/app/sub"}) {
            Seen get = answer("GET", target);
            Seen head = answer("HEAD", target);
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            assertThat(get.content()).hasSize(Integer.parseInt(get.header("Content-Length")));
            assertThat(head.content()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        MODIFIED_TEXT + "|304", "Wed, 03 Jan 2024 03:04:05 GMT|304", "Tue, 02 Jan 2024 03:04:04 GMT|200", "yesterday|200"})
    void fileThatHasNotChangedIsNotSentAgain(String since, int status) throws Exception {
        Seen seen = answer("GET", "/app/page.html", "If-Modified-Since", since);
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.content()).isEqualTo(status == 304 ? "" : "page");
    }

    @Test
    void fileGoesBeforeAnEndpointThatWouldTakeItsPathUnlessItIsAnUpgrade() throws Exception {
        assertThat(answer("GET", "/app/ws/").content()).isEqualTo("behind an endpoint");
        assertThat(responder.answer(request("GET", "/app/ws/", "Upgrade", "websocket"), PEER)).isInstanceOf(Answer.Upgrade.class);
    }

    @Test
    void upgradeIsDecidedByTheService() {
        Answer answer = responder.answer(request("GET", "/app/ws", "Upgrade", "WebSocket"), PEER);
        assertThat(answer).isEqualTo(new Answer.Upgrade(new UpgradeResponse(101, HeaderFields.NONE, ""), START));
    }

    @Test
    void upgradeOfAnUnknownPathIsNotFound() throws Exception {
        assertThat(answer("GET", "/app/page.html", "Upgrade", "websocket").status()).isEqualTo(404);
    }

    @Test
    void refusalOfTheServiceEndsTheConnection() throws Exception {
        Seen seen = answer("GET", "/app/ws2");
        assertThat(seen.status()).isEqualTo(426);
        assertThat(seen.header("Upgrade")).isEqualTo("websocket");
        assertThat(seen.close()).isTrue();
    }

    @Test
    void methodThatIsNotServedGetsTheOnesThatAre() throws Exception {
        Seen seen = answer("POST", "/app/page.html", "Content-Length", "3");
        assertThat(seen.status()).isEqualTo(405);
        assertThat(seen.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(seen.close()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Content-Length,1,413", "Content-Length,nonsense,413", "Transfer-Encoding,chunked,413", "Content-Length,0,200"})
    void requestWithContentIsRefused(String name, String value, int status) throws Exception {
        Seen seen = answer("GET", "/app/page.html", name, value);
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.close()).isEqualTo(status == 413);
    }

    @Test
    void upgradeWithContentIsRefusedSinceItsContentWouldBeTakenForFrames() throws Exception {
        assertThat(answer("GET", "/app/ws", "Upgrade", "websocket", "Content-Length", "6").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1,,false", "HTTP/1.1,close,true", "HTTP/1.1,'x, Close',true", "HTTP/1.0,,true",
            "HTTP/1.0,keep-alive,false"})
    void connectionIsKeptAsTheVersionAndTheFieldSay(String version, String connection, boolean close) throws Exception {
        HeaderFields.Builder headers = new HeaderFields.Builder();
        if (connection != null) {
            headers.add("Connection", connection);
        }
        Seen seen = seen((Reply) responder.answer(new UpgradeRequest("GET", "/app/", version, headers.build()), PEER));
        assertThat(seen.close()).isEqualTo(close);
        assertThat(seen.header("Connection")).isEqualTo(close ? "close" : "keep-alive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/fail", "/app/broken.html"})
    void failureIsOurs(String target) throws Exception {
        Seen seen = answer("GET", target);
        assertThat(seen.status()).isEqualTo(500);
        assertThat(seen.content()).doesNotContain("broken");
        assertThat(seen.close()).isTrue();
    }

    @Test
    void everythingIsUnavailableWhileTheServerStops() throws Exception {
        responder.stop();
        for (Seen seen : new Seen[] {answer("GET", "/app/"), answer("GET", "/app/ws", "Upgrade", "websocket")}) {
            assertThat(seen.status()).isEqualTo(503);
            assertThat(seen.header("Retry-After")).isEqualTo("5");
            assertThat(seen.close()).isTrue();
        }
    }

    @Test
    void tooManyConnectionsAreToldToComeBack() throws Exception {
        Seen seen = seen(responder.tooManyConnections());
        assertThat(seen.status()).isEqualTo(503);
        assertThat(seen.header("Retry-After")).isEqualTo("5");
    }

    /** Everything else may read a file or ask an application that blocks. */
    @Test
    void onlyHandshakesThatAreDecidedAtOnceAreAnsweredAtOnce() {
        assertThat(responder.answersAtOnce(request("GET", "/app/ws/now", "Upgrade", "websocket"))).isTrue();
        assertThat(responder.answersAtOnce(request("GET", "/app/ws", "Upgrade", "websocket"))).isFalse();
        assertThat(responder.answersAtOnce(request("GET", "/app/ws/now"))).isFalse();
    }
}
