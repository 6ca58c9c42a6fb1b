package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processors a server and this process may use, by the command {@code taskset}.
 *
 * @param server as that command takes it, or empty: any
 * @param self   as that command takes it, or empty: any
 */
record Pinning(String server, String self) {

    static final Pinning NONE = new Pinning("", "");

    /** A thread that ends while {@code taskset} goes through all of them makes it fail, once or twice. */
    private static final int ATTEMPTS = 10;

    /** @throws IllegalArgumentException with one line for the user */
    static Pinning parse(String text) {
        if (!text.matches("[0-9][0-9,-]*:[0-9][0-9,-]*")) {
            throw new IllegalArgumentException("--pin must be <server's processors>:<load's processors>, as in 1:0, not " + text);
        }
        return new Pinning(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1));
    }

    boolean isNone() {
        return server.isEmpty();
    }

    /** The command that runs another on the server's processors. */
    List<String> startServer(List<String> command) {
        if (isNone()) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", server));
        pinned.addAll(command);
        return pinned;
    }

    void pinServer(long pid) throws IOException, InterruptedException {
        pin(server, pid);
    }

    void pinSelf() throws IOException, InterruptedException {
        pin(self, ProcessHandle.current().pid());
    }

    /** All processors of both, so that a server's compiler does not starve while it warms up. */
    void widen(long pid) throws IOException, InterruptedException {
        pin(server + ',' + self, pid);
    }

    private void pin(String processors, long pid) throws IOException, InterruptedException {
        if (isNone()) {
            return;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            Process process = new ProcessBuilder("taskset", "-a", "-p", "-c", processors, String.valueOf(pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectErrorStream(true).start();
            if (process.waitFor() == 0) {
                return;
            }
        }
        throw new IOException("taskset cannot pin process " + pid + " to " + processors);
    }
}
