package dev.bosphorus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleServerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern PAGE = Pattern.compile("http://localhost:\\d+/");
    /** What may stand on the module path: our classes and what they need at run time. */
    private static final Pattern RUNTIME = Pattern.compile(
            ".*([/\\\\]target[/\\\\]([^/\\\\]*\\.jar|classes)|[/\\\\](netty-|jakarta\\.(websocket|json)-|parsson-)[^/\\\\]*\\.jar"
                    + "|dev[/\\\\]bosphorus[/\\\\].*\\.jar)");

    @ParameterizedTest
    @MethodSource("dev.bosphorus.examples.Servers#transports")
    void everyPageAndWhatItLoadsIsServed(TransportKind transport) throws Exception {
        try (EmbeddedServer server = Servers.start(transport)) {
            String base = "http://localhost:" + server.port();
            Pattern local = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
            for (String page : List.of("/", "/echo.html", "/chat.html", "/board.html")) {
                HttpResponse<String> response = get(base + page);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
                for (Matcher link = local.matcher(response.body()); link.find();) {
                    assertThat(get(URI.create(base + "/").resolve(link.group(1)).toString()).statusCode()).as(link.group(1)).isEqualTo(200);
                }
            }
            assertThat(get(base + "/connection.js").headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/javascript");
        }
    }

    @Test
    void runsAsModules() throws Exception {
        String modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> RUNTIME.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = java("--module-path", modulePath, "--add-modules", "ALL-MODULE-PATH",
                "--module", "dev.bosphorus.examples/" + ExampleServer.class.getName(), "--port", "0");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher page = PAGE.matcher(String.valueOf(out.readLine()));
            assertThat(page.find()).as("prints the URL of the page").isTrue();
            assertThat(get(page.group()).body()).contains("Bosphorus");
            URI server = URI.create("ws" + page.group().substring("http".length(), page.group().length() - 1));
            try (TestClient ada = TestClient.connect(server, "/chat/kitchen?name=Ada", "chat.v1")) {
                assertThat(ada.json().getString("you")).isEqualTo("Ada");
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends when it is told to").isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
            "--port, http, '--port must be a number from 0 to 65535, not http'",
            "--transport, io-uring, io_uring needs netty-transport-native-io_uring on the class path"})
    void badOptionIsOneLineAndStatus2(String option, String value, String line) throws Exception {
        Process process = java("-cp", System.getProperty("java.class.path"), ExampleServer.class.getName(), option, value);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).hasLineCount(1).contains(line);
    }

    @Test
    void takenPortIsOneLineAndStatus1() throws Exception {
        try (EmbeddedServer server = Servers.start(TransportKind.EVENT_LOOP)) {
            String port = String.valueOf(server.port());
            Process process = java("-cp", System.getProperty("java.class.path"), ExampleServer.class.getName(), "--port", port);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(output).hasLineCount(1).contains(port);
        }
    }

    private static Process java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
