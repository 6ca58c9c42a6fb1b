package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Jetty as it is downloaded. */
class StandaloneJettyTest {

    private static final Pattern STARTED = Pattern.compile("Started oejs.ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
    private static final String NATIVE = "WebSocket connections are upgraded by Jetty's own way";

    /** Where the sessions are from. */
    private static final String OURS = "dev.bosphorus.container.session";

    @TempDir
    private Path base;
    private Path home;
    private ServerProcess server;
    private int port;

    @BeforeEach
    void find() throws IOException {
        home = ServerProcess.distribution("jetty-home-");
    }

    /** Does as the first lines of every introduction to Jetty say. */
    private void start(String modules) throws Exception {
        List<String> jetty = List.of("-Djava.io.tmpdir=" + Files.createDirectory(base.resolve("temp")), "-jar",
                home.resolve("start.jar").toString(), "jetty.base=" + base);
        ServerProcess configuring = new ServerProcess(and(jetty, "--add-modules=http," + modules));
        assertThat(configuring.exitCode()).as(() -> configuring.said().toString()).isZero();
        server = new ServerProcess(and(jetty, "jetty.http.host=127.0.0.1", "jetty.http.port=0"));
        port = Integer.parseInt(server.await(STARTED).group(1));
    }

    private static List<String> and(List<String> some, String... others) {
        return Stream.concat(some.stream(), Stream.of(others)).toList();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.end();
        }
    }

    @Test
    void aModuleTakesThePlaceOfJettysOwn() throws Exception {
        Path bundle = ServerProcess.distribution("bosphorus");
        WarFolder.copy(bundle, bundle, base);
        WarFolder.redeployed(base.resolve("webapps/app"), false);
        start("ee11-deploy,bosphorus");
        isServed();
    }

    /** Jetty hides its own classes from it. */
    @Test
    void anApplicationBringsBosphorusAlong() throws Exception {
        WarFolder.addApi(WarFolder.redeployed(base.resolve("webapps/app"), true));
        start("ee11-deploy,ee11-annotations");
        isServed();
    }

    /** By the descriptor of docs/jetty.md. */
    @Test
    void anApplicationThatBringsBosphorusAlongSwitchesJettysOwnOff() throws Exception {
        Path war = WarFolder.redeployed(base.resolve("webapps/app"), true);
        Files.writeString(war.resolve("WEB-INF/jetty-ee11-web.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                <Configure class="org.eclipse.jetty.ee11.webapp.WebAppContext">
                  <Call name="setAttribute">
                    <Arg>org.eclipse.jetty.websocket.jakarta</Arg>
                    <Arg type="boolean">false</Arg>
                  </Call>
                </Configure>
                """);
        start("ee11-deploy,ee11-websocket-jakarta");
        isServed();
    }

    private void isServed() throws Exception {
        assertThat(server.said()).anyMatch(line -> line.contains(NATIVE));
        EchoClient client = new EchoClient(port, "/app/echo");
        assertThat(client.text("hello")).isEqualTo("hello");
        assertThat(client.binary("hello")).isEqualTo("bytes:hello");
        assertThat(new EchoClient(port, "/app/provider").hear()).isEqualTo(OURS);
        assertThat(EchoClient.get(port, "/app/connect")).isEqualTo("heard by " + OURS + " in WebAppClassLoader");
    }
}
