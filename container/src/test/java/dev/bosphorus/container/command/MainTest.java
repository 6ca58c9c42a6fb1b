package dev.bosphorus.container.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(arguments, new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out()).startsWith("Usage: bosphorus serve").contains("--host", "--port", "--context-path", "--transport",
                "--tls-certificate", "--tls-key", "--tls-keystore", "--tls-password-file", "BOSPHORUS_TLS_PASSWORD", "--static",
                "--max-message", "--max-connections", "--allow-origin", "--class-path", "--version");
        assertThat(out().lines().mapToInt(String::length)).allMatch(length -> length <= 120);
        assertThat(err()).isEmpty();
    }

    @Test
    void helpIsPrintedWhateverElseIsThere() {
        assertThat(run("serve", "--nonsense", "--help")).isZero();
        assertThat(out()).startsWith("Usage: ");
    }

    @Test
    void versionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out()).startsWith("bosphorus ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                            | a command is missing, see --help
            deploy                        | unknown command deploy, see --help
            serve                         | serve needs a SOURCE: a class, a jar, a classes folder or a WAR, see --help
            serve --nix x                 | unknown option --nix, see --help
            serve --port                  | --port needs a value
            serve --port=http x           | --port must be a whole number from 0 to 65535, not http
            serve no.such.Endpoint        | there is no class no.such.Endpoint on the class path
            serve missing.war             | there is no file or folder missing.war
            serve java.lang.String        | the class java.lang.String is no endpoint: it has no @ServerEndpoint
            serve --static missing/ x     | --static: there is no folder missing/
            """)
    void badInputIsOneLineAndStatusTwo(String commandLine, String line) {
        String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" ");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err()).isEqualTo("bosphorus: " + line + System.lineSeparator());
        assertThat(out()).isEmpty();
    }
}
