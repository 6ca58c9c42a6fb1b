package dev.bosphorus.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final ResultsPage NOTHING_MEASURED = new ResultsPage(new Measurements(List.of()));

    @Test
    void thePageIsTheOneThatTheMeasurementsMake() throws IOException {
        ResultsPage page = ResultsPage.of(Path.of("results"));
        assertThat(DOCS.resolve("benchmarks.md")).hasContent(page.fill(Files.readString(Path.of("results", "page.md"))));
        page.pictures().forEach((name, svg) -> assertThat(DOCS.resolve("pictures").resolve(name)).hasContent(svg));
    }

    @Test
    void everyTableHasItsPlace() throws IOException {
        String text = Files.readString(Path.of("results", "page.md"));
        assertThat(Tables.ALL).allSatisfy(table -> assertThat(text).contains("\n@" + table.id() + "@\n"));
    }

    @Test
    void aSectionWithoutMeasurementsIsLeftOut() {
        assertThat(NOTHING_MEASURED.fill("a\n<!-- with idle -->\n## Idle\n@idle@\n<!-- end -->\nb\n")).isEqualTo("a\nb\n");
    }

    @Test
    void unknownTableIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> NOTHING_MEASURED.fill("@other@")).withMessage("no table other");
    }
}
