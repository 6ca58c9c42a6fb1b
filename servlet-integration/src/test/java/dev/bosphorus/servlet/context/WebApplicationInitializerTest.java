package dev.bosphorus.servlet.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.EmbeddedServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A web application with initializers and listeners on the embedded server. */
class WebApplicationInitializerTest {

    private static final List<Class<?>> CLASSES = List.of(example.Added.class, example.Annotated.class, example.Declared.class,
            example.Echo.class, example.Handled.class, example.Initializer.class, example.Marked.class);

    @ClientEndpoint
    public static class Client {
        final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

        @OnMessage
        public void reply(String text) {
            replies.add(text);
        }
    }

    @TempDir
    private Path web;

    private final String run;

    WebApplicationInitializerTest(TestInfo test) {
        run = test.getDisplayName();
    }

    /** A folder laid out like a WAR. @param more elements of its descriptor */
    private Application application(String more) throws Exception {
        Path classes = Files.createDirectories(web.resolve("WEB-INF/classes/example"));
        for (Class<?> type : CLASSES) {
            copy(type.getSimpleName(), classes);
        }
        copy("Log", classes);
        Path services = Files.createDirectories(web.resolve("WEB-INF/classes/META-INF/services"));
        Files.writeString(services.resolve("jakarta.servlet.ServletContainerInitializer"), "example.Initializer\n");
        Files.writeString(web.resolve("index.html"), "<p>hello");
        Files.writeString(web.resolve("WEB-INF/web.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE web-app SYSTEM "http://localhost:1/never-fetched.dtd">
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
                  <display-name>Example</display-name>
                  <context-param><param-name>run</param-name><param-value>%s</param-value></context-param>
                  <listener><listener-class>example.Declared</listener-class></listener>
                  <session-config><session-timeout>1</session-timeout></session-config>
                  %s
                </web-app>
                """.formatted(run, more));
        return Application.open(List.of(web.toString()), List.of());
    }

    private static void copy(String name, Path into) throws IOException {
        try (var content = example.Echo.class.getResourceAsStream(name + ".class")) {
            Files.copy(content, into.resolve(name + ".class"));
        }
    }

    private List<String> log() {
        return System.getProperty("example.log." + run, "").lines().toList();
    }

    @Test
    void initializersAndListenersRunInOrder() throws Exception {
        try (Application application = application("");
                EmbeddedServer server = EmbeddedServer.builder().contextPath("/app").application(application).start()) {
            assertThat(server.paths()).containsExactly("/app/added", "/app/scanned");
            assertThat(log()).containsExactly(
                    "initializer [Marked]",
                    "declared begins",
                    "annotated begins at /app as Example",
                    "added 1", "replaced 1", "removed 2",
                    "[/index.html] truetruefalsefalse",
                    "ServletContext.getSessionCookieConfig needs a servlet container, and this is an embedded server",
                    "own loader true",
                    "added begins");
        }
        assertThat(log()).endsWith("added begins", "added ends", "annotated ends", "declared ends");
    }

    @Test
    void whatAnInitializerAddsTalks() throws Exception {
        try (Application application = application("");
                EmbeddedServer server = EmbeddedServer.builder().application(application).start();
                WebSocketClient client = WebSocketClient.builder().build()) {
            Client endpoint = new Client();
            Session session = client.connectToServer(endpoint, URI.create(server.uri() + "/added"));
            session.getBasicRemote().sendText("hello");
            assertThat(endpoint.replies.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }

    @Test
    void aListenerThatFailsFailsTheApplicationAndThoseBeforeItEnd() throws Exception {
        try (Application application = application(
                "<context-param><param-name>fails</param-name><param-value>yes</param-value></context-param>")) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> EmbeddedServer.builder().application(application).start().close())
                    .withMessageContaining("told to fail");
        }
        assertThat(log()).endsWith("annotated ends", "declared ends").doesNotContain("added begins");
    }

    @Test
    void aCompleteDescriptorIsAllThereIs() throws Exception {
        try (Application application = application("")) {
            Path descriptor = web.resolve("WEB-INF/web.xml");
            Files.writeString(descriptor, Files.readString(descriptor).replace("<web-app ", "<web-app metadata-complete=\"true\" "));
            try (EmbeddedServer server = EmbeddedServer.builder().application(application).start()) {
                assertThat(server.paths()).contains("/added");
            }
        }
        assertThat(log()).noneMatch(event -> event.startsWith("annotated"));
    }

    @Test
    void aBrokenDescriptorIsNamed() throws Exception {
        try (Application application = application("<unclosed>")) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> EmbeddedServer.builder().application(application).start().close())
                    .withMessageContaining("web.xml");
        }
    }

    @Test
    void aListenerThatIsNotThereIsNamed() throws Exception {
        try (Application application = application("<listener><listener-class>example.None</listener-class></listener>")) {
            assertThatExceptionOfType(DeploymentException.class)
                    .isThrownBy(() -> EmbeddedServer.builder().application(application).start().close())
                    .withMessageContaining("example.None");
        }
    }
}
