package dev.bosphorus.applications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server as it is downloaded, in a process of its own. */
final class ServerProcess {

    /** Where the build has unpacked what is downloaded. */
    private static final Path DISTRIBUTIONS = Path.of("target", "servers").toAbsolutePath();
    private static final int DEADLINE_SECONDS = 40;

    private final Process process;
    /** What the server says and nobody has waited for yet. */
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    /** @param arguments of {@code java} */
    ServerProcess(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Quick to start.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "output of the server");
        reader.setDaemon(true);
        reader.start();
    }

    /** The folder of a distribution. */
    static Path distribution(String prefix) throws IOException {
        try (Stream<Path> found = Files.list(DISTRIBUTIONS)) {
            return found.filter(path -> path.getFileName().toString().startsWith(prefix)).findFirst().orElseThrow();
        }
    }

    /** The one jar for all applications of a server. */
    static Path bundle() throws IOException {
        try (Stream<Path> found = Files.list(distribution("bosphorus").resolve("lib/bosphorus"))) {
            return found.findFirst().orElseThrow();
        }
    }

    private void read() {
        try (var output = process.inputReader()) {
            output.lines().forEach(line -> {
                said.add(line);
                lines.add(line);
            });
        } catch (IOException | UncheckedIOException e) {
            lines.add("the process has been ended: " + e);
        }
    }

    /** The next line in which that is found. */
    Matcher await(Pattern pattern) throws InterruptedException {
        String line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        while (line != null) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher;
            }
            line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        }
        throw new AssertionError("the server does not say " + pattern + ", but\n" + String.join("\n", said));
    }

    /** All lines so far. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** Waits for the process to end by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            end();
        }
        return process.exitValue();
    }

    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
