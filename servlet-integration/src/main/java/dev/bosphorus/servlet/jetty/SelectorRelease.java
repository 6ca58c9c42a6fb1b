package dev.bosphorus.servlet.jetty;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** Has one of Jetty's selectors let go of a connection. */
final class SelectorRelease implements BooleanSupplier {

    private final SocketChannelEndPoint socket;
    private final ManagedSelector watching;
    private boolean asked;

    SelectorRelease(SocketChannelEndPoint socket, ManagedSelector watching) {
        this.socket = socket;
        this.watching = watching;
    }

    @Override
    public boolean getAsBoolean() {
        if (!asked) {
            asked = true;
            watching.submit(this::cancel);
        }
        return !socket.getChannel().isRegistered();
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
