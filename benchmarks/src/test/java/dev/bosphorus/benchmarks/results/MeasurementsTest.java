package dev.bosphorus.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bosphorus.benchmarks.results.Measurements.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {

    private static final Series ONE = new Series("one", "One", "#000");

    private static Row row(double cpuPerMillion, double others, double stalled) {
        return new Row("", "one", "cell", Map.of("srv_cpu_per_m", cpuPerMillion, "other_util", others, "stalled", stalled));
    }

    private static Figure figure(Row... rows) {
        return new Measurements(List.of(rows)).figure(ONE, "cell", Measure.PER_CPU_SECOND);
    }

    @Test
    void aFigureIsTheMedianOfItsRounds() {
        assertThat(figure(row(10, 0, 0), row(20, 0, 0), row(5, 0, 0)))
                .isEqualTo(new Figure(100_000, 0.75, 3, Figure.Trust.FULL));
        assertThat(figure(row(10, 0, 0), row(5, 0, 0)).median()).isCloseTo(150_000, within(1e-6));
    }

    @Test
    void disturbedRowsCountOnlyWhereThereIsNoQuietOne() {
        assertThat(figure(row(10, 0.5, 0), row(20, 0.1, 0))).isEqualTo(new Figure(50_000, 0, 1, Figure.Trust.FULL));
        assertThat(figure(row(10, 0.5, 0))).isEqualTo(new Figure(100_000, 0, 1, Figure.Trust.DISTURBED));
    }

    @Test
    void rowsWithFaultsAreNoResult() {
        assertThat(figure(row(10, 0, 3), row(20, 0.5, 0))).isEqualTo(new Figure(50_000, 0, 1, Figure.Trust.DISTURBED));
        assertThat(figure(row(10, 0, 3))).isEqualTo(new Figure(100_000, 0, 1, Figure.Trust.FAULTY));
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        Measurements measurements = new Measurements(List.of(row(10, 0, 0)));
        assertThat(measurements.figure(ONE, "other", Measure.PER_CPU_SECOND)).isEqualTo(Figure.NONE);
        assertThat(measurements.figure(ONE, "cell", Measure.P99)).isEqualTo(Figure.NONE);
        assertThat(measurements.figure(ONE.on("jdk17", "One"), "cell", Measure.PER_CPU_SECOND)).isEqualTo(Figure.NONE);
        assertThat(Measure.P99.text(Figure.NONE)).isEqualTo("–");
    }

    @Test
    void filesOfOneFolderAreOneMeasurementAndTheirNamesTheGround(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("speed.tsv"), "note\tpeer\tcell\tsrv_cpu_per_m\trate\nfine\tone\tcell\t10\t\n");
        Files.writeString(folder.resolve("jdk17-speed.tsv"), "peer\tcell\tsrv_cpu_per_m\none\tcell\t20\n");
        Measurements read = Measurements.readFolder(folder, List.of("jdk17"));
        assertThat(read.figure(ONE, "cell", Measure.PER_CPU_SECOND).median()).isEqualTo(100_000);
        assertThat(read.figure(ONE, "cell", Measure.PER_SECOND)).isEqualTo(Figure.NONE);
        assertThat(read.figure(ONE.on("jdk17", "One"), "cell", Measure.PER_CPU_SECOND).median()).isEqualTo(50_000);
    }

    @Test
    void figuresAreShortened() {
        assertThat(Measure.shortened(1_538_462)).isEqualTo("1.54 M");
        assertThat(Measure.shortened(171_733)).isEqualTo("172 k");
        assertThat(Measure.shortened(16_048)).isEqualTo("16.0 k");
        assertThat(Measure.shortened(203)).isEqualTo("203");
    }
}
