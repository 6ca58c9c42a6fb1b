package dev.bosphorus.container.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static Arguments read(String... arguments) throws BadInput {
        return Arguments.read(List.of(arguments), Set.of("--one", "--other"), Set.of("--many"));
    }

    private static void assertRefused(String line, String... arguments) {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read(arguments)).withMessage(line);
    }

    @Test
    void valueFollowsOrStandsBehindAnEqualsSign() throws BadInput {
        Arguments given = read("--one", "a", "x", "--other=b=c", "y");
        assertThat(given.text("--one", "")).isEqualTo("a");
        assertThat(given.text("--other", "")).isEqualTo("b=c");
        assertThat(given.rest()).containsExactly("x", "y");
    }

    @Test
    void twoDashesEndTheOptions() throws BadInput {
        assertThat(read("--one", "a", "--", "--other", "-x").rest()).containsExactly("--other", "-x");
    }

    @Test
    void repeatableOptionKeepsItsValuesInOrder() throws BadInput {
        assertThat(read("--many", "a", "--many=b").all("--many")).containsExactly("a", "b");
    }

    @Test
    void optionNotGivenHasItsFallback() throws BadInput {
        Arguments given = read("x");
        assertThat(given.text("--one", "default")).isEqualTo("default");
        assertThat(given.number("--one", 0, 1, 7)).isEqualTo(7);
        assertThat(given.bytes("--one", 9)).isEqualTo(9);
        assertThat(given.file("--one")).isNull();
        assertThat(given.folder("--one")).isNull();
        assertThat(given.classPath("--many")).isEmpty();
    }

    @Test
    void unknownOptionIsRefused() {
        assertRefused("unknown option --nix, see --help", "--nix", "a");
        assertRefused("unknown option -p, see --help", "-p", "a");
        assertRefused("unknown option --ONE, see --help", "--ONE=a");
    }

    @Test
    void optionWithoutValueIsRefused() {
        assertRefused("--one needs a value", "--one");
        assertRefused("--one needs a value", "--one", "--other", "a");
    }

    @Test
    void optionGivenTwiceIsRefused() {
        assertRefused("--one is given twice", "--one", "a", "--one=a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "-1", "65536", "99999999999", "0x10"})
    void numberOutOfBoundsOrNoneIsRefused(String text) throws BadInput {
        Arguments given = read("--one=" + text);
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> given.number("--one", 0, 65_535, 0))
                .withMessage("--one must be a whole number from 0 to 65535, not " + text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65536, 65536", "64k, 65536", "64K, 65536", "16m, 16777216", "2M, 2097152"})
    void bytesMayHaveASuffix(String text, long bytes) throws BadInput {
        assertThat(read("--one", text).bytes("--one", 0)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0k", "k", "-1", "1g", "1kk", "9223372036854775807k"})
    void bytesThatAreNoneAreRefused(String text) throws BadInput {
        Arguments given = read("--one=" + text);
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> given.bytes("--one", 0)).withMessageEndingWith("not " + text);
    }

    @Test
    void fileFolderAndClassPathHaveToExist(@TempDir Path folder) throws IOException, BadInput {
        Path file = Files.createFile(folder.resolve("file"));
        String missing = folder.resolve("missing").toString();
        assertThat(read("--one", file.toString()).file("--one")).isEqualTo(file);
        assertThat(read("--one", folder.toString()).folder("--one")).isEqualTo(folder);
        assertThat(read("--many", file + File.pathSeparator + folder, "--many", file.toString()).classPath("--many"))
                .containsExactly(file, folder, file);
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read("--one", folder.toString()).file("--one"));
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> read("--one", file.toString()).folder("--one"));
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> read("--many", file + File.pathSeparator + missing).classPath("--many"))
                .withMessage("--many: there is no file or folder " + missing);
    }

    @Test
    void textThatIsNoPathIsRefused() {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Arguments.path("a\0b"))
                .withMessageStartingWith("this is no path");
    }
}
