package dev.bosphorus.examples.interop;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A WebSocket client of another make: a script that talks to an echo endpoint and prints what came of it. */
enum Peer {

    PYTHON_WEBSOCKETS("python3 with the package websockets (Debian: python3-websockets)") {
        @Override
        Optional<List<String>> command() {
            // The system's Python first: Debian's package is not there for others on the PATH.
            return Stream.concat(Stream.of(Path.of("/usr/bin/python3")), onPath("python3"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .filter(python -> succeeds(python, "-c", "import websockets"))
                    .findFirst()
                    .map(python -> List.of(python, script("python_websockets.py")));
        }

        @Override
        List<String> lastArguments() {
            return List.of();
        }
    },

    NODE_WS("node on the PATH and ws in examples/target/interop (npm install --prefix examples/target/interop ws@8)") {
        @Override
        Optional<List<String>> command() {
            return onPath("node").filter(Files::isExecutable).findFirst()
                    .filter(node -> Files.isDirectory(FOLDER.resolve("node_modules/ws")))
                    .map(node -> List.of(node.toString(), script("node_ws.mjs")));
        }

        @Override
        List<String> lastArguments() {
            return List.of(FOLDER.toAbsolutePath().toString());
        }
    };

    private static final Path FOLDER = Path.of("target", "interop");
    private static final int PATIENCE_SECONDS = 120;

    private final String needs;

    Peer(String needs) {
        this.needs = needs;
    }

    /** What has to be installed for this peer. */
    String needs() {
        return needs;
    }

    /** The program and its script; empty where something is not installed. */
    abstract Optional<List<String>> command();

    abstract List<String> lastArguments();

    /** What the peer prints. @throws AssertionError where it fails or takes too long */
    String talkTo(URI endpoint, boolean deflate) throws Exception {
        List<String> arguments = Stream.of(
                        command().orElseThrow(), List.of(endpoint.toString(), deflate ? "deflate" : "plain"), lastArguments())
                .flatMap(List::stream).toList();
        Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(this + " takes too long; it printed: " + output.join());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(this + " failed: " + output.join());
        }
        return output.join();
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name));
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String script(String name) {
        return Path.of("src", "test", "resources", "interop", name).toString();
    }
}
