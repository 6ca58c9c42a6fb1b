package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.blocking.AdoptedConnections.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.NioEndpoint.Poller;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * Has Tomcat's poller let go of a connection. The key must not be cancelled while the poller still looks at it, which it may do after it
 * has handed the request to another thread: it closes a connection whose key it finds cancelled. So the poller's own thread cancels it,
 * between two rounds. What takes it there is an event for a connection that is none of its own; the poller closes such a connection, and
 * this one closes by cancelling the key.
 */
final class PollerRelease implements Release {

    /** Knows no connections and no poller; nobody starts it. */
    private static final NioEndpoint NOWHERE = new NioEndpoint();
    /** Without a channel, Tomcat warned of it up to 11.0.2. */
    private static final NioChannel ENDED = ended();

    private final Poller poller;
    private final SocketChannel channel;

    /** @param channel watched by that poller */
    PollerRelease(Poller poller, SocketChannel channel) {
        this.poller = poller;
        this.channel = channel;
    }

    private static NioChannel ended() {
        try (SocketChannel channel = SocketChannel.open()) {
            NioChannel ended = new NioChannel(new SocketBufferHandler(0, 0, false));
            ended.reset(channel, null);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws LinkageError where Tomcat's classes cannot be used */
    static void link() {
        new Stranger(null, () -> { }).close();
    }

    @Override
    public void whenReleased(Runnable released) {
        poller.add(new Stranger(channel.keyFor(poller.getSelector()), released), 0);
    }

    /** The connection that the poller does not know. */
    private static final class Stranger extends NioSocketWrapper {

        /** {@code null} where the connection has ended meanwhile. */
        private final SelectionKey key;
        private final Runnable released;

        Stranger(SelectionKey key, Runnable released) {
            super(ENDED, NOWHERE);
            this.key = key;
            this.released = released;
        }

        /** By the poller; where Tomcat is being stopped, perhaps by who has added the event. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                if (key != null) {
                    key.cancel();
                }
                released.run();
            }
        }
    }
}
