package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.official.OfficialTck;
import dev.bosphorus.tck.official.SummaryPage;
import dev.bosphorus.tck.official.TckRequest;
import dev.bosphorus.tck.suite.Suite;
import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteTest;
import dev.bosphorus.tck.wire.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** {@code official} runs the official TCK. */
final class OfficialCommand implements SuiteCommand {

    private static final int LONGEST_WAIT = 600;
    private static final Set<String> ONCE = Set.of("--wait", "--summary");

    private static final String HELP = """
            Usage: bosphorus-tck official [OPTION]... JAR...

            Runs the official Jakarta WebSocket TCK against Bosphorus: its client, and its embedded server or a
            servlet container with Bosphorus in it.

            A JAR is one of the TCK's or one that it needs; of a folder, all jars are taken.

              --target SERVER    embedded, tomcat (11) or jetty (12.1) (default: embedded)
              --transport KIND   of the embedded server: auto, virtual-threads (JDK 21 and later) or event-loop (default: auto)
              --wait SECONDS     how long a test waits for an answer, the TCK's ws_wait (default: 5)
              --cases GLOB       only such tests; may be repeated. * stands for any characters, ? for one, and a test is called
                                 package.Class.method; what of that follows a dot is enough, like 'WSClientIT.*'
              --exclude GLOB     no such tests; may be repeated
              --list             prints the tests, and runs none
              --parallel N       so many processes at a time, each with some of the classes (default: 1, all in this one)
              --log FILE         what the tests print, and why they failed (default: official-tck.log)
              --json FILE        all results, for compare
              --junit FILE       the results as JUnit's XML
              --html FILE        the results as one page
              --expect FILE      what is known: a line "CASES number" and one "VERDICT id" for each that has not passed, its id as in
                                 --json; every difference is a failure
              --summary FILE     what a request for certification has to say of the run, in Markdown
              --help             prints this

            Exit status 0: all tests that apply have passed (or what --expect says); 1: some have not; 2: bad input, said in one line.
            """;

    @Override
    public String name() {
        return "official";
    }

    @Override
    public String summary() {
        return "the official Jakarta WebSocket TCK against Bosphorus";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> words, PrintStream out) throws BadInput {
        Arguments given = SuiteOptions.arguments(words, ONCE);
        SuiteOptions options = options(given);
        TckRequest request = request(given, options);
        if (SuiteOptions.areToBeListed(words)) {
            SuiteOutput.print(listed(request), out);
            return 0;
        }
        Expected expected = Expected.read(given);
        SuiteResult result = Parallel.run(this, words, options, out);
        if (result.total() == 0) {
            throw nothing();
        }
        SuiteOutput.print(result, options.where(), out);
        Reports.write(given, "--summary", file -> SummaryPage.write(file, request, result));
        RunResult cases = SuiteCases.of(result, OfficialTck.PACKAGE, "official on " + options.target());
        Reports.write(given, result, cases);
        return expected.status(cases, out);
    }

    @Override
    public Suite suite(List<String> words) throws BadInput {
        Arguments given = SuiteOptions.arguments(words, ONCE);
        return new Official(request(given, options(given)));
    }

    private static SuiteOptions options(Arguments given) throws BadInput {
        return SuiteOptions.read(given, "embedded, tomcat or jetty", "official-tck.log");
    }

    private static TckRequest request(Arguments given, SuiteOptions options) throws BadInput {
        int wait = given.number("--wait", 1, LONGEST_WAIT, 5);
        return new TckRequest(jars(given.rest()), options.target(), options.transport(), wait, options.selection());
    }

    private static List<SuiteTest> listed(TckRequest request) throws BadInput {
        try {
            return some(OfficialTck.plan(request).tests());
        } catch (IOException e) {
            throw new BadInput(e.toString());
        }
    }

    private static List<SuiteTest> some(List<SuiteTest> tests) throws BadInput {
        if (tests.isEmpty()) {
            throw nothing();
        }
        return tests;
    }

    private static BadInput nothing() {
        return new BadInput("no tests: there is no class *IT in these jars, or none is selected");
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

    private record Official(TckRequest request) implements Suite {

        @Override
        public SuitePlan plan() throws IOException {
            return OfficialTck.plan(request);
        }

        @Override
        public SuiteResult run(SuiteProgress progress) throws IOException {
            return OfficialTck.run(request, progress);
        }
    }
}
