package dev.bosphorus.benchmarks.results;

/**
 * What one server did in one cell.
 *
 * @param median NaN where it was not measured
 * @param spread half the distance between the extremes, as a part of the median
 * @param rounds how many measurements these are of
 */
public record Figure(double median, double spread, int rounds, Trust trust) {

    /** What a figure is worth, and the sign for it. */
    public enum Trust {
        FULL(""),
        /** Something else used the machine in all rounds. */
        DISTURBED(" ~"),
        /** Replies were wrong, missing or late in all rounds: not a result. */
        FAULTY(" !");

        private final String sign;

        Trust(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    static final Figure NONE = new Figure(Double.NaN, Double.NaN, 0, Trust.FULL);

    static Figure of(double[] sorted, Trust trust) {
        if (sorted.length == 0) {
            return NONE;
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        double spread = (sorted[sorted.length - 1] - sorted[0]) / 2 / Math.abs(median);
        return new Figure(median, spread, sorted.length, trust);
    }

    public boolean measured() {
        return rounds > 0;
    }

    /** Whether it may be compared with others. */
    boolean counts() {
        return measured() && trust != Trust.FAULTY;
    }
}
