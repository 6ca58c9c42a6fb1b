package dev.bosphorus.benchmarks;

import java.util.Arrays;
import java.util.Iterator;

/** The words of a command line, from left to right. What it refuses, it refuses with one line for the user. */
public final class Words {

    private final Iterator<String> words;

    public Words(String... words) {
        this.words = Arrays.asList(words).iterator();
    }

    public boolean hasNext() {
        return words.hasNext();
    }

    public String next() {
        return words.next();
    }

    /** @throws IllegalArgumentException where there is none */
    public String value(String option) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    /** @throws IllegalArgumentException where it is none, or out of range */
    public int number(String option, int least, int most) {
        String text = value(option);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The same line as for a number out of range.
        }
        throw new IllegalArgumentException(option + " must be a number from " + least + " to " + most + ", not " + text);
    }
}
