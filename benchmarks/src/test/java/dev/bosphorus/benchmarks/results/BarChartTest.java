package dev.bosphorus.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.benchmarks.results.BarChart.Group;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static final List<Series> SERIES = List.of(new Series("one", "One", "#111"), new Series("two", "Two", "#222"));

    @Test
    void theLongestBarOfEachGroupIsAsWideAsThereIsRoom() {
        String svg = new BarChart("title", SERIES, List.of(
                new Group("a", List.of(figure(2000, Figure.Trust.FULL), figure(500, Figure.Trust.FULL))),
                new Group("b", List.of(Figure.NONE, figure(7, Figure.Trust.DISTURBED))),
                new Group("nothing", List.of(Figure.NONE, Figure.NONE)))).svg();
        assertThat(svg).contains(bar("370.0", "#111"), bar("92.5", "#222"), bar("370.0", "#222"), ">7 ~<", ">–<")
                .doesNotContain("nothing");
    }

    private static Figure figure(double value, Figure.Trust trust) {
        return Figure.of(new double[] {value}, trust);
    }

    private static String bar(String width, String colour) {
        return "width=\"" + width + "\" height=\"10\" rx=\"1.5\" fill=\"" + colour + '"';
    }
}
