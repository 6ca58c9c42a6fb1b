package dev.bosphorus.tck.suite;

/**
 * A test that can be run.
 *
 * @param name  like {@code package.Class.method}
 * @param title what it shows, as the suite says it
 */
public record SuiteTest(String name, String title) {

    /** The class that it is in. */
    public String className() {
        return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
}
