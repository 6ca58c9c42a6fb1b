package dev.bosphorus.benchmarks.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table compares, and the table in Markdown.
 *
 * @param id     its place in the page's text
 * @param own    servers of ours; the ratios are of the first of them
 * @param rivals what the ratios are to the best of
 * @param others more columns
 */
record Table(String id, List<Series> own, List<Series> rivals, List<Series> others, List<Line> lines) {

    /** One measure of one cell, and what ours are to reach there. */
    record Line(Cell cell, Measure measure, List<Goal> goals) {

        Line(Cell cell, Measure measure, Goal... goals) {
            this(cell, measure, List.of(goals));
        }
    }

    /** All columns, from left to right. */
    List<Series> series() {
        return Stream.of(own, rivals, others).flatMap(List::stream).toList();
    }

    /** The lines of which anything was measured. */
    List<Line> measured(Measurements measurements) {
        return lines.stream()
                .filter(line -> series().stream().anyMatch(series -> figure(measurements, line, series).measured()))
                .toList();
    }

    /** @return empty where nothing of ours was measured */
    String markdown(Measurements measurements) {
        List<Line> measured = measured(measurements);
        if (measured.stream().noneMatch(line -> own.stream().anyMatch(series -> figure(measurements, line, series).measured()))) {
            return "";
        }
        Measure first = measured.get(0).measure();
        boolean goals = measured.stream().anyMatch(line -> !line.goals().isEmpty());
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(first.label()));
        series().forEach(series -> head.add(series.label()));
        if (goals) {
            head.addAll(List.of("ratio to the best peer", "goal"));
        }
        rows.add(head);
        List<String> rule = new ArrayList<>(List.of("---"));
        rule.addAll(Collections.nCopies(series().size(), "---:"));
        if (goals) {
            rule.addAll(List.of("---:", "---"));
        }
        rows.add(rule);
        for (Line line : measured) {
            rows.add(row(measurements, line, line.measure() != first, goals));
        }
        return rows.stream().map(row -> "| " + String.join(" | ", row) + " |").collect(Collectors.joining("\n"));
    }

    private List<String> row(Measurements measurements, Line line, boolean nameMeasure, boolean goals) {
        Function<Series, Figure> figures = series -> figure(measurements, line, series);
        List<String> row = new ArrayList<>();
        row.add(line.cell().label() + (nameMeasure ? ": " + line.measure().label() : ""));
        series().forEach(series -> row.add(line.measure().text(figures.apply(series))));
        if (goals) {
            row.add(ratio(line, figures));
            row.add(line.goals().stream().map(goal -> goal.verdict(line.measure(), own.size() > 1, figures))
                    .collect(Collectors.joining("<br>")));
        }
        return row;
    }

    private String ratio(Line line, Function<Series, Figure> figures) {
        Figure ours = figures.apply(own.get(0));
        OptionalDouble best = Goal.best(line.measure(), rivals, figures);
        return ours.measured() && best.isPresent() ? String.format(Locale.ROOT, "%.2f", ours.median() / best.getAsDouble()) : "–";
    }

    private static Figure figure(Measurements measurements, Line line, Series series) {
        return measurements.figure(series, line.cell().id(), line.measure());
    }
}
