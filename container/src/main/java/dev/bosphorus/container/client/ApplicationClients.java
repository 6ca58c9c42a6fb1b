package dev.bosphorus.container.client;

import dev.bosphorus.container.netty.NettyConnector;
import java.time.Duration;

/** The clients of an application that ends while the process goes on, as in a servlet container. */
public final class ApplicationClients {

    private ApplicationClients() {
    }

    /** An application begins; to be called before it uses a client. */
    public static void begin(ClassLoader application) {
        if (ApplicationClients.class.getClassLoader() == application) {
            NettyConnector.avoidNatives();
        }
    }

    /**
     * Closes all clients that were made with this context class loader, and waits for their sessions to end: those of
     * {@code ContainerProvider}, too, which nobody else closes. Where Bosphorus itself was loaded by it, ends all threads of clients.
     * May be called from any thread that may block.
     *
     * @param deadline how long the sessions of a client may take to close before they are cut, and threads to end
     */
    public static void end(ClassLoader application, Duration deadline) throws InterruptedException {
        ClientRuntime.of(application).forEach(client -> client.close(deadline));
        if (ApplicationClients.class.getClassLoader() == application) {
            ClientThreads.endAll(deadline.toNanos());
        }
    }
}
