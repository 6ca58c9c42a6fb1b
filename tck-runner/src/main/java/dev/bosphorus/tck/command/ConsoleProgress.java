package dev.bosphorus.tck.command;

import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.Progress;
import java.io.PrintStream;
import java.time.Duration;

/** Says on the console, now and then, how far a run is and how long it will take. */
final class ConsoleProgress implements Progress {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final long begin = System.nanoTime();
    private long last = begin;

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void ended(CaseResult result, int done, int total) {
        long now = System.nanoTime();
        if (now - last > PAUSE && done < total) {
            last = now;
            out.printf("%d of %d cases, about %d s left%n", done, total, (now - begin) / done * (total - done) / 1_000_000_000);
            out.flush();
        }
    }
}
