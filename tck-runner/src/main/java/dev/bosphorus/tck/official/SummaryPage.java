package dev.bosphorus.tck.official;

import dev.bosphorus.tck.suite.SuiteResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** What a request for certification has to say of a run, in Markdown: what was tested, with what, on what, and how it went. */
public final class SummaryPage {

    /** Classes by which the jars of what was tested are known. */
    private static final List<String> PRODUCT = List.of("dev.bosphorus.adapter.path.TemplateMap",
            "dev.bosphorus.container.embedded.EmbeddedServer", "dev.bosphorus.servlet.deploy.WebSocketInitializer",
            "jakarta.websocket.server.ServerContainer");
    private static final Map<String, String> CONTAINERS = Map.of("tomcat", "org.apache.catalina.startup.Tomcat",
            "jetty", "org.eclipse.jetty.server.Server");

    private SummaryPage() {
    }

    /**
     * Writes the page.
     *
     * @throws IOException where the file cannot be written, or a jar not read
     */
    public static void write(Path file, TckRequest request, SuiteResult result) throws IOException {
        StringBuilder page = new StringBuilder("# Jakarta WebSocket TCK: summary of a run\n\n| | |\n| --- | --- |\n");
        row(page, "Product", "Bosphorus " + version(PRODUCT.get(1)));
        row(page, "Target", target(request));
        row(page, "Specification", "Jakarta WebSocket API " + version(PRODUCT.get(3)));
        row(page, "Java", System.getProperty("java.vendor.version", "") + " " + Runtime.version() + " (" + System.getProperty("java.vendor")
                + ", " + System.getProperty("java.vm.name") + ")");
        row(page, "Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        row(page, "Date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        row(page, "Longest wait of a test", request.waitSeconds() + " s");
        row(page, "Tests", String.valueOf(result.total()));
        row(page, "Passed", String.valueOf(result.passed()));
        row(page, "Failed", String.valueOf(result.failures().size()));
        row(page, "Not applicable", String.valueOf(result.notApplicable().size()));
        row(page, "Time", result.time().toSeconds() + " s");
        list(page, "Tests that have not passed", result.failures().stream().map(SuiteResult.Outcome::test).toList());
        list(page, "Tests that do not apply", result.notApplicable());
        page.append("\n## SHA-256 of the jars\n\n| jar | digest |\n| --- | --- |\n");
        for (Map.Entry<String, Path> jar : jars(request).entrySet()) {
            row(page, jar.getKey(), "`" + digest(jar.getValue()) + "`");
        }
        Files.writeString(file, page);
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("| ").append(name).append(" | ").append(value.strip()).append(" |\n");
    }

    private static void list(StringBuilder page, String title, List<String> tests) {
        if (!tests.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n");
            tests.forEach(test -> page.append("- `").append(test).append("`\n"));
        }
    }

    private static String target(TckRequest request) {
        String container = CONTAINERS.get(request.target());
        return container == null ? "its embedded server, transport " + request.transport()
                : request.target() + " " + version(container) + ", with it in place of the container's own WebSocket";
    }

    /** As the jar of that class says. */
    private static String version(String className) {
        try {
            String version = Class.forName(className).getPackage().getImplementationVersion();
            return version == null ? "(its version is not known)" : version;
        } catch (ClassNotFoundException e) {
            return "(not there)";
        }
    }

    /** Those of the TCK that hold tests, and those of what was tested, by name. */
    private static Map<String, Path> jars(TckRequest request) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (Path jar : request.jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                if (file.stream().anyMatch(entry -> entry.getName().endsWith("IT.class"))) {
                    paths.add(jar);
                }
            }
        }
        for (String className : PRODUCT) {
            Path jar = jarOf(className);
            if (jar != null) {
                paths.add(jar);
            }
        }
        Map<String, Path> named = new TreeMap<>();
        paths.forEach(path -> named.put(path.getFileName().toString(), path));
        return named;
    }

    /** {@code null} where the class is not there, or in no jar. */
    private static Path jarOf(String className) {
        try {
            CodeSource source = Class.forName(className).getProtectionDomain().getCodeSource();
            Path path = source == null ? null : Path.of(source.getLocation().toURI());
            return path != null && Files.isRegularFile(path) ? path : null;
        } catch (ClassNotFoundException | URISyntaxException e) {
            return null;
        }
    }

    private static String digest(Path jar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
