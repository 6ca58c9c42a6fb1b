package dev.bosphorus.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a server of ours is to reach in a line of a table: at least so many times the best of the others, or at most, where
 * less is better.
 *
 * @param bound   infinite where any sound figure will do
 * @param against none: the bound is a figure and not a ratio
 */
record Goal(Series own, double bound, List<Series> against) {

    /** The goal and whether it is met, or a dash for lack of a figure. */
    String verdict(Measure measure, boolean nameOwn, Function<Series, Figure> figures) {
        Figure figure = figures.apply(own);
        OptionalDouble reference = against.isEmpty() ? OptionalDouble.of(1) : best(measure, against, figures);
        String what = (nameOwn ? own.label() + ": " : "") + text(measure);
        if (!figure.measured() || reference.isEmpty()) {
            return what + ": –";
        }
        double reached = figure.median() / reference.getAsDouble();
        boolean met = figure.counts() && (measure.moreIsBetter() ? reached >= bound : reached <= bound);
        String times = against.isEmpty() ? "" : String.format(Locale.ROOT, " (%.2f)", reached);
        return what + (met ? ": met" : ": **missed**") + times;
    }

    private String text(Measure measure) {
        if (Double.isInfinite(bound)) {
            return "no fault";
        }
        String sign = measure.moreIsBetter() ? "≥ " : "≤ ";
        String number = String.format(Locale.ROOT, "%.2f", bound).replaceFirst("\\.?0+$", "");
        if (against.isEmpty()) {
            return sign + number;
        }
        return sign + number + " × " + (against.size() == 1 ? against.get(0).label() : "the best peer");
    }

    /** The best figure among them, without those that are no results. */
    static OptionalDouble best(Measure measure, List<Series> peers, Function<Series, Figure> figures) {
        var counting = peers.stream().map(figures).filter(Figure::counts).mapToDouble(Figure::median);
        return measure.moreIsBetter() ? counting.max() : counting.min();
    }
}
