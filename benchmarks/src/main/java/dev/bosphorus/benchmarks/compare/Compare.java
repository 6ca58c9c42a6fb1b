package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.benchmarks.results.Measure;
import dev.bosphorus.benchmarks.results.Measurements;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Measures servers, or clients, side by side: in each round each is started in turn, warmed up, and put under each load. Writes
 * {@code measurements.tsv} and {@code index.html}, and prints a table.
 */
public final class Compare {

    private final CompareOptions options;
    private final Function<Peer, List<String>> commands;
    private final PrintStream out;
    private final Path measurements;

    /** @param commands what starts a peer */
    Compare(CompareOptions options, Function<Peer, List<String>> commands, PrintStream out) {
        this.options = options;
        this.commands = commands;
        this.out = out;
        this.measurements = options.out().resolve("measurements.tsv");
    }

    /** Exits with 2 for a bad option, and with 1 where no peer can be run. */
    public static void main(String[] args) throws InterruptedException {
        try {
            CompareOptions options = CompareOptions.parse(args);
            if (options.help()) {
                System.out.println(CompareOptions.USAGE);
            } else {
                new Compare(options, peer -> peer.command(options.servers()), System.out).run(String.join(" ", args));
            }
        } catch (IllegalArgumentException bad) {
            System.err.println(bad.getMessage());
            System.exit(2);
        } catch (IOException | UncheckedIOException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    /** @param arguments as the page shows them */
    void run(String arguments) throws IOException, InterruptedException {
        Files.createDirectories(options.out());
        Files.writeString(measurements, String.join("\t", Outcome.COLUMNS) + '\n');
        out.printf("%d %s, %d cells, %d rounds: some %d minutes%n", options.peers().size(), options.what(), options.loads().size(),
                options.rounds(), options.estimate().toMinutes() + 1);
        options.pinning().pinSelf();
        long end = System.nanoTime() + options.limit().toNanos();
        boolean any = false;
        for (int round = 1; round <= options.rounds(); round++) {
            for (Peer peer : options.peers()) {
                if (System.nanoTime() > end) {
                    out.println("the time limit is reached");
                } else {
                    any |= measure(peer, round);
                }
            }
        }
        if (!any) {
            throw new IOException("nothing could be measured, see " + options.out());
        }
        report(arguments);
    }

    /** @return whether the peer could be started */
    private boolean measure(Peer peer, int round) throws IOException, InterruptedException {
        out.printf("round %d  %s%n", round, peer.series().label());
        List<String> command = options.pinning().startServer(commands.apply(peer));
        PeerProcess process;
        try {
            process = PeerProcess.start(command, options.out().resolve(peer.id() + ".log"));
        } catch (IOException failed) {
            out.printf("  not measured: %s%n", failed.getMessage());
            return false;
        }
        try (process) {
            Meter meter = new Meter(process.handle());
            warmUp(peer, process, meter);
            for (Load load : options.loads()) {
                try {
                    Outcome outcome = run(peer.adapt(load), process, meter, options.warmUp(), options.measured());
                    out.printf("  %-14s %s%n", load.id(), outcome);
                    Files.writeString(measurements, outcome.line(round, peer.id(), load.id()) + '\n', StandardOpenOption.APPEND);
                } catch (IOException failed) {
                    out.printf("  %-14s failed: %s%n", load.id(), failed.getMessage());
                }
            }
            return true;
        }
    }

    /** Each kind of traffic with few connections, on all processors, so that what is measured is compiled code. */
    private void warmUp(Peer peer, PeerProcess process, Meter meter) throws IOException, InterruptedException {
        options.pinning().widen(process.handle().pid());
        for (Load load : options.loads()) {
            try {
                run(peer.adapt(load.few()), process, meter, options.warmUp(), Duration.ZERO);
            } catch (IOException failed) {
                // The measurement will say so.
            }
        }
        options.pinning().pinServer(process.handle().pid());
    }

    private static Outcome run(Load load, PeerProcess process, Meter meter, Duration warmUp, Duration measured)
            throws IOException, InterruptedException {
        return switch (load.mode()) {
            case HANDSHAKE -> HandshakeLoad.run(load, process.port(), meter, warmUp, measured);
            case CLIENT -> ClientLoad.run(load, process::tell, meter, warmUp, measured);
            case ECHO, BROADCAST -> MessageLoad.run(load, process.port(), meter, warmUp, measured);
        };
    }

    private void report(String arguments) throws IOException {
        Measure perCpuSecond = options.clients() ? Measure.PER_CLIENT_CPU_SECOND : Measure.PER_CPU_SECOND;
        ComparisonPage page = new ComparisonPage("WebSocket " + options.what() + " compared", perCpuSecond,
                Measurements.read(measurements, ""), options.peers().stream().map(Peer::series).toList(),
                options.loads().stream().map(Load::cell).toList());
        out.print(page.text());
        Set<String> jars = new TreeSet<>();
        for (Peer peer : options.peers()) {
            peer.versionedJar(options.servers()).ifPresent(jars::add);
        }
        Path file = options.out().resolve("index.html");
        Files.writeString(file, page.html(List.of(
                "Arguments: " + (arguments.isEmpty() ? "none" : arguments),
                "Versions: " + String.join(", ", jars),
                "Every JVM: Java " + Runtime.version() + ", " + String.join(" ", Peer.JVM))));
        out.println("written: " + measurements + ", " + file);
    }
}
