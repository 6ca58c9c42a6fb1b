package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.suite.Suite;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a child does. It writes its results to its standard output, a {@link ResultLine} each, and asks there for each class of tests before
 * it begins: the parent's answer, {@link #YES} or another line, comes by its standard input, which stays open for as long as the parent
 * is there. All that the tests and the servers print goes to its standard error. Everything is UTF-8.
 */
public final class ShareRun {

    /** The answer to a child that may run a class. */
    static final String YES = "yes";
    /** The answer to a child that may not, since another does. */
    static final String NO = "no";
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
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        BufferedReader parent = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Thread listener = new Thread(() -> listen(parent, answers), "parent");
        listener.setDaemon(true);
        listener.start();
        PrintStream log = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        suite.run(new Report(new ResultLine(), new PrintStream(out, true, StandardCharsets.UTF_8), answers));
    }

    /** Ends this process with its parent, whatever the tests are at: nobody hears how they end. */
    private static void listen(BufferedReader parent, BlockingQueue<String> answers) {
        try {
            for (String line = parent.readLine(); line != null; line = parent.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            // The parent is gone as well.
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    private record Report(ResultLine line, PrintStream out, BlockingQueue<String> answers) implements SuiteProgress {

        @Override
        public void begun(int classes) {
            // The parent knows.
        }

        @Override
        public boolean mayBegin(String type) {
            out.println(line.asking(type));
            try {
                return answers.take().equals(YES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
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
