package dev.bosphorus.examples.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of its own, spoken to in the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {

    static final int PATIENCE_SECONDS = 30;

    private static final String ANNOUNCEMENT = "DevTools listening on ";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
            // All tabs of a test are looked at, whichever is in front.
            "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding", "--remote-debugging-port=0", "about:blank");

    private final Process process;
    private final DevTools devTools;

    private Browser(Process process, DevTools devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    /** The browser named by the environment variable CHROMIUM, else the first of the usual names on the PATH. */
    static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    static Browser launch(Path executable, Path profile) throws Exception {
        List<String> command = Stream.concat(
                Stream.of(executable.toString(), "--user-data-dir=" + profile), FLAGS.stream()).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> readOutput(process, address), "chromium-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return new Browser(process, DevTools.connect(address.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        } catch (Exception failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /** Reads to the end, for a full pipe would stop the browser. */
    private static void readOutput(Process process, CompletableFuture<URI> address) {
        StringBuilder before = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ANNOUNCEMENT)) {
                    address.complete(URI.create(line.substring(ANNOUNCEMENT.length())));
                } else if (!address.isDone()) {
                    before.append(line).append('\n');
                }
            }
            address.completeExceptionally(new IOException("chromium ended: " + before));
        } catch (IOException | UncheckedIOException e) {
            address.completeExceptionally(e);
        }
    }

    /** A new tab in a window of its own, so that it is visible; returns when the page is loaded. */
    Tab open(String url) {
        return Tab.open(devTools, url);
    }

    @Override
    public void close() {
        devTools.send(null, "Browser.close", "{}");
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
