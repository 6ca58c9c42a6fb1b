package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP around the WebSockets, over real sockets: the same for both transports, plain and with TLS. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.embedded.Variant#all")
class EmbeddedServerHttpTest {

    private static final String PAGE = "<!doctype html><title>page</title>";

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String text(String text) {
            return text;
        }
    }

    @Parameter
    Variant variant;

    @TempDir
    Path folder;

    private byte[] large;
    private EmbeddedServer server;

    @BeforeEach
    void start() throws Exception {
        large = new byte[3_000_000];
        new Random(1).nextBytes(large);
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("index.html"), PAGE);
        Files.write(root.resolve("large.bin"), large);
        server = variant.builder().contextPath("/app").endpoints(Echo.class).staticFiles(root)
                .allowedOrigins("https://example.org").maxConnections(3).headTimeout(Duration.ofSeconds(1)).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fileIsServedWithItsTypeAndLength() throws Exception {
        try (RawClient client = new RawClient(server)) {
            RawClient.Response page = client.get("/app/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).isEqualTo(PAGE);
            assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void largeFileComesWhole() throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.get("/app/large.bin").content()).isEqualTo(large);
        }
    }

    @Test
    void connectionIsKeptForMoreRequestsAndForAnUpgrade() throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.get("/app/").header("Connection")).isEqualTo("keep-alive");
            assertThat(client.get("/app/nothing").status()).isEqualTo(404);
            assertThat(client.request("HEAD", "/app/").header("Content-Length")).isEqualTo("" + PAGE.length());
            client.upgrade("/app/echo").send(RawClient.text("hello"));
            assertThat(client.frame().text()).isEqualTo("hello");
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInOrder() throws Exception {
        try (RawClient client = new RawClient(server)) {
            String get = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            client.send("GET /app/large.bin" + get + "GET /app/nothing" + get + "GET /app/index.html" + get);
            assertThat(client.response().content()).isEqualTo(large);
            assertThat(client.response().status()).isEqualTo(404);
            assertThat(client.response().text()).isEqualTo(PAGE);
        }
    }

    @Test
    void oldVersionAndCloseEndTheConnection() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /app/ HTTP/1.0\r\n\r\n");
            assertThat(client.response().text()).isEqualTo(PAGE);
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = new RawClient(server)) {
            assertThat(client.get("/app/", "Connection: close").text()).isEqualTo(PAGE);
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/../secret.txt", "/app/%2e%2e/secret.txt", "/app/..%2fsecret.txt", "/app/%2e%2e%5csecret.txt",
            "/app/..\\secret.txt", "/../secret.txt", "/app//secret.txt", "/app/index.html%00.txt", "/secret.txt", "/app%2f"})
    void noPathLeadsOutOfTheFolder(String path) throws Exception {
        try (RawClient client = new RawClient(server)) {
            RawClient.Response response = client.get(path);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.text()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/app/echo,426", "POST,/app/echo,405", "POST,/app/,405", "DELETE,/app/index.html,405", "GET,/app,308",
            "OPTIONS,*,405"})
    void requestsThatAreNoUpgradeGetTheirStatus(String method, String path, int status) throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.request(method, path).status()).isEqualTo(status);
        }
    }

    @Test
    void upgradeRequiredNamesWebSocket() throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.get("/app/echo").header("Upgrade")).isEqualTo("websocket");
        }
    }

    @Test
    void upgradeOfAnUnknownPathIsNotFound() throws Exception {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(RawClient.upgradeRequest("/app/nothing")).response().status()).isEqualTo(404);
        }
    }

    @Test
    void foreignOriginIsForbidden() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(RawClient.upgradeRequest("/app/echo", "Origin: https://example.com"));
            assertThat(client.response().status()).isEqualTo(403);
        }
        try (RawClient client = new RawClient(server)) {
            client.send(RawClient.upgradeRequest("/app/echo", "Origin: HTTPS://Example.org:443"));
            assertThat(client.response().status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 5,413", "Transfer-Encoding: chunked,413"})
    void requestWithContentIsRefusedAndItsContentIsNoRequest(String field, int status) throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /app/ HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\nGET /app/ HTTP/1.1\r\n");
            assertThat(client.response().status()).isEqualTo(status);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void headThatIsTooLargeIsRefusedThoughMoreIsUnderWay() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /app/ HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000));
            assertThat(client.response().status()).isEqualTo(431);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void headThatBreaksTheGrammarIsRefused() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /app/ HTTP/1.1\nHost: localhost\n\n");
            assertThat(client.response().status()).isEqualTo(400);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void headThatDoesNotComeIsNotWaitedFor() throws Exception {
        try (RawClient silent = new RawClient(server); RawClient slow = new RawClient(server)) {
            slow.send("GET /app/ HTTP/1.1\r\n");
            assertThat(isCut(silent)).isTrue();
            assertThat(isCut(slow)).isTrue();
        }
    }

    @Test
    void openWebSocketHasNoHeadTimeout() throws Exception {
        try (RawClient silent = new RawClient(server); RawClient open = new RawClient(server).upgrade("/app/echo")) {
            assertThat(isCut(silent)).isTrue();
            open.send(RawClient.text("still here"));
            assertThat(open.frame().text()).isEqualTo("still here");
        }
    }

    @Test
    void moreConnectionsThanAllowedAreRefusedUntilOneHasGone() throws Exception {
        RawClient first = new RawClient(server).upgrade("/app/echo");
        try (RawClient second = new RawClient(server).upgrade("/app/echo");
                RawClient third = new RawClient(server).upgrade("/app/echo")) {
            assertThat(statusOfOneMore()).isEqualTo(503);
            first.send(RawClient.close(1000)).frame();
            assertThat(first.rest()).isEmpty();
            first.close();
            int status = statusOfOneMore();
            while (status == 503) {
                // The server learns of the end in its own time.
                status = statusOfOneMore();
            }
            assertThat(status).isEqualTo(101);
            second.send(RawClient.text("untouched"));
            assertThat(second.frame().text()).isEqualTo("untouched");
            assertThat(third.socket.isClosed()).isFalse();
        }
    }

    private int statusOfOneMore() throws IOException {
        try (RawClient more = new RawClient(server)) {
            return more.send(RawClient.upgradeRequest("/app/echo")).response().status();
        }
    }

    /** Whether the server ends the connection without a word. */
    private static boolean isCut(RawClient client) throws IOException {
        try {
            return client.rest().length == 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
