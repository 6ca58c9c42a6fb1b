package dev.bosphorus.servlet.tomcat;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * Has Tomcat's poller let go of a connection, in two steps. First an event for the poller, which changes nothing: when it has been
 * taken, the poller is done with the event before, the request, whose key it may still have been looking at. Then the key is cancelled.
 */
final class PollerRelease implements BooleanSupplier {

    /** Something that the poller never watches for, and that the event replaces. */
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
            wrapper.interestOps(MARK);
            wrapper.getPoller().add(wrapper, 0);
        } else if (!cancelled && wrapper.interestOps() != MARK) {
            cancelled = true;
            key.cancel();
            key.selector().wakeup();
        }
        return cancelled && !channel.isRegistered();
    }
}
