package dev.bosphorus.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.benchmarks.results.Measurements.Row;
import dev.bosphorus.benchmarks.results.Table.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Series OURS = new Series("ours", "Ours", "#111");
    private static final Series QUICK = new Series("quick", "Quick", "#222");
    private static final Series SLOW = new Series("slow", "Slow", "#333");

    private static Row row(String peer, String column, double figure) {
        return new Row("", peer, "handshake", Map.of(column, figure, "stalled", peer.equals("slow") ? 1.0 : 0.0));
    }

    private static List<String> lines(Measurements measurements, Line... lines) {
        return new Table("id", List.of(OURS), List.of(QUICK, SLOW), List.of(), List.of(lines)).markdown(measurements).lines().toList();
    }

    private static final Measurements SPEED = new Measurements(List.of(
            row("ours", "srv_cpu_per_m", 100), row("quick", "srv_cpu_per_m", 200), row("slow", "srv_cpu_per_m", 10)));

    @Test
    void ratiosAreToTheBestPeerWhoseFigureIsAResult() {
        assertThat(lines(SPEED, new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND, new Goal(OURS, 1.5, List.of(QUICK, SLOW)))))
                .containsExactly(
                        "| messages per server CPU second | Ours | Quick | Slow | ratio to the best peer | goal |",
                        "| --- | ---: | ---: | ---: | ---: | --- |",
                        "| opening handshakes | 10.0 k | 5000 | 100 k ! | 2.00 | ≥ 1.5 × the best peer: met (2.00) |");
    }

    @Test
    void aGoalThatIsNotReachedIsMarked() {
        assertThat(lines(SPEED, new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND, new Goal(OURS, 3, List.of(QUICK)))))
                .last().asString().endsWith("| ≥ 3 × Quick: **missed** (2.00) |");
    }

    @Test
    void whereLessIsBetterAGoalIsAnUpperBound() {
        Measurements memory = new Measurements(List.of(row("ours", "heap_kb_conn", 4), row("quick", "heap_kb_conn", 10)));
        assertThat(lines(memory, new Line(Cell.HANDSHAKE, Measure.HEAP, new Goal(OURS, 0.5, List.of(QUICK)),
                new Goal(OURS, 3, List.of()), new Goal(OURS, Double.POSITIVE_INFINITY, List.of()))))
                .last().asString().endsWith("| 4.0 | 10.0 | – | 0.40 | ≤ 0.5 × Quick: met (0.40)<br>≤ 3: **missed**<br>no fault: met |");
    }

    @Test
    void linesOfAnotherMeasureThanTheFirstNameIt() {
        Measurements both = new Measurements(List.of(row("ours", "srv_cpu_per_m", 100), row("ours", "heap_kb_conn", 4)));
        assertThat(lines(both, new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND), new Line(Cell.HANDSHAKE, Measure.HEAP)))
                .last().isEqualTo("| opening handshakes: live heap per connection, KiB | 4.0 | – | – |");
    }

    @Test
    void aFaultyFigureMeetsNoGoal() {
        assertThat(lines(SPEED, new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND, new Goal(SLOW, 1, List.of()))))
                .last().asString().endsWith("| ≥ 1: **missed** |");
    }

    @Test
    void whatIsMissingIsADashAndALineWithoutFiguresIsLeftOut() {
        Measurements one = new Measurements(List.of(row("ours", "srv_cpu_per_m", 200)));
        assertThat(lines(one, new Line(Cell.SLOW1, Measure.PER_CPU_SECOND),
                new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND, new Goal(OURS, 1, List.of(QUICK)))))
                .hasSize(3).last().isEqualTo("| opening handshakes | 5000 | – | – | – | ≥ 1 × Quick: – |");
    }

    @Test
    void aTableWithoutFiguresOfOursIsEmpty() {
        Measurements peersOnly = new Measurements(List.of(row("quick", "srv_cpu_per_m", 200)));
        assertThat(lines(peersOnly, new Line(Cell.HANDSHAKE, Measure.PER_CPU_SECOND))).isEmpty();
    }
}
