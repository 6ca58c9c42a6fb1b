package dev.bosphorus.container.client;

import java.time.Duration;

/**
 * When a session that has ended against the application's will is opened anew: after a delay that doubles with each attempt
 * that fails, chosen at random between half of it and all of it, so that the clients of a server that comes back do not all
 * come at once.
 *
 * @param first    the delay before the first attempt, above zero
 * @param most     the delay that is not exceeded, at least {@code first}
 * @param attempts how many attempts in a row may fail, 1 and up
 */
public record Reconnect(Duration first, Duration most, int attempts) {

    public Reconnect {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("the first delay must be positive, not " + first);
        }
        if (most.compareTo(first) < 0) {
            throw new IllegalArgumentException("the largest delay must be at least the first, " + first + ", not " + most);
        }
        if (most.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("the largest delay must be 292 years at most, not " + most);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("there must be at least 1 attempt, not " + attempts);
        }
    }

    /** From {@code first} to {@code most}, without an end. */
    public static Reconnect backoff(Duration first, Duration most) {
        return new Reconnect(first, most, Integer.MAX_VALUE);
    }

    /** The same, but given up after so many attempts in a row. */
    public Reconnect attempts(int number) {
        return new Reconnect(first, most, number);
    }

    /**
     * The delay before an attempt.
     *
     * @param failed how many have failed since there was a session, from 0
     * @param random from 0 inclusive to 1 exclusive
     */
    Duration delay(int failed, double random) {
        // Beyond 2 to the 30th, the largest delay has long been reached, or will never be.
        double doubled = first.toNanos() * Math.pow(2, Math.min(failed, 30));
        double whole = Math.min(doubled, most.toNanos());
        return Duration.ofNanos((long) (whole * (1 + random) / 2));
    }
}
