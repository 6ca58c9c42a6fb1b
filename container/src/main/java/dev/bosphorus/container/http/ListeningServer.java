package dev.bosphorus.container.http;

import java.time.Duration;

/** A bound server socket with the connections it has accepted. Safe from any thread. */
public interface ListeningServer {

    /** The port listened on. */
    int port();

    /** Frees the port, cuts all connections, and waits that long at most for their threads. Idempotent. */
    void close(Duration patience);
}
