package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.official.OfficialTck;
import dev.bosphorus.tck.official.SummaryPage;
import dev.bosphorus.tck.official.TckRequest;
import dev.bosphorus.tck.suite.SuiteResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The command line of the TCK runner: {@code official} runs the official Jakarta WebSocket TCK, {@code api} our own suite. */
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int LONGEST_WAIT = 600;

    private static final Set<String> ONCE = Set.of("--target", "--transport", "--wait", "--only", "--log", "--summary");

    private static final String HELP = """
            Usage: bosphorus-tck official [OPTION]... JAR...

            Runs the official Jakarta WebSocket TCK against Bosphorus: its client, and its embedded server or a
            servlet container with Bosphorus in it.

            A JAR is one of the TCK's or one that it needs; of a folder, all jars are taken.

              --target SERVER    embedded, tomcat (11) or jetty (12.1) (default: embedded)
              --transport KIND   of the embedded server: auto, virtual-threads (JDK 21 and later) or event-loop (default: auto)
              --wait SECONDS     how long a test waits for an answer, the TCK's ws_wait (default: 5)
              --only PATTERN     only tests in whose name, package.Class.method, this regular expression is found
              --log FILE         what the tests print, and why they failed (default: official-tck.log)
              --summary FILE     what a request for certification has to say of the run, in Markdown
              --help             prints this

            Exit status 0: all tests that apply have passed; 1: some have not; 2: bad input, said in one line.
            """;

    private Main() {
    }

    /** Runs a command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs a command. @return 0; 1 where a test failed; 2 for bad input */
    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> words = List.of(args);
        try {
            if (words.contains("--help")) {
                out.print(HELP + System.lineSeparator() + ApiCommand.HELP);
                return 0;
            }
            if (!words.isEmpty() && words.get(0).equals("api")) {
                return ApiCommand.run(words.subList(1, words.size()), out);
            }
            if (words.isEmpty() || !words.get(0).equals("official")) {
                throw new BadInput(words.isEmpty() ? "a command is missing, see --help"
                        : "unknown command " + words.get(0) + ", see --help");
            }
            return official(Arguments.read(words.subList(1, words.size()), ONCE, Set.of()), out);
        } catch (BadInput e) {
            err.println("bosphorus-tck: " + e.line());
            e.details().forEach(err::println);
            return BAD_INPUT;
        }
    }

    private static int official(Arguments given, PrintStream out) throws BadInput {
        SuiteOptions options = SuiteOptions.read(given, "embedded, tomcat or jetty", "official-tck.log");
        int wait = given.number("--wait", 1, LONGEST_WAIT, 5);
        TckRequest request = new TckRequest(jars(given.rest()), options.target(), options.transport(), wait, options.only());
        SuiteResult result = SuiteOutput.logged(options.log(), () -> OfficialTck.run(request, out));
        if (result.total() == 0) {
            throw new BadInput("no tests: there is no class *IT in these jars, or none that --only asks for");
        }
        SuiteOutput.print(result, options.where(), out);
        if (!given.text("--summary", "").isEmpty()) {
            summarize(Arguments.path(given.text("--summary", "")), request, result);
        }
        return result.failures().isEmpty() ? 0 : FAILED;
    }

    private static void summarize(Path file, TckRequest request, SuiteResult result) throws BadInput {
        try {
            SummaryPage.write(file, request, result);
        } catch (IOException e) {
            throw new BadInput("the summary cannot be written: " + e);
        }
    }

    private static List<Path> jars(List<String> names) throws BadInput {
        if (names.isEmpty()) {
            throw new BadInput("official needs the TCK's jars, see --help");
        }
        List<Path> jars = new ArrayList<>();
        for (String name : names) {
            Path path = Arguments.path(name);
            if (Files.isDirectory(path)) {
                jars.addAll(jarsIn(path));
            } else if (Files.isRegularFile(path)) {
                jars.add(path);
            } else {
                throw new BadInput("there is no file or folder " + name);
            }
        }
        return jars;
    }

    private static List<Path> jarsIn(Path folder) throws BadInput {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new BadInput(folder + " cannot be read: " + e.getMessage());
        }
        Collections.sort(jars);
        return jars;
    }
}
