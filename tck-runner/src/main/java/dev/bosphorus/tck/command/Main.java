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

/** The command line of the TCK runner, one class for each command: {@code official} is here. */
public final class Main {

    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int LONGEST_WAIT = 600;

    private static final Set<String> ONCE = Set.of("--target", "--transport", "--wait", "--only", "--log", "--summary");

    private static final String OVERVIEW = """
            Usage: bosphorus-tck COMMAND [ARGUMENT]...

              wire      the rules of RFC 6455 and RFC 7692 against any WebSocket server or client
              compare   runs of wire side by side
              api       our own suite of the Jakarta WebSocket API against Bosphorus
              official  the official Jakarta WebSocket TCK against Bosphorus

            COMMAND --help says more.
            """;

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
            String command = words.isEmpty() ? "" : words.get(0);
            if (words.contains("--help")) {
                out.print(help(command));
                return 0;
            }
            return switch (command) {
                case "official" -> official(Arguments.read(words.subList(1, words.size()), ONCE, Set.of()), out);
                case "api" -> ApiCommand.run(words.subList(1, words.size()), out);
                case "wire" -> WireCommand.run(words.subList(1, words.size()), out);
                case "compare" -> CompareCommand.run(words.subList(1, words.size()), out);
                case "" -> throw new BadInput("a command is missing, see --help");
                default -> throw new BadInput("unknown command " + command + ", see --help");
            };
        } catch (BadInput e) {
            err.println("bosphorus-tck: " + e.line());
            e.details().forEach(err::println);
            return BAD_INPUT;
        }
    }

    private static String help(String command) {
        return switch (command) {
            case "api" -> ApiCommand.HELP;
            case "wire" -> WireCommand.HELP;
            case "compare" -> CompareCommand.HELP;
            case "official" -> HELP;
            default -> OVERVIEW;
        };
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
