package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.benchmarks.results.BarChart;
import dev.bosphorus.benchmarks.results.Cell;
import dev.bosphorus.benchmarks.results.Figure;
import dev.bosphorus.benchmarks.results.Measure;
import dev.bosphorus.benchmarks.results.Measurements;
import dev.bosphorus.benchmarks.results.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a comparison has found, as text and as one page of HTML that needs nothing else.
 *
 * @param perCpuSecond the measure of servers or of clients
 */
record ComparisonPage(String title, Measure perCpuSecond, Measurements measurements, List<Series> series, List<Cell> cells) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** A table for each cell, the best one first. */
    String text() {
        StringBuilder out = new StringBuilder();
        for (Cell cell : cells) {
            out.append('\n').append(cell.label()).append('\n');
            out.append(String.format(Locale.ROOT, "  %-36s %20s %20s %20s%n", "", "per CPU second", "per second", "p99, ms"));
            series.stream()
                    .sorted(Comparator.comparingDouble(one -> figure(one, cell, perCpuSecond).measured()
                            ? -figure(one, cell, perCpuSecond).median() : Double.POSITIVE_INFINITY))
                    .forEach(one -> out.append(String.format(Locale.ROOT, "  %-36s %20s %20s %20s%n", one.label(),
                            written(one, cell, perCpuSecond), written(one, cell, Measure.PER_SECOND),
                            written(one, cell, Measure.P99))));
        }
        return out.toString();
    }

    /** @param facts what else is to be known about the measurement */
    String html(List<String> facts) throws IOException {
        List<String> all = new ArrayList<>(facts);
        all.add(0, LocalDate.now() + ", " + System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors" + processor());
        StringBuilder out = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>%1$s</title>
                <style>
                body{max-width:1100px;margin:2em auto;padding:0 1em;font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif;color:#111827}
                table{border-collapse:collapse;font-size:12px;margin:1em 0}
                td:not(:first-child){white-space:nowrap}th,td{border-bottom:1px solid #d1d5db;padding:4px 8px;text-align:right}
                th:first-child,td:first-child{text-align:left}figure{margin:1em 0}.wide{overflow-x:auto}
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                <p>Each figure is the median of the rounds, with half the distance between the extremes. In the pictures the longest bar of
                each cell is as wide as there is room. <code>~</code>: the machine was never quiet; <code>!</code>: replies were wrong, missing
                or late, so this is no result; <code>–</code>: not measured.</p>
                <ul>
                """.formatted(title));
        all.forEach(fact -> out.append("<li>").append(escaped(fact)).append("</li>\n"));
        out.append("</ul>\n");
        for (Measure measure : List.of(perCpuSecond, Measure.PER_SECOND)) {
            out.append("<figure>\n").append(chart(measure).svg()).append("</figure>\n");
        }
        List.of(perCpuSecond, Measure.PER_SECOND, Measure.P99).forEach(measure -> table(measure, out));
        return out.append("</body>\n</html>\n").toString();
    }

    private BarChart chart(Measure measure) {
        return new BarChart(measure.label(), series, cells.stream()
                .map(cell -> new BarChart.Group(cell.label(), series.stream().map(one -> figure(one, cell, measure)).toList()))
                .toList());
    }

    private void table(Measure measure, StringBuilder out) {
        out.append("<div class=\"wide\"><table>\n<tr><th>").append(escaped(measure.label())).append("</th>");
        series.forEach(one -> out.append("<th>").append(escaped(one.label())).append("</th>"));
        out.append("</tr>\n");
        for (Cell cell : cells) {
            out.append("<tr><td>").append(escaped(cell.label())).append("</td>");
            series.forEach(one -> out.append("<td>").append(written(one, cell, measure)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</table></div>\n");
    }

    private Figure figure(Series one, Cell cell, Measure measure) {
        return measurements.figure(one, cell.id(), measure);
    }

    private String written(Series one, Cell cell, Measure measure) {
        return measure.text(figure(one, cell, measure));
    }

    /** Its name, where the system says it. */
    private static String processor() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return "";
        }
        return Files.readAllLines(PROCESSORS).stream().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> ": " + line.substring(line.indexOf(':') + 1).strip()).orElse("");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
