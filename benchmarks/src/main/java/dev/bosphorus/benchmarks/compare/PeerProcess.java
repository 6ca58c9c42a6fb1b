package dev.bosphorus.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server, or a process of clients, in a JVM of its own. It ends when this is closed, and with this process: its standard
 * input ends then.
 */
final class PeerProcess implements AutoCloseable {

    private static final String READY = "READY ";
    private static final long READY_SECONDS = 60;
    private static final long END_SECONDS = 5;

    private final Process process;
    private final int port;

    private PeerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Returns when it has said that it is ready.
     *
     * @param log where its errors go
     */
    static PeerProcess start(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try {
            return new PeerProcess(process, awaitPort(process, log));
        } catch (IOException | InterruptedException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static int awaitPort(Process process, Path log) throws IOException, InterruptedException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.startsWith(READY)) {
                        port.complete(Integer.parseInt(line.substring(READY.length())));
                    }
                }
                port.completeExceptionally(new IOException("it has ended"));
            } catch (IOException e) {
                port.completeExceptionally(e);
            }
        }, "peer output");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the process does not get ready, see " + log, e);
        }
    }

    /** Where a server listens; of clients 0. */
    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Writes a line to its standard input. */
    void tell(String line) throws IOException {
        BufferedWriter in = process.outputWriter(StandardCharsets.US_ASCII);
        in.write(line + '\n');
        in.flush();
    }

    @Override
    public void close() {
        try {
            process.outputWriter(StandardCharsets.US_ASCII).close();
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException gone) {
            // That was to be reached.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
