package dev.bosphorus.benchmarks.compare;

import java.util.Arrays;

/** Counts of durations, each to within 3 percent. Not safe for threads. */
final class LatencyHistogram {

    /** Each power of two is divided into that many. */
    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;

    private final long[] counts = new long[64 * STEPS];
    private long total;

    void add(long nanos) {
        counts[index(Math.max(nanos, 0))]++;
        total++;
    }

    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    long total() {
        return total;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    /** What that part of all does not exceed, in microseconds; NaN where there is none. */
    double micros(double part) {
        long rank = (long) Math.ceil(part * total);
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (below >= rank && below > 0) {
                return highest(i) / 1e3;
            }
        }
        return Double.NaN;
    }

    private static int index(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - STEP_BITS - 1 - Long.numberOfLeadingZeros(nanos);
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    private static long highest(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((long) (index % STEPS + STEPS + 1) << shift) - 1;
    }
}
