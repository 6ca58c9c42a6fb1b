package dev.bosphorus.servlet.jetty;

import dev.bosphorus.container.blocking.AdoptedConnections.Release;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Has one of Jetty's selectors let go of a connection. */
final class SelectorRelease implements Release {

    private final SocketChannelEndPoint socket;
    private final ManagedSelector watching;

    SelectorRelease(SocketChannelEndPoint socket, ManagedSelector watching) {
        this.socket = socket;
        this.watching = watching;
    }

    @Override
    public void whenReleased(Runnable released) {
        watching.submit(selector -> {
            cancel(selector);
            released.run();
        });
    }

    /** On the thread that has the selector. */
    private void cancel(Selector selector) {
        // What the request has left to be updated: with a key that is cancelled, Jetty would take the connection for broken.
        socket.updateKey();
        SelectionKey key = socket.getChannel().keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }
}
