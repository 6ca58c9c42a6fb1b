package dev.bosphorus.container.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Applications that tests make as their authors would: compiled, packed, laid out as a WAR. */
public final class TestSources {

    /** An endpoint that greets. */
    public static final String ECHO = """
            package app;

            import jakarta.websocket.OnMessage;
            import jakarta.websocket.server.ServerEndpoint;

            @ServerEndpoint("/echo")
            public class Echo {
                @OnMessage
                public String echo(String text) {
                    return Greeting.of(text);
                }
            }
            """;

    /** Chooses all annotated endpoints that it is shown. */
    public static final String CHOOSER = """
            package app;

            import jakarta.websocket.Endpoint;
            import jakarta.websocket.server.ServerApplicationConfig;
            import jakarta.websocket.server.ServerEndpointConfig;
            import java.util.Set;

            public class Chooser implements ServerApplicationConfig {
                public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpointClasses) {
                    return Set.of();
                }

                public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
                    return scanned;
                }
            }
            """;

    public static final String GREETING = """
            package app;

            public class Greeting {
                static String of(String text) {
                    return "hello " + text;
                }
            }
            """;

    private TestSources() {
    }

    /** Compiles sources, named by path like {@code app/Echo.java}, into a folder, with more on the class path. */
    public static Path compile(Path folder, Map<String, String> sources, Path... classPath) throws IOException {
        Path from = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-sources"));
        Files.createDirectories(folder);
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        for (Path entry : classPath) {
            path.append(System.getProperty("path.separator")).append(entry);
        }
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "--release", "17",
                "-d", folder.toString(), "-cp", path.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = from.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        int status = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(status).as("the compiler's status").isZero();
        return folder;
    }

    /** The classes of {@link #ECHO} and {@link #GREETING}. */
    public static Path echoClasses(Path folder) throws IOException {
        return compile(folder, Map.of("app/Echo.java", ECHO, "app/Greeting.java", GREETING));
    }

    /** Every file of a folder, under a prefix, by entry name. */
    public static Map<String, byte[]> entries(String prefix, Path folder) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                entries.put(prefix + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return entries;
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a jar or WAR. */
    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A WAR with the endpoint in its classes, what the endpoint needs in a library, and a page. */
    public static Path echoWar(Path folder) throws IOException {
        Path library = compile(folder.resolve("library"), Map.of("app/Greeting.java", GREETING));
        Path classes = compile(folder.resolve("classes"), Map.of("app/Echo.java", ECHO), library);
        Path jar = zip(folder.resolve("greeting.jar"), entries("", library));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\n"));
        entries.put("WEB-INF/web.xml", text("<web-app/>"));
        entries.putAll(entries("WEB-INF/classes/", classes));
        entries.put("WEB-INF/lib/greeting.jar", Files.readAllBytes(jar));
        entries.put("index.html", text("<p>the page</p>"));
        entries.put("styles/page.css", text("p { color: teal }"));
        return zip(folder.resolve("echo.war"), entries);
    }
}
