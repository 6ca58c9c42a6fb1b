package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult.Cause;
import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import dev.bosphorus.tck.suite.SuiteTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A process with a share of the tests, as its parent sees it: see {@link ShareRun}. */
final class Child implements AutoCloseable {

    /** So many lines of its standard error are kept, to be shown should it die. */
    private static final int LAST_LINES = 20;

    private final Process process;
    private final SuitePlan share;
    /** Of all children; its own lock, as each has a thread that tells it. */
    private final SuiteProgress progress;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> classesEnded = new HashSet<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread results;
    private final Thread errors;

    private Child(Process process, SuitePlan share, SuiteProgress progress, Consumer<String> log) {
        this.process = process;
        this.share = share;
        this.progress = progress;
        Heard heard = new Heard();
        results = reader("results", process.inputReader(StandardCharsets.UTF_8), line -> {
            if (!ResultLine.tell(line, heard)) {
                log.accept(line);
            }
        });
        errors = reader("errors", process.errorReader(StandardCharsets.UTF_8), line -> {
            log.accept(line);
            keep(line);
        });
    }

    /**
     * Starts it.
     *
     * @param name of it, before each line of the log
     * @param log  for what it prints beside its results
     * @throws IOException where it cannot be started
     */
    static Child start(List<String> command, SuitePlan share, String name, SuiteProgress progress, PrintStream log) throws IOException {
        Process process = new ProcessBuilder(command).start();
        Child child = new Child(process, share, progress, line -> log.println(name + ": " + line));
        child.results.start();
        child.errors.start();
        try {
            process.getOutputStream().write((String.join("\n", share.classes()) + "\n\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended already, which its status says.
        }
        return child;
    }

    private static Thread reader(String name, BufferedReader lines, Consumer<String> each) {
        return new Thread(() -> {
            try (lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                }
            } catch (IOException e) {
                // It has been ended.
            }
        }, "child-" + name);
    }

    private void keep(String line) {
        lastLines.add(line);
        if (lastLines.size() > LAST_LINES) {
            lastLines.remove();
        }
    }

    /** Waits until it has ended. @return the results of all tests of its share, those that it has not got to as failures */
    List<Outcome> outcomes() throws InterruptedException {
        int status = process.waitFor();
        results.join();
        errors.join();
        List<String> left = share.classes().stream().filter(type -> !classesEnded.contains(type)).toList();
        if (left.isEmpty() && status != 0) {
            left = share.classes().subList(share.classes().size() - 1, share.classes().size());
        }
        left.forEach(type -> fail(type, status));
        return outcomes;
    }

    /** Fails what is left of a class; where nothing is, the class itself, since something has ended the process. */
    private void fail(String type, int status) {
        Set<String> known = outcomes.stream().map(Outcome::test).collect(Collectors.toSet());
        List<SuiteTest> lost = share.tests().stream().filter(test -> test.className().equals(type) && !known.contains(test.name())).toList();
        List<SuiteTest> failed = lost.isEmpty() ? List.of(new SuiteTest(type, type.substring(type.lastIndexOf('.') + 1))) : lost;
        Heard heard = new Heard();
        failed.forEach(test -> heard.ended(new Outcome(test.name(), test.title(), false, death(status), Duration.ZERO)));
        if (!classesEnded.contains(type)) {
            heard.ended(new SuiteProgress.ClassSum(type, count(type, true), count(type, false), Duration.ZERO));
        }
    }

    private Cause death(int status) {
        String line = "its process has ended with status " + status + (lastLines.isEmpty() ? "" : ", and has printed at last: " + lastLines.getLast());
        return new Cause(null, line, line + "\n" + String.join("\n", lastLines) + "\n");
    }

    private int count(String type, boolean passed) {
        return (int) outcomes.stream().filter(outcome -> outcome.passed() == passed && (outcome.test() + ".").startsWith(type + ".")).count();
    }

    /** Ends it, where it has not ended by itself. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Remembers, and passes on. */
    private final class Heard implements SuiteProgress {

        @Override
        public void begun(int classes) {
            // Of the share alone.
        }

        @Override
        public void ended(Outcome outcome) {
            outcomes.add(outcome);
            synchronized (progress) {
                progress.ended(outcome);
            }
        }

        @Override
        public void ended(ClassSum sum) {
            classesEnded.add(sum.name());
            synchronized (progress) {
                progress.ended(sum);
            }
        }
    }
}
