package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.suite.Suite;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child does. It reads its share, one class in each line up to an empty one, from its standard input, which then stays open for
 * as long as the parent is there; and it writes its results, a {@link ResultLine} each, to its standard output. All that the tests and
 * the servers print goes to its standard error. Everything is UTF-8.
 */
public final class ShareRun {

    /** The exit status of a child whose parent has ended. */
    static final int ORPHANED = 3;

    private ShareRun() {
    }

    /**
     * Runs the share in this process, whose streams these are, and leaves {@link System#out} changed.
     *
     * @throws IOException where the suite cannot be run
     */
    public static void run(Suite suite, InputStream in, PrintStream out, PrintStream err) throws IOException {
        BufferedReader parent = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Selection share = share(parent);
        Thread watch = new Thread(() -> awaitEnd(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        PrintStream log = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        suite.run(share, new Report(new ResultLine(), new PrintStream(out, true, StandardCharsets.UTF_8)));
    }

    private static Selection share(BufferedReader parent) throws IOException {
        List<String> globs = new ArrayList<>();
        for (String type = parent.readLine(); type != null && !type.isEmpty(); type = parent.readLine()) {
            globs.add(type + ".*");
        }
        return new Selection(globs, List.of());
    }

    /** Ends this process with its parent, whatever the tests are at: nobody hears how they end. */
    private static void awaitEnd(BufferedReader parent) {
        try {
            while (parent.readLine() != null) {
                // Nothing more is said.
            }
        } catch (IOException e) {
            // The parent is gone as well.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    private record Report(ResultLine line, PrintStream out) implements SuiteProgress {

        @Override
        public void begun(int classes) {
            // The parent knows.
        }

        @Override
        public void ended(Outcome outcome) {
            out.println(line.of(outcome));
        }

        @Override
        public void ended(ClassSum sum) {
            out.println(line.of(sum));
        }
    }
}
