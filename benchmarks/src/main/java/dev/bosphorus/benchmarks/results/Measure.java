package dev.bosphorus.benchmarks.results;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What can be read from a row, and how it is written down. */
public enum Measure {
    PER_CPU_SECOND("messages per server CPU second", true, row -> 1e6 / row.number("srv_cpu_per_m")),
    /** The same column: it is the CPU time of whoever is measured. */
    PER_CLIENT_CPU_SECOND("messages per client CPU second", true, PER_CPU_SECOND.value),
    PER_SECOND("messages per second", true, row -> row.number("rate")),
    P99("99th percentile, ms", false, row -> row.number("p99_us") / 1000),
    P999("99.9th percentile, ms", false, row -> row.number("p999_us") / 1000),
    /** Of a broadcast: until the last receiver that reads has it. */
    ALL_P99("99th percentile until all have it, ms", false, row -> row.number("all_p99_us") / 1000),
    REPLY_BYTES("bytes per reply", false, row -> row.number("rx_mb_s") * 1e6 / row.number("rate")),
    HEAP("live heap per connection, KiB", false, row -> row.number("heap_kb_conn")),
    RSS("resident memory per connection, KiB", false, row -> row.number("rss_kb_conn"));

    private final String label;
    private final boolean moreIsBetter;
    private final ToDoubleFunction<Measurements.Row> value;

    Measure(String label, boolean moreIsBetter, ToDoubleFunction<Measurements.Row> value) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
        this.value = value;
    }

    public String label() {
        return label;
    }

    double of(Measurements.Row row) {
        return value.applyAsDouble(row);
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** As a table shows it: a dash where nothing was measured. */
    public String text(Figure figure) {
        if (!figure.measured()) {
            return "–";
        }
        String spread = figure.rounds() > 1 ? String.format(Locale.ROOT, " ±%.0f %%", 100 * figure.spread()) : "";
        return (moreIsBetter ? shortened(figure.median()) : String.format(Locale.ROOT, "%.1f", figure.median()))
                + spread + figure.trust().sign();
    }

    /** Three digits or so. */
    public static String shortened(double figure) {
        if (figure >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", figure / 1e6);
        }
        if (figure >= 1e5) {
            return String.format(Locale.ROOT, "%.0f k", figure / 1e3);
        }
        return figure >= 1e4 ? String.format(Locale.ROOT, "%.1f k", figure / 1e3) : String.format(Locale.ROOT, "%.0f", figure);
    }
}
