package dev.bosphorus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final Path DOCS = Path.of("..", "docs");

    private static ResultsPage page() throws IOException {
        return new ResultsPage(Measurements.read(Path.of("results", "side-by-side.tsv")));
    }

    @Test
    void thePageIsTheOneThatTheMeasurementsMake() throws IOException {
        assertThat(DOCS.resolve("benchmarks.md")).hasContent(page().fill(Files.readString(Path.of("results", "page.md"))));
        assertThat(DOCS.resolve("pictures/benchmarks.svg")).hasContent(page().picture());
    }

    @Test
    void aFigureIsTheMedianOfItsRounds() {
        Measurements measurements = new Measurements(List.of(row(10), row(20), row(5)));
        Measurements.Figure figure = measurements.figure("one", "cell");
        assertThat(figure.perCpuSecond()).isEqualTo(100_000);
        assertThat(figure.spread()).isEqualTo(0.75);
        assertThat(figure.rounds()).isEqualTo(3);
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Measurements(List.of(row(1))).figure("two", "cell"))
                .withMessage("two was not measured in cell");
    }

    @Test
    void figuresAreShortened() {
        assertThat(ResultsPage.shortened(1_538_462)).isEqualTo("1.54 M");
        assertThat(ResultsPage.shortened(171_733)).isEqualTo("172 k");
        assertThat(ResultsPage.shortened(16_048)).isEqualTo("16.0 k");
        assertThat(ResultsPage.shortened(203)).isEqualTo("203");
    }

    private static Measurements.Row row(double cpuPerMillion) {
        return new Measurements.Row("one", "cell", 1000, cpuPerMillion, 100, 0);
    }
}
