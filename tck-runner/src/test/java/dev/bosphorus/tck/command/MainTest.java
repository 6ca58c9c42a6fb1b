package dev.bosphorus.tck.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bosphorus.tck.wire.report.JsonReport;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.Verdict;
import example.suite.BadDeploymentIT;
import example.suite.BrokenIT;
import example.suite.GreetingIT;
import example.suite.spec.servercontainer.upgradehttptowebsocket.ServletIT;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** A run in a process of its own, as the settings are system properties; its output comes after its status. */
    private List<String> runAlone(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "official",
                "--wait", "3", "--log", folder.resolve("log").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("the run has ended").isTrue();
            List<String> lines = new ArrayList<>(List.of("status " + process.exitValue()));
            lines.addAll(Files.readAllLines(output));
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private Path suite(Class<?>... classes) {
        Path jar = folder.resolve("suite.jar");
        ShrinkWrap.create(JavaArchive.class, "suite.jar").addClasses(classes).as(ZipExporter.class).exportTo(jar.toFile());
        return jar;
    }

    @Test
    void suiteIsRunAndCounted() throws Exception {
        suite(GreetingIT.class, BadDeploymentIT.class, BrokenIT.class, ServletIT.class);
        Path report = folder.resolve("suite.json");
        List<String> lines = runAlone(folder.toString(), "--json", report.toString());
        assertThat(lines).first().isEqualTo("status 1");
        assertThat(JsonReport.read(report).cases()).extracting(CaseResult::id, CaseResult::verdict).hasSize(8)
                .contains(tuple("example/suite/GreetingIT/greets", Verdict.PASSED), tuple("example/suite/BrokenIT/one", Verdict.FAILED),
                        tuple("example/suite/spec/servercontainer/upgradehttptowebsocket/ServletIT/needsAServlet", Verdict.UNSUPPORTED));
        assertThat(lines).last().asString().startsWith("8 tests: 3 passed, 4 failed, 1 not applicable; JDK ");
        assertThat(lines).filteredOn(line -> line.startsWith("FAILED ")).containsExactlyInAnyOrder(
                "FAILED example.suite.GreetingIT.failsOnPurpose: org.opentest4j.AssertionFailedError: on purpose",
                "FAILED example.suite.GreetingIT.isSkipped: skipped",
                "FAILED example.suite.BrokenIT.one: java.lang.IllegalStateException: broken before its tests",
                "FAILED example.suite.BrokenIT.two: java.lang.IllegalStateException: broken before its tests");
        assertThat(lines).contains("not applicable: " + ServletIT.class.getName() + ".needsAServlet");
        assertThat(lines).filteredOn(line -> line.contains("GreetingIT: 2 passed, 2 failed, ")).hasSize(1);
        assertThat(folder.resolve("log")).content().contains("printed by a test", "AssertionFailedError: on purpose");
    }

    @Test
    void statusIsZeroWhereAllHavePassed() throws Exception {
        List<String> lines = runAlone("--cases", "greets", "--cases", "example/suite/BadDeploymentIT/*", "--transport", "event-loop",
                suite(GreetingIT.class, BadDeploymentIT.class).toString());
        assertThat(lines).first().isEqualTo("status 0");
        assertThat(lines).last().asString().startsWith("2 tests: 2 passed, 0 failed, 0 not applicable; JDK ")
                .contains("transport event-loop");
    }

    @Test
    void summarySaysWhatACertificationNeeds() throws Exception {
        Path jar = suite(GreetingIT.class);
        Path page = folder.resolve("summary.md");
        runAlone("--cases", "greets", "--cases", "isSkipped", "--transport", "event-loop", "--summary", page.toString(), jar.toString());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        assertThat(page).content().contains("| Product | Bosphorus ", "its embedded server, transport event-loop",
                "| Operating system | " + System.getProperty("os.name"), Runtime.version().toString(), "| Tests | 2 |", "| Passed | 1 |",
                "| Failed | 1 |", "- `example.suite.GreetingIT.isSkipped`",
                "| suite.jar | `" + HexFormat.of().formatHex(digest) + "` |", "| jakarta.websocket-api-");
    }

    @Test
    void suiteWithoutTestsIsBadInput() throws Exception {
        assertThat(runAlone(suite(MainTest.class).toString())).containsExactly("status 2",
                "bosphorus-tck: no tests: there is no class *IT in these jars, or none is selected");
    }

    @Test
    void globThatNoTestMatchesIsBadInput() throws Exception {
        assertThat(runAlone("--list", "--cases", "greet", suite(GreetingIT.class).toString())).startsWith("status 2").last().asString()
                .isEqualTo("bosphorus-tck: no tests: there is no class *IT in these jars, or none is selected");
    }

    @Test
    void testsOfTheOfficialSuiteAreListed() throws Exception {
        List<String> lines = runAlone("--list", "--exclude", "BrokenIT.*", suite(GreetingIT.class, BrokenIT.class).toString());
        assertThat(lines).first().isEqualTo("status 0");
        assertThat(lines).doesNotContain("example.suite.BrokenIT.one").endsWith("example.suite.GreetingIT.failsOnPurpose",
                "example.suite.GreetingIT.findsItsSettings", "example.suite.GreetingIT.greets", "example.suite.GreetingIT.isSkipped", "4 tests");
    }

    @Test
    void testsOfTheApiAreListedWithWhatTheyShow() {
        assertThat(run("api", "--list", "--cases", "lifecycle/*", "--exclude", "*Comes*", "--cases", "*.InvalidPathTests.equivalent*")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).contains("dev.bosphorus.tck.api.mapping.InvalidPathTests.equivalentTemplatesAreRefused"
                + " (WSC-3.1.1-2: An application with equivalent templates is not valid)").noneMatch(line -> line.contains("Comes"))
                .last().asString().endsWith(" tests");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            official | --target --transport --wait --cases --exclude --list --parallel --log --json --junit --html --expect --summary
            api      | --target --transport --cases --exclude --list --parallel --log --json --junit --html --expect
            """)
    void helpNamesEveryOption(String command, String options) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: bosphorus-tck " + command).contains(options.split(" "));
    }

    @Test
    void helpWithoutACommandNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  wire ", "  compare ", "  api ", "  official ");
    }

    @Test
    void commandsOfOtherModulesAreFound() {
        assertThat(run("greet", "you")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello you" + System.lineSeparator());
    }

    @Test
    void helpNamesWhatIsThereAndNothingElse() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  greet     says hello").doesNotContain("wpt", "share");
        assertThat(run("greet", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Usage: bosphorus-tck greet NAME\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | a command is missing, see --help
            wires                         | unknown command wires, see --help
            wire                          | wire needs one URL, see --help
            wire http://localhost/        | this is no ws: or wss: URL: http://localhost/
            wire ws://localhost/ --cases x | no case is selected, see wire --list
            wire ws://localhost:1/        | nobody is to be reached at ws://localhost:1/: Connection refused
            wire --list everything        | --list must be server or client, not everything
            wire --listen 0 ws://x/       | --listen is for clients, it takes no URL
            greet                         | greet needs one name
            wpt folder                    | wpt is a command of another module, which is not on the class path
            wpt --help                    | wpt is a command of another module, which is not on the class path
            compare                       | compare needs reports, see --help
            compare missing.json          | there is no file missing.json
            official                      | official needs the TCK's jars, see --help
            official --nix x              | unknown option --nix, see --help
            official --wait 0 x           | --wait must be a whole number from 1 to 600, not 0
            official missing.jar          | there is no file or folder missing.jar
            official --transport pigeon . | --transport must be auto, virtual-threads or event-loop, not pigeon
            official --only x .           | unknown option --only, see --help
            official --cases . --list     | official needs the TCK's jars, see --help
            api --list --cases            | --cases needs a value
            api --target pigeon           | --target must be embedded, tomcat, jetty, tomcat-own, jetty-own, tyrus or control, not pigeon
            api --cases nothing           | no test is selected, see api --list
            api --list --exclude *        | no test is selected, see api --list
            wire --list server --cases x  | no case is selected, see wire --list
            api --parallel 0              | --parallel must be a whole number from 1 to 64, not 0
            official --parallel two .     | --parallel must be a whole number from 1 to 64, not two
            wire ws://localhost/ --parallel 65 | --parallel must be a whole number from 1 to 64, not 65
            share                         | share is for children of api and official
            share wire ws://localhost/    | share is for children of api and official
            api --expect none.txt         | --expect: there is no file none.txt
            api some.jar                  | api takes options only, not some.jar
            official --log target .       | java.nio.file.FileSystemException: target: Is a directory
            """)
    void badInputIsOneLineAndStatusTwo(String commandLine, String line) {
        String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" ");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bosphorus-tck: " + line + System.lineSeparator());
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
