package dev.bosphorus.tck.webapp;

/** A servlet container, or what has no more of one than endpoints, that has been started with one web application in it. Closing ends both. */
public interface ServletServer extends AutoCloseable {

    /** The port it listens on. */
    int port();

    /** Why the application is not in service; {@code null} where it is. */
    Exception failure();

    @Override
    void close();
}
