package dev.bosphorus.tck.arquillian;

import java.util.Locale;

/**
 * What archives are deployed on. Those with another implementation of Jakarta WebSocket than Bosphorus need a class path with that one
 * and without ours.
 */
enum Target {
    /** The embedded server of Bosphorus. */
    EMBEDDED,
    /** Tomcat 11, embedded. */
    TOMCAT,
    /** Jetty 12.1, embedded. */
    JETTY,
    /** Tomcat 11 with its own WebSocket. */
    TOMCAT_OWN,
    /** Jetty 12.1 with its own WebSocket. */
    JETTY_OWN,
    /** Tyrus, on Grizzly. */
    TYRUS,
    /** The embedded server without the archive, for tests that have to fail there. */
    CONTROL;

    /** @throws IllegalArgumentException where there is none of that name */
    static Target of(String name) {
        for (Target target : values()) {
            if (target.toString().equals(name)) {
                return target;
            }
        }
        throw new IllegalArgumentException("there is no target " + name);
    }

    /** As configurations have it, like {@code tomcat-own}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
