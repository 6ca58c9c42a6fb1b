package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that is a module, on the module path with Bosphorus and the APIs, and Weld on the class path: Weld itself (6.0.3)
 * cannot run as modules.
 */
class CdiModulesTest {

    private static final String MODULE = """
            module app {
                requires dev.bosphorus.container;
                requires jakarta.cdi;
                opens app;
            }
            """;

    private static final String MAIN = """
            package app;

            import dev.bosphorus.container.client.WebSocketClient;
            import dev.bosphorus.container.embedded.EmbeddedServer;
            import jakarta.enterprise.context.ApplicationScoped;
            import jakarta.enterprise.inject.se.*;
            import jakarta.inject.Inject;
            import jakarta.websocket.*;
            import jakarta.websocket.server.ServerEndpoint;
            import java.net.URI;
            import java.util.concurrent.*;

            public class Main {
                private static final BlockingQueue<String> REPLIES = new LinkedBlockingQueue<>();

                @ApplicationScoped
                public static class Greeting {
                    public String of(String name) {
                        return "hello " + name;
                    }
                }

                @ApplicationScoped
                @ServerEndpoint("/bean")
                public static class Bean {
                    @Inject Greeting greeting;

                    @OnMessage
                    public String message(String text) {
                        return greeting.of(text);
                    }
                }

                @ServerEndpoint("/other")
                public static class Other {
                    @Inject Greeting greeting;

                    @OnMessage
                    public String message(String text) {
                        return greeting.of(text);
                    }
                }

                @ClientEndpoint
                public static class Client {
                    @Inject Greeting greeting;

                    @OnMessage
                    public void message(String text) {
                        REPLIES.add(text + ", " + greeting.of("server"));
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    try (SeContainer cdi = SeContainerInitializer.newInstance().disableDiscovery()
                                    .addBeanClasses(Greeting.class, Bean.class).initialize();
                            EmbeddedServer server = EmbeddedServer.builder().endpoints(Bean.class, Other.class).start();
                            WebSocketClient client = WebSocketClient.builder().build()) {
                        System.out.println(EmbeddedServer.class.getModule());
                        for (String path : new String[] {"/bean", "/other"}) {
                            client.connectToServer(Client.class, URI.create(server.uri() + path)).getBasicRemote().sendText(path);
                            System.out.println(REPLIES.poll(10, TimeUnit.SECONDS));
                        }
                    }
                }
            }
            """;

    /** Bosphorus, what it needs, and the APIs. */
    private static final Predicate<String> NAMED = Pattern.compile(
            ".*([/\\\\]target[/\\\\]([^/\\\\]*\\.jar|classes)|dev[/\\\\]bosphorus[/\\\\].*\\.jar|[/\\\\](netty-|jakarta\\."
                    + "(websocket|inject|interceptor|annotation|enterprise\\.(cdi-api|lang))-)[^/\\\\]*\\.jar)").asMatchPredicate();
    private static final Predicate<String> WELD =
            Pattern.compile(".*[/\\\\](weld-|jboss-|jakarta\\.(el|enterprise\\.cdi-el)-)[^/\\\\]*\\.jar").asMatchPredicate();

    @TempDir
    private Path folder;

    private static String path(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted).collect(Collectors.joining(File.pathSeparator));
    }

    private Path compile() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("sources/app"));
        Path module = Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("classes");
        int status = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, "-proc:none", "--release", "17",
                "--module-path", path(NAMED), "-d", classes.toString(), module.toString(), main.toString());
        assertThat(status).as("the compiler's status").isZero();
        return classes;
    }

    @Test
    void endpointsOfAModuleAreInjected() throws Exception {
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
                "--module-path", compile() + File.pathSeparator + path(NAMED), "--class-path", path(WELD),
                // Weld's stand-ins are made within the application's module, and extend what is Weld's own.
                "--add-reads", "app=ALL-UNNAMED", "--module", "app/app.Main")
                .redirectError(folder.resolve("errors.txt").toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(output.lines()).as(this::errors).containsExactly("module dev.bosphorus.container",
                "hello /bean, hello server", "hello /other, hello server");
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
