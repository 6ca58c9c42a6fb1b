package dev.bosphorus.tck.arquillian;

/** An archive in service, or what stands in for it, on a server of its own. */
interface Deployed extends AutoCloseable {

    /** The server's port. */
    int port();

    /** Ends the application and the server. */
    @Override
    void close();
}
