package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat as it is downloaded, in a process of its own, which knows nothing of Bosphorus. */
class StandaloneTomcatTest {

    private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127.0.0.1-auto-1-(\\d+)\"]");

    /** Where the build has unpacked it. */
    private static final Path DISTRIBUTION = Path.of("target", "servers").toAbsolutePath();

    private Path base;
    private Process process;
    /** What Tomcat says. */
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int port;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        base = folder;
        Path home;
        try (Stream<Path> found = Files.list(DISTRIBUTION)) {
            home = found.filter(path -> path.getFileName().toString().startsWith("apache-tomcat-")).findFirst().orElseThrow();
        }
        configure(home);
        Path war = WarFolder.redeployed(base.resolve("webapps/app"), true);
        Files.writeString(Files.createDirectories(war.resolve("META-INF")).resolve("context.xml"), """
                <Context containerSciFilter="org\\.apache\\.tomcat\\.websocket\\.server\\.WsSci"/>
                """);
        process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"), "-cp",
                home.resolve("bin/bootstrap.jar") + System.getProperty("path.separator") + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap", "start")).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "tomcat's output");
        reader.setDaemon(true);
        reader.start();
        Matcher started = await(STARTED);
        port = Integer.parseInt(started.group(1));
    }

    /** Tomcat's own configuration, on a free port of 127.0.0.1, and looking for changes each second. */
    private void configure(Path home) throws IOException {
        for (String name : List.of("logs", "temp", "work", "webapps")) {
            Files.createDirectory(base.resolve(name));
        }
        Path conf = Files.createDirectory(base.resolve("conf"));
        for (String name : List.of("web.xml", "context.xml")) {
            Files.copy(home.resolve("conf").resolve(name), conf.resolve(name));
        }
        Files.writeString(conf.resolve("server.xml"), """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector port="0" address="127.0.0.1" protocol="HTTP/1.1"/>
                    <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                      <Host name="localhost" appBase="webapps"/>
                    </Engine>
                  </Service>
                </Server>
                """);
    }

    private void read() {
        try (var output = process.inputReader()) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    /** The next line in which that is found. */
    private Matcher await(Pattern pattern) throws InterruptedException {
        String line = lines.poll(40, TimeUnit.SECONDS);
        while (line != null) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
            line = lines.poll(40, TimeUnit.SECONDS);
        }
        throw new AssertionError("Tomcat does not say " + pattern);
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anApplicationBringsBosphorusAlong() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpClient client = HttpClient.newHttpClient();
        WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + "/app/echo"),
                new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        received.add(data.toString());
                        webSocket.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
                        received.add("closed " + status);
                        return null;
                    }
                }).get(20, TimeUnit.SECONDS);
        socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/app/connect")).build(),
                BodyHandlers.ofString()).body()).isEqualTo("heard by ParallelWebappClassLoader");
        // Undeployed: Tomcat sees that its descriptor has changed, and begins it anew.
        Files.writeString(Files.createDirectories(base.resolve("webapps/app/WEB-INF")).resolve("web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"/>
                """);
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("closed 1001");
        await(Pattern.compile("Reloading Context with name \\[/app] is completed"));
        assertThat(lines).noneMatch(line -> line.contains("failed to stop it"));
    }
}
