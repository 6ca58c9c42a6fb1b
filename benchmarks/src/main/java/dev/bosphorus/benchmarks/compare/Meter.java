package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of a server, of this process and of the whole machine. */
final class Meter {

    private static final Path MACHINE = Path.of("/proc/stat");
    /** The unit of that file, which Linux fixes for its readers. */
    private static final long TICK_NANOS = 10_000_000;
    /** Columns behind "cpu": user, nice, system, idle, waiting for disks, interrupts, soft interrupts. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private final ProcessHandle server;

    Meter(ProcessHandle server) {
        this.server = server;
    }

    /**
     * A reading, or the difference of two.
     *
     * @param machine NaN where the system does not say
     */
    record Reading(double seconds, double server, double self, double machine) {

        Reading since(Reading before) {
            return new Reading(seconds - before.seconds, server - before.server, self - before.self, machine - before.machine);
        }

        /** Cores that neither the server nor this process used. */
        double otherCores() {
            return (machine - server - self) / seconds;
        }
    }

    Reading read() throws IOException {
        return new Reading(System.nanoTime() / 1e9, cpu(server), cpu(ProcessHandle.current()), machine());
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double machine() throws IOException {
        if (!Files.exists(MACHINE)) {
            return Double.NaN;
        }
        String[] columns = Files.readAllLines(MACHINE).get(0).split("\\s+");
        long ticks = 0;
        for (int column : BUSY) {
            ticks += Long.parseLong(columns[column]);
        }
        return ticks * TICK_NANOS / 1e9;
    }
}
