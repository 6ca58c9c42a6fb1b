package dev.bosphorus.container.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bosphorus.container.application.TestSources;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command line to a message and back: nothing is faked here. */
class ServiceTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private static Service start(Object... arguments) throws BadInput {
        List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1"));
        Stream.of(arguments).map(Object::toString).forEach(all::add);
        return Service.start(ServeOptions.parse(all, Map.of()));
    }

    /** The first message, and the status that the connection was closed with. */
    private static final class Peer implements WebSocket.Listener {
        private final CompletableFuture<String> message = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            message.complete(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        String greeting(URI endpoint) throws Exception {
            WebSocket socket = CLIENT.newWebSocketBuilder().buildAsync(endpoint, this).get(20, TimeUnit.SECONDS);
            socket.sendText("world", true).get(20, TimeUnit.SECONDS);
            return message.get(20, TimeUnit.SECONDS);
        }
    }

    private static int status(Service service, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.server().port() + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    }

    private static String description(Service service) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service.describe(new PrintStream(out, false, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void warIsServedWithItsEndpointAndItsPages() throws Exception {
        try (Service service = start("--port", 0, "--context-path", "/app", TestSources.echoWar(folder))) {
            int port = service.server().port();
            assertThat(new Peer().greeting(URI.create("ws://127.0.0.1:" + port + "/app/echo"))).isEqualTo("hello world");
            assertThat(status(service, "/app/")).isEqualTo(200);
            assertThat(status(service, "/app/styles/page.css")).isEqualTo(200);
            assertThat(status(service, "/app/WEB-INF/web.xml")).isEqualTo(404);
            assertThat(status(service, "/app/META-INF/MANIFEST.MF")).isEqualTo(404);
            assertThat(description(service).lines()).hasSize(3)
                    .contains("endpoint ws://127.0.0.1:" + port + "/app/echo", "page     http://127.0.0.1:" + port + "/app/");
        }
    }

    @Test
    void classesAreServedWithStaticFiles() throws Exception {
        Path pages = Files.createDirectory(folder.resolve("pages"));
        Files.writeString(pages.resolve("index.html"), "page");
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        try (Service service = start("--port", 0, "--transport", "event-loop", "--static", pages,
                "--class-path", classes, "app.Echo")) {
            URI endpoint = URI.create("ws://127.0.0.1:" + service.server().port() + "/echo");
            assertThat(new Peer().greeting(endpoint)).isEqualTo("hello world");
            assertThat(status(service, "/")).isEqualTo(200);
            assertThat(description(service)).contains("(event loop)");
        }
    }

    @Test
    void whatWasUnpackedIsRemovedAtTheEnd() throws Exception {
        Service service = start("--port", 0, TestSources.echoWar(folder));
        Path unpacked = service.pages().getParent();
        assertThat(unpacked).exists();
        service.close();
        assertThat(unpacked).doesNotExist();
    }

    @Test
    void portInUseIsBadInput() throws Exception {
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        try (Service first = start("--port", 0, classes)) {
            int port = first.server().port();
            BadInput refused = catchThrowableOfType(BadInput.class, () -> start("--port", port, classes));
            assertThat(refused.line()).contains("127.0.0.1:" + port);
            assertThat(refused.details()).isEmpty();
        }
    }

    @Test
    void staticFilesAndPagesOfAWarExcludeEachOther() throws Exception {
        Path war = TestSources.echoWar(folder);
        BadInput refused = catchThrowableOfType(BadInput.class, () -> start("--static", folder, war));
        assertThat(refused.line()).isEqualTo("--static cannot be given with a WAR that has pages of its own");
    }

    @Test
    void badEndpointListsItsProblemsAfterTheLine() throws Exception {
        String bad = TestSources.ECHO.replace("public String echo(String text)",
                "public String echo(String text, Thread thread)");
        Path classes = TestSources.compile(folder.resolve("classes"),
                Map.of("app/Echo.java", bad, "app/Greeting.java", TestSources.GREETING));
        BadInput refused = catchThrowableOfType(BadInput.class, () -> start("--port", 0, classes));
        assertThat(refused.line()).contains("app.Echo");
        assertThat(refused.details()).anyMatch(line -> line.contains("Thread"));
    }

    @Test
    void sourcesWithoutEndpointsAreBadInput() throws Exception {
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Greeting.java", TestSources.GREETING));
        assertThat(catchThrowableOfType(BadInput.class, () -> start("--port", 0, classes)).line()).isEqualTo(
                "nothing to deploy: no class with @ServerEndpoint and no ServerApplicationConfig in " + classes);
    }

    @Test
    void configThatChoosesNothingIsBadInput() throws Exception {
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Config.java", """
                package app;

                import jakarta.websocket.Endpoint;
                import jakarta.websocket.server.ServerEndpointConfig;
                import java.util.Set;

                public class Config implements jakarta.websocket.server.ServerApplicationConfig {
                    @Override
                    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpoints) {
                        return Set.of();
                    }

                    @Override
                    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
                        return Set.of();
                    }
                }
                """));
        assertThat(catchThrowableOfType(BadInput.class, () -> start("--port", 0, classes)).line())
                .isEqualTo("nothing to deploy: the application's ServerApplicationConfig chose no endpoint");
    }

    @Test
    void terminatedProcessClosesItsSessionsAndRemovesWhatItUnpacked() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "serve", "--host", "127.0.0.1", "--port", "0", TestSources.echoWar(folder).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            Peer peer = new Peer();
            assertThat(out.readLine()).startsWith("Bosphorus listens on 127.0.0.1:");
            assertThat(peer.greeting(URI.create(out.readLine().substring("endpoint ".length())))).isEqualTo("hello world");
            process.destroy();
            assertThat(peer.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the process has ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("bosphorus-war-"))).isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
