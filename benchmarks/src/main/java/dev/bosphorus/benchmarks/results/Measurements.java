package dev.bosphorus.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Side-by-side measurements, one row for each server, cell and round. Immutable. */
public record Measurements(List<Row> rows) {

    /** Cores that others may use before a row counts only where there is no quieter one. */
    static final double QUIET_CORES = 0.15;
    private static final List<String> FAULTS = List.of("bad", "lost", "closed", "stalled");
    private static final String ENDING = ".tsv";

    /**
     * One server in one cell in one round.
     *
     * @param ground  what it ran on: empty, or the name that the file of measurements says
     * @param columns the figures by the names of their columns
     */
    public record Row(String ground, String peer, String cell, Map<String, Double> columns) {

        /** NaN where the column is missing or empty. */
        double number(String column) {
            return columns.getOrDefault(column, Double.NaN);
        }

        /** Whether every reply came and was right. */
        boolean sound() {
            return FAULTS.stream().noneMatch(fault -> number(fault) > 0) && !(number("count") <= 0);
        }

        boolean quiet() {
            return !(number("other_util") > QUIET_CORES);
        }
    }

    /**
     * Reads every {@code *.tsv} of a folder.
     *
     * @param grounds what a measurement can have run on other than the usual: the files whose names begin so hold it
     */
    static Measurements readFolder(Path folder, List<String> grounds) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList()) {
                String name = file.getFileName().toString();
                rows.addAll(read(file, grounds.stream().filter(name::startsWith).findFirst().orElse("")).rows());
            }
        }
        return new Measurements(List.copyOf(rows));
    }

    /** Columns in any order; those that are no numbers do not matter, save {@code peer} and {@code cell}. */
    public static Measurements read(Path file, String ground) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = Arrays.asList(lines.get(0).split("\t"));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            Map<String, Double> columns = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                double number = number(cells[i]);
                if (!Double.isNaN(number)) {
                    columns.put(names.get(i), number);
                }
            }
            rows.add(new Row(ground, cells[names.indexOf("peer")], cells[names.indexOf("cell")],
                    Map.copyOf(columns)));
        }
        return new Measurements(List.copyOf(rows));
    }

    private static double number(String text) {
        try {
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException words) {
            return Double.NaN;
        }
    }

    /**
     * The median of a server's rounds, of the sound and quiet ones where there are any, else of the sound ones, else of all.
     *
     * @return {@link Figure#NONE} where that was not measured
     */
    public Figure figure(Series series, String cell, Measure measure) {
        List<Row> measured = rows.stream()
                .filter(row -> row.ground().equals(series.ground()) && row.peer().equals(series.peer()) && row.cell().equals(cell))
                .filter(row -> Double.isFinite(measure.of(row)) && measure.of(row) > 0)
                .toList();
        List<Row> sound = measured.stream().filter(Row::sound).toList();
        List<Row> quiet = sound.stream().filter(Row::quiet).toList();
        if (!quiet.isEmpty()) {
            return Figure.of(values(quiet, measure), Figure.Trust.FULL);
        }
        return sound.isEmpty()
                ? Figure.of(values(measured, measure), Figure.Trust.FAULTY)
                : Figure.of(values(sound, measure), Figure.Trust.DISTURBED);
    }

    private static double[] values(List<Row> rows, Measure measure) {
        return rows.stream().mapToDouble(measure::of).sorted().toArray();
    }
}
