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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process that runs a share of the tests, as its parent sees it: see {@link ShareRun}. */
final class Child implements AutoCloseable {

    /** So many lines of its standard error are kept, to be shown should it die. */
    private static final int LAST_LINES = 20;

    private final Process process;
    private final SuitePlan plan;
    /** Whether a child that asks for a class is the first to do so. */
    private final Predicate<String> claim;
    /** Of all children; its own lock, as each has a thread that tells it. */
    private final SuiteProgress progress;
    /** The classes that it has begun, in that order. */
    private final List<String> begun = new ArrayList<>();
    private final Set<String> classesEnded = new HashSet<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Thread results;
    private final Thread errors;

    private Child(Process process, SuitePlan plan, Predicate<String> claim, SuiteProgress progress, Consumer<String> log) {
        this.process = process;
        this.plan = plan;
        this.claim = claim;
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
     * @param plan  of all children
     * @param claim whether a child that asks for a class is the first to do so
     * @param name  of it, before each line of the log
     * @param log   for what it prints beside its results
     * @throws IOException where it cannot be started
     */
    static Child start(List<String> command, SuitePlan plan, Predicate<String> claim, String name, SuiteProgress progress,
            PrintStream log) throws IOException {
        Process process = new ProcessBuilder(command).start();
        Child child = new Child(process, plan, claim, progress, line -> log.println(name + ": " + line));
        child.results.start();
        child.errors.start();
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

    /** Waits until it has ended; what it has begun and not ended by then are failures. */
    void await() throws InterruptedException {
        int status = process.waitFor();
        results.join();
        errors.join();
        List<String> left = begun.stream().filter(type -> !classesEnded.contains(type)).toList();
        if (left.isEmpty() && status != 0 && !begun.isEmpty()) {
            left = begun.subList(begun.size() - 1, begun.size());
        }
        left.forEach(this::fail);
    }

    /** The results of all tests that it has begun, and of those that it {@linkplain #fail was left with}. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    /**
     * Fails what is left of a class since this has ended, and no other took it; where nothing is left, the class itself, since
     * something has ended the process.
     */
    void fail(String type) {
        Set<String> known = outcomes.stream().map(Outcome::test).collect(Collectors.toSet());
        List<SuiteTest> lost = plan.tests().stream().filter(test -> test.className().equals(type) && !known.contains(test.name())).toList();
        List<SuiteTest> failed = lost.isEmpty() ? List.of(new SuiteTest(type, type.substring(type.lastIndexOf('.') + 1))) : lost;
        Heard heard = new Heard();
        failed.forEach(test -> heard.ended(new Outcome(test.name(), test.title(), false, death(), Duration.ZERO)));
        if (!classesEnded.contains(type)) {
            heard.ended(new SuiteProgress.ClassSum(type, count(type, true), count(type, false), Duration.ZERO));
        }
    }

    private Cause death() {
        String line = "its process has ended with status " + process.exitValue()
                + (lastLines.isEmpty() ? "" : ", and has printed at last: " + lastLines.getLast());
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
            // Known already.
        }

        @Override
        public boolean mayBegin(String type) {
            boolean first = claim.test(type);
            if (first) {
                begun.add(type);
            }
            try {
                process.getOutputStream().write(((first ? ShareRun.YES : ShareRun.NO) + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                // It has ended, which its status says.
            }
            return first;
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
