package dev.bosphorus.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite of the API on all that is ours: the results are those that are committed, neither worse nor better. */
@Timeout(300)
class OursApiTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String target, String... more) {
        List<String> words = new ArrayList<>(List.of("api", "--target", target, "--log", folder.resolve("log").toString(),
                "--expect", "src/test/resources/expected/api.txt"));
        words.addAll(List.of(more));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(words.toArray(String[]::new), print, print);
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "tomcat", "jetty"})
    void everyTestPasses(String target) {
        assertThat(run(target)).as(() -> out.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void everyDifferenceIsAFailure() {
        assertThat(run("control", "--cases", "onCloseComesOnce")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).contains("DIFFERENT 1 cases instead of 495")
                .anyMatch(line -> line.startsWith("DIFFERENT FAILED instead of PASSED: lifecycle/LifecycleTests/onCloseComesOnce "));
    }
}
