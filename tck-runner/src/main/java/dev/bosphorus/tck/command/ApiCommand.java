package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.api.ApiSuite;
import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.suite.ForeignLoader;
import dev.bosphorus.tck.suite.Suite;
import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteTarget;
import dev.bosphorus.tck.suite.SuiteTest;
import dev.bosphorus.tck.wire.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** {@code api} runs our own suite of the Jakarta WebSocket API. */
final class ApiCommand implements SuiteCommand {

    private static final String HELP = """
            Usage: bosphorus-tck api [OPTION]...

            Runs the suite of the Jakarta WebSocket API on a server: assertions of the specification and of the Javadoc.

              --target SERVER    with Bosphorus: embedded, tomcat (11) or jetty (12.1); with other implementations, whose jars
                                 are beside this one: tomcat-own, jetty-own or tyrus; or control: a server that deploys
                                 nothing, where every test has to fail (default: embedded)
              --transport KIND   of the embedded server: auto, virtual-threads (JDK 21 and later) or event-loop (default: auto)
              --cases GLOB       only such tests; may be repeated. * stands for any characters, ? for one, and a test is called
                                 package.Class.method; what of that follows a dot is enough, like 'ClosingTests.*'
              --exclude GLOB     no such tests; may be repeated
              --list             prints the tests, each with what it shows and where that is required, and runs none
              --parallel N       so many processes at a time, each with some of the classes (default: 1, all in this one)
              --log FILE         what the servers print, and why tests failed (default: api-suite.log)
              --json FILE        all results, for compare
              --junit FILE       the results as JUnit's XML
              --html FILE        the results as one page
              --expect FILE      what is known: a line "CASES number" and one "VERDICT id" for each that has not passed, its id as in
                                 --json; every difference is a failure
              --help             prints this

            Exit status 0: all tests have passed (or what --expect says); 1: some have not; 2: bad input, said in one line.
            """;

    @Override
    public String name() {
        return "api";
    }

    @Override
    public String summary() {
        return "our own suite of the Jakarta WebSocket API";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> words, PrintStream out) throws BadInput {
        Arguments given = arguments(words);
        SuiteOptions options = options(given);
        List<SuiteTest> tests = ApiSuite.list(options.selection());
        if (tests.isEmpty()) {
            throw new BadInput("no test is selected, see api --list");
        }
        if (SuiteOptions.areToBeListed(words)) {
            SuiteOutput.print(tests, out);
            return 0;
        }
        Expected expected = Expected.read(given);
        SuiteResult result = Parallel.run(this, words, options, out);
        SuiteOutput.print(result, options.where(), out);
        RunResult cases = SuiteCases.of(result, ApiSuite.class.getPackageName() + ".", "api on " + options.target());
        Reports.write(given, result, cases);
        return expected.status(cases, out);
    }

    @Override
    public Suite suite(List<String> words) throws BadInput {
        SuiteOptions options = options(arguments(words));
        return new Api(new SuiteTarget(options.target(), options.transport(), true), options.selection());
    }

    private static Arguments arguments(List<String> words) throws BadInput {
        Arguments given = SuiteOptions.arguments(words, Set.of());
        if (!given.rest().isEmpty()) {
            throw new BadInput("api takes options only, not " + given.rest().get(0));
        }
        return given;
    }

    private static SuiteOptions options(Arguments given) throws BadInput {
        return SuiteOptions.read(given, "embedded, tomcat, jetty, tomcat-own, jetty-own, tyrus or control", "api-suite.log");
    }

    private record Api(SuiteTarget target, Selection selection) implements Suite {

        @Override
        public SuitePlan plan() throws IOException {
            if (target.isForeign()) {
                // Its jars are missed before there are children that miss them.
                ForeignLoader.of(target).close();
            }
            return new SuitePlan(ApiSuite.list(selection), List.of());
        }

        @Override
        public SuiteResult run(SuiteProgress progress) throws IOException {
            return target.isForeign() ? ApiSuite.runForeign(target, selection, progress) : ApiSuite.run(target, selection, progress);
        }
    }
}
