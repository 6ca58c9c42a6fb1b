package dev.bosphorus.servlet.deploy;

import java.nio.file.Path;

/**
 * A real servlet container with one application at {@code /app}: {@link TestEndpoints}, {@link Upgrading} at {@code /servlet},
 * {@link OwnFilter} for all, and {@code /who/guarded} for the user {@code me} with the password {@code secret}, who is a {@code friend}.
 */
interface ServletServer {

    /** Of the kernel, for each connection: what is more waits in the process. */
    int SEND_BUFFER_BYTES = 64 * 1024;

    /** Starts on a free port of 127.0.0.1, with small buffers for what is sent. @return the port */
    int start(Path base) throws Exception;

    /** Ends the application, as when it is undeployed. */
    void stopApplication() throws Exception;

    void stop() throws Exception;
}
