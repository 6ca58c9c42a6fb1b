package dev.bosphorus.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** Groups of bars in two columns as SVG, the longest bar of each group as wide as there is room. */
public record BarChart(String title, List<Series> series, List<Group> groups) {

    private static final int COLUMNS = 2;
    private static final int COLUMN_WIDTH = 480;
    private static final int LEFT = 16;
    /** Beside the longest bar there is room for its figure. */
    private static final int BAR_WIDTH = 370;
    private static final int BAR_HEIGHT = 12;
    private static final int BETWEEN_GROUPS = 30;
    private static final int LEGEND_ROW = 20;
    private static final double CHARACTER = 6.6;

    /** One cell: a figure for each series, in their order. */
    public record Group(String label, List<Figure> figures) {

        boolean measured() {
            return figures.stream().anyMatch(Figure::measured);
        }
    }

    /** A table's lines of one measure. */
    static BarChart of(Table table, Measure measure, Measurements measurements) {
        return new BarChart(measure.label(), table.series(), table.lines().stream()
                .filter(line -> line.measure() == measure)
                .map(line -> new Group(line.cell().label(), table.series().stream()
                        .map(series -> measurements.figure(series, line.cell().id(), measure)).toList()))
                .toList());
    }

    /** Groups without a figure are left out, and so is the bar of a server that has none. */
    public String svg() {
        List<Group> shown = groups.stream().filter(Group::measured).toList();
        StringBuilder marks = new StringBuilder();
        int top = legend(marks) + BETWEEN_GROUPS;
        int groupHeight = BETWEEN_GROUPS + BAR_HEIGHT * series.size();
        for (int i = 0; i < shown.size(); i++) {
            bars(shown.get(i), LEFT + i % COLUMNS * COLUMN_WIDTH, top + i / COLUMNS * groupHeight, marks);
        }
        int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s of each server, cell by cell">
                <style>svg{background:#fff;font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif}\
                text{fill:#111827;font-size:12px}.cell{font-weight:600}.figure{font-size:10.5px;fill:#374151}</style>
                """, COLUMNS * COLUMN_WIDTH, top + rows * groupHeight, capitalized(title)) + marks + "</svg>\n";
    }

    /** @return where it ends */
    private int legend(StringBuilder out) {
        double x = LEFT;
        int y = LEGEND_ROW;
        out.append(String.format(Locale.ROOT, "<text class=\"cell\" x=\"%d\" y=\"%d\">%s</text>%n", LEFT, y, capitalized(title)));
        y += LEGEND_ROW;
        for (Series one : series) {
            double width = 32 + CHARACTER * one.label().length();
            if (x + width > COLUMNS * COLUMN_WIDTH) {
                x = LEFT;
                y += LEGEND_ROW;
            }
            out.append(String.format(Locale.ROOT,
                    "<rect x=\"%.0f\" y=\"%d\" width=\"12\" height=\"12\" rx=\"2\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%s</text>%n",
                    x, y - 10, one.colour(), x + 17, y, one.label()));
            x += width;
        }
        return y;
    }

    private void bars(Group group, int left, int top, StringBuilder out) {
        double most = group.figures().stream().filter(Figure::measured).mapToDouble(Figure::median).max().orElseThrow();
        out.append(String.format(Locale.ROOT, "<text class=\"cell\" x=\"%d\" y=\"%d\">%s</text>%n", left, top, group.label()));
        for (int i = 0; i < series.size(); i++) {
            Figure figure = group.figures().get(i);
            int y = top + 5 + i * BAR_HEIGHT;
            double width = figure.measured() ? Math.max(2, BAR_WIDTH * figure.median() / most) : 0;
            String text = figure.measured() ? Measure.shortened(figure.median()) + figure.trust().sign() : "–";
            out.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"10\" rx=\"1.5\" fill=\"%s\"/>"
                    + "<text class=\"figure\" x=\"%.1f\" y=\"%d\">%s</text>%n",
                    left, y, width, series.get(i).colour(), left + width + 5, y + 9, text));
        }
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
