package dev.bosphorus.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.wire.report.JsonReport;
import dev.bosphorus.tck.wire.run.CaseResult;
import example.suite.BrokenIT;
import example.suite.EndlessIT;
import example.suite.GreetingIT;
import example.suite.HaltingAtOnceIT;
import example.suite.HaltingIT;
import example.suite.LateHaltIT;
import example.suite.spec.servercontainer.upgradehttptowebsocket.ServletIT;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with {@code --parallel}, whose children are processes. */
class ParallelTest {

    @TempDir
    private Path folder;

    private Path suite(Class<?>... classes) {
        Path jar = folder.resolve("suite.jar");
        ShrinkWrap.create(JavaArchive.class, "suite.jar").addClasses(classes).as(ZipExporter.class).exportTo(jar.toFile());
        return jar;
    }

    /** What a run prints. */
    private List<String> run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--log", folder.resolve("log").toString(), "--json", folder.resolve("json").toString()));
        Main.run(words.toArray(String[]::new), print, print);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** All that the last run has found, without its times. */
    private List<Tuple> found() throws Exception {
        return JsonReport.read(folder.resolve("json")).cases().stream()
                .map(one -> Tuple.tuple(one.id(), one.reference(), one.requirement(), one.verdict(), one.findings())).toList();
    }

    private static List<String> without(List<String> lines, String time) {
        return lines.stream().filter(line -> !line.startsWith("[")).map(line -> line.replaceAll(time, "")).toList();
    }

    @Test
    void resultsAndTheirOrderAreThoseOfOneProcess() throws Exception {
        String[] words = {"api", "--target", "embedded", "--cases", "MappingTests.*", "--cases", "PrimitiveTests.*",
                "--cases", "AfterCloseTests.*", "--parallel"};
        List<String> alone = run(with(words, "1"));
        List<Tuple> expected = found();
        List<String> parallel = run(with(words, "2"));
        assertThat(found()).isEqualTo(expected).hasSizeGreaterThan(30);
        assertThat(without(parallel, "\\d+ s$")).isEqualTo(without(alone, "\\d+ s$"));
        assertThat(parallel).filteredOn(line -> line.startsWith("[")).hasSize(3).last().asString().startsWith("[3/3] ");
        assertThat(folder.resolve("log")).content().contains("child 1: ", "child 2: ");
    }

    private static String[] with(String[] words, String last) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(last);
        return all.toArray(String[]::new);
    }

    /** Their class path is another one in the children, too. */
    @Test
    void otherImplementationsAreTestedByChildren() {
        assertThat(run("api", "--target", "tomcat-own", "--cases", "SessionTests.idIsUniqueAndStays", "--parallel", "2")).last().asString()
                .startsWith("1 tests: 1 passed, ");
    }

    @Test
    void deathOfAChildIsAFailureOfAllThatItHasLeft() throws Exception {
        String jar = suite(GreetingIT.class, HaltingIT.class, LateHaltIT.class, ServletIT.class).toString();
        List<String> lines = run("official", jar, "--wait", "3", "--parallel", "3");
        assertThat(lines).filteredOn(line -> line.startsWith("FAILED ")).containsExactlyInAnyOrder(
                "FAILED example.suite.GreetingIT.failsOnPurpose: org.opentest4j.AssertionFailedError: on purpose",
                "FAILED example.suite.GreetingIT.isSkipped: skipped",
                "FAILED example.suite.HaltingIT.halts: its process has ended with status 9, and has printed at last: last words",
                "FAILED example.suite.HaltingIT.isLost: its process has ended with status 9, and has printed at last: last words",
                "FAILED example.suite.LateHaltIT: its process has ended with status 8, and has printed at last: good-bye");
        assertThat(lines).contains("not applicable: " + ServletIT.class.getName() + ".needsAServlet").last().asString()
                .startsWith("10 tests: 4 passed, 5 failed, 1 not applicable; ");
        assertThat(lines).anyMatch(line -> line.contains("] example.suite.HaltingIT: 1 passed, 2 failed, "))
                .anyMatch(line -> line.startsWith("[3/3] "));
        assertThat(JsonReport.read(folder.resolve("json")).cases()).extracting(CaseResult::id).contains("example/suite/LateHaltIT");
    }

    @Test
    void whereNothingIsApplicableThereAreNoChildren() {
        String jar = suite(ServletIT.class).toString();
        assertThat(without(run("official", jar, "--parallel", "2"), "\\d+ s$")).isNotEmpty()
                .isEqualTo(without(run("official", jar, "--parallel", "1"), "\\d+ s$"));
    }

    @Test
    void whatNoChildIsLeftForIsAFailureToo() {
        String jar = suite(HaltingIT.class, LateHaltIT.class, HaltingAtOnceIT.class).toString();
        List<String> lines = run("official", jar, "--wait", "3", "--parallel", "2");
        assertThat(lines).filteredOn(line -> line.startsWith("FAILED ") && line.contains(": its process has ended with status "))
                .hasSizeBetween(3, 6).anyMatch(line -> line.startsWith("FAILED example.suite.HaltingIT.halts"))
                .anyMatch(line -> line.startsWith("FAILED example.suite.LateHaltIT"))
                .anyMatch(line -> line.startsWith("FAILED example.suite.HaltingAtOnceIT"));
        assertThat(lines).anyMatch(line -> line.startsWith("[3/3] "));
    }

    private static void answer(Process child, String word) throws Exception {
        child.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
        child.getOutputStream().flush();
    }

    @Test
    void childEndsWithItsParent() throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "share", "official",
                suite(EndlessIT.class, BrokenIT.class).toString()).redirectError(folder.resolve("errors").toFile()).start();
        try (BufferedReader results = child.inputReader(StandardCharsets.UTF_8)) {
            String line = results.readLine();
            while (!line.contains("example.suite.EndlessIT")) {
                answer(child, "no");
                line = results.readLine();
            }
            answer(child, "yes");
            assertThat(results.readLine()).contains("example.suite.EndlessIT.first");
            child.getOutputStream().close();
            assertThat(child.waitFor(50, TimeUnit.SECONDS)).as("it has ended").isTrue();
            assertThat(results.readLine()).as("more").isNull();
            assertThat(child.exitValue()).isEqualTo(3);
        } finally {
            child.destroyForcibly();
        }
    }
}
