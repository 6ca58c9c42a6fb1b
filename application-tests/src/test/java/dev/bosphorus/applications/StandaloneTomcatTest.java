package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat as it is downloaded. */
class StandaloneTomcatTest {

    private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127.0.0.1-auto-1-(\\d+)\"]");
    private static final String NATIVE = "WebSocket connections are upgraded by Tomcat's own way";

    /** Where the sessions are from. */
    private static final String OURS = "dev.bosphorus.container.session";

    @TempDir
    private Path base;
    private Path distribution;
    private ServerProcess server;
    private int port;

    /** Tomcat's own configuration, on a free port of 127.0.0.1, and looking for changes each second. */
    @BeforeEach
    void configure() throws IOException {
        distribution = ServerProcess.distribution("apache-tomcat-");
        for (String name : List.of("logs", "temp", "work", "webapps")) {
            Files.createDirectory(base.resolve(name));
        }
        Path conf = Files.createDirectory(base.resolve("conf"));
        for (String name : List.of("web.xml", "context.xml")) {
            Files.copy(distribution.resolve("conf").resolve(name), conf.resolve(name));
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

    private void start(Path home) throws Exception {
        server = new ServerProcess(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"), "-cp",
                home.resolve("bin/bootstrap.jar") + System.getProperty("path.separator") + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap", "start"));
        port = Integer.parseInt(server.await(STARTED).group(1));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.end();
        }
    }

    @Test
    void anApplicationBringsBosphorusAlong() throws Exception {
        Path war = WarFolder.redeployed(base.resolve("webapps/app"), true);
        Files.writeString(Files.createDirectories(war.resolve("META-INF")).resolve("context.xml"), """
                <Context containerSciFilter="org\\.apache\\.tomcat\\.websocket\\.server\\.WsSci"/>
                """);
        start(distribution);
        isServedAndReloaded(war);
    }

    @Test
    void oneJarTakesThePlaceOfTomcatsOwnForAllApplications() throws Exception {
        Path war = WarFolder.redeployed(base.resolve("webapps/app"), false);
        WarFolder.copy(distribution, distribution.resolve("webapps/examples"), base);
        start(withBundle());
        isServedAndReloaded(war);
        tomcatsExamplesRun();
    }

    private void tomcatsExamplesRun() throws Exception {
        for (String endpoint : List.of("echoProgrammatic", "echoAnnotation", "echoStreamAnnotation")) {
            EchoClient client = new EchoClient(port, "/examples/websocket/" + endpoint);
            assertThat(client.text("hello")).as(endpoint).isEqualTo("hello");
            assertThat(client.binary("hello")).as(endpoint).isEqualTo("bytes:hello");
        }
        EchoClient chat = new EchoClient(port, "/examples/websocket/chat");
        assertThat(chat.hear()).isEqualTo("* Guest0 has joined.");
        assertThat(chat.text("hello")).isEqualTo("Guest0: hello");
    }

    /** A Tomcat as its administrator leaves it who follows docs/tomcat.md. */
    private Path withBundle() throws IOException {
        Path home = base.resolve("home");
        for (String part : List.of("bin", "lib")) {
            WarFolder.copy(distribution, distribution.resolve(part), home);
        }
        Files.delete(home.resolve("lib/tomcat-websocket.jar"));
        Path bundle = ServerProcess.bundle();
        Files.copy(bundle, home.resolve("lib").resolve(bundle.getFileName()));
        return home;
    }

    private void isServedAndReloaded(Path war) throws Exception {
        assertThat(server.said()).anyMatch(line -> line.contains(NATIVE));
        EchoClient client = new EchoClient(port, "/app/echo");
        assertThat(client.text("hello")).isEqualTo("hello");
        assertThat(client.binary("hello")).isEqualTo("bytes:hello");
        assertThat(new EchoClient(port, "/app/provider").hear()).isEqualTo(OURS);
        assertThat(EchoClient.get(port, "/app/connect")).isEqualTo("heard by " + OURS + " in ParallelWebappClassLoader");
        // Undeployed: Tomcat sees that its descriptor has changed, and begins it anew.
        Files.writeString(war.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1"/>
                """);
        assertThat(client.hear()).isEqualTo("closed 1001");
        server.await(Pattern.compile("Reloading Context with name \\[/app] is completed"));
        assertThat(server.said()).noneMatch(line -> line.contains("failed to stop it"));
    }
}
