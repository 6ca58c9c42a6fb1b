package dev.bosphorus.tck.arquillian;

/** What archives are deployed on. */
enum Target {
    /** The embedded server of Bosphorus. */
    EMBEDDED,
    /** Tomcat 11, embedded. */
    TOMCAT,
    /** Jetty 12.1, embedded. */
    JETTY,
    /** The embedded server without the archive, for tests that have to fail there. */
    CONTROL
}
