package dev.bosphorus.servlet.tomcat;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * Has Tomcat's poller let go of a connection, in two steps. First an event for the poller, which has it watch for what never happens:
 * when the key says so, the poller is done with the event before, the request, whose key it may still have been looking at, and with
 * this one. Then the key is cancelled. A poller that meets a cancelled key closes the connection.
 */
final class PollerRelease implements BooleanSupplier {

    /** A connection that is there is never about to be made. */
    private static final int MARK = SelectionKey.OP_CONNECT;

    private final NioSocketWrapper wrapper;
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean asked;
    private boolean cancelled;

    PollerRelease(NioSocketWrapper wrapper) {
        this.wrapper = wrapper;
        this.channel = wrapper.getSocket().getIOChannel();
        this.key = channel.keyFor(wrapper.getPoller().getSelector());
    }

    @Override
    public boolean getAsBoolean() {
        if (!asked) {
            asked = true;
            wrapper.getPoller().add(wrapper, MARK);
        } else if (!cancelled && key.interestOps() == MARK) {
            // Set last by the poller, after it has told the wrapper.
            cancelled = true;
            key.cancel();
            key.selector().wakeup();
        }
        return cancelled && !channel.isRegistered();
    }
}
