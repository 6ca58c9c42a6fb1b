package dev.bosphorus.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.benchmarks.results.BarChart.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static final List<Series> SERIES = List.of(new Series("one", "One", "#111"), new Series("two", "Two", "#222"));

    @Test
    void theLongestBarOfEachGroupIsAsWide() {
        String svg = new BarChart("title", SERIES, List.of(
                new Group("a", List.of(Figure.of(new double[] {2000}, Figure.Trust.FULL), Figure.of(new double[] {500}, Figure.Trust.FULL))),
                new Group("b", List.of(Figure.NONE, Figure.of(new double[] {7}, Figure.Trust.DISTURBED))),
                new Group("nothing", List.of(Figure.NONE, Figure.NONE)))).svg();
        assertThat(svg).contains("width=\"370.0\" height=\"10\" rx=\"1.5\" fill=\"#111\"", "width=\"92.5\" height=\"10\" rx=\"1.5\" fill=\"#222\"",
                "width=\"370.0\" height=\"10\" rx=\"1.5\" fill=\"#222\"", ">7 ~<", ">–<").doesNotContain("nothing");
    }
}
