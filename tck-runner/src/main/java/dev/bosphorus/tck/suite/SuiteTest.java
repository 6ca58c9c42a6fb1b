package dev.bosphorus.tck.suite;

/**
 * A test that can be run.
 *
 * @param name  like {@code package.Class.method}
 * @param title what it shows, as the suite says it
 */
public record SuiteTest(String name, String title) {
}
