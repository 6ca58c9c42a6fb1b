package dev.bosphorus.benchmarks.results;

/**
 * A server on some ground.
 *
 * @param ground as in {@link Measurements.Row}
 * @param peer   its name in the measurements
 * @param label  its name for people
 * @param colour in pictures
 */
public record Series(String ground, String peer, String label, String colour) {

    public Series(String peer, String label, String colour) {
        this("", peer, label, colour);
    }

    /** The same server on other ground. */
    Series on(String otherGround, String otherLabel) {
        return new Series(otherGround, peer, otherLabel, colour);
    }
}
