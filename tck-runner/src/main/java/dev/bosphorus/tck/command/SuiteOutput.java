package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What the commands that run tests print, and where. */
final class SuiteOutput {

    /** Runs tests. */
    interface Run {

        /** @param log where the system's streams go to meanwhile */
        SuiteResult run(PrintStream log) throws IOException;
    }

    private SuiteOutput() {
    }

    /** The tests print much; only what the runner says goes to the console. */
    static SuiteResult logged(Path log, Run run) throws BadInput {
        PrintStream console = System.out;
        PrintStream errors = System.err;
        try (PrintStream file = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
            System.setOut(file);
            System.setErr(file);
            SuiteResult result = run.run(file);
            for (SuiteResult.Outcome failure : result.failures()) {
                file.println("FAILED " + failure.test() + ": " + failure.title());
                if (failure.cause() != null) {
                    file.print(failure.cause().trace());
                }
            }
            return result;
        } catch (IOException e) {
            throw new BadInput(e.toString());
        } finally {
            System.setOut(console);
            System.setErr(errors);
        }
    }

    /** Prints tests that can be run, by name. */
    static void print(List<SuiteTest> tests, PrintStream out) {
        tests.stream().sorted(Comparator.comparing(SuiteTest::name)).forEach(test -> out.println(name(test.name(), test.title())));
        out.println(tests.size() + " tests");
        out.flush();
    }

    /** Prints the tests that have not passed, and the sums. @param where the tests were run */
    static void print(SuiteResult result, String where, PrintStream out) {
        for (SuiteResult.Outcome failure : result.failures()) {
            out.println("FAILED " + name(failure.test(), failure.title()) + ": " + reason(failure));
        }
        for (String test : result.notApplicable()) {
            out.println("not applicable: " + test);
        }
        out.printf("%d tests: %d passed, %d failed, %d not applicable; JDK %s, %s, %d s%n", result.total(),
                result.passed(), result.failures().size(), result.notApplicable().size(), Runtime.version(), where,
                result.time().toSeconds());
        out.flush();
    }

    /** With what the test shows, where its title says more than its name. */
    private static String name(String test, String title) {
        String method = test.substring(test.lastIndexOf('.') + 1);
        return title.startsWith(method) ? test : test + " (" + title + ")";
    }

    /** One line; the log has all of it. */
    static String reason(SuiteResult.Outcome failure) {
        return failure.cause() == null ? "skipped" : failure.cause().line();
    }
}
