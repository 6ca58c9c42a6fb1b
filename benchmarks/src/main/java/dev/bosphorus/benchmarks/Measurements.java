package dev.bosphorus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Side-by-side measurements, as {@code benchmarks/results} keeps them. Immutable. */
record Measurements(List<Row> rows) {

    /**
     * One server in one cell in one round.
     *
     * @param cpuPerMillion server CPU seconds for a million messages
     * @param p99Micros     the latency that one message in a hundred exceeds
     * @param otherCores    cores that anything else used meanwhile
     */
    record Row(String peer, String cell, double rate, double cpuPerMillion, double p99Micros, double otherCores) {
    }

    /**
     * What one server did in one cell.
     *
     * @param perCpuSecond messages for each server CPU second: the median
     * @param spread       half the distance between the extremes, as a part of the median
     */
    record Figure(double perCpuSecond, double spread, double p99Micros, int rounds) {
    }

    static Measurements read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = Arrays.asList(lines.get(0).split("\t"));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            rows.add(new Row(cells[names.indexOf("peer")], cells[names.indexOf("cell")],
                    number(cells, names, "rate"), number(cells, names, "srv_cpu_per_m"),
                    number(cells, names, "p99_us"), number(cells, names, "other_util")));
        }
        return new Measurements(List.copyOf(rows));
    }

    private static double number(String[] cells, List<String> names, String name) {
        return Double.parseDouble(cells[names.indexOf(name)]);
    }

    /** @throws IllegalArgumentException where that server was not measured there */
    Figure figure(String peer, String cell) {
        List<Row> measured = rows.stream().filter(row -> row.peer().equals(peer) && row.cell().equals(cell)).toList();
        if (measured.isEmpty()) {
            throw new IllegalArgumentException(peer + " was not measured in " + cell);
        }
        double[] perCpuSecond = measured.stream().mapToDouble(row -> 1e6 / row.cpuPerMillion()).sorted().toArray();
        double median = median(perCpuSecond);
        double spread = (perCpuSecond[perCpuSecond.length - 1] - perCpuSecond[0]) / 2 / median;
        double p99 = median(measured.stream().mapToDouble(Row::p99Micros).sorted().toArray());
        return new Figure(median, spread, p99, measured.size());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
