package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** What Tomcat makes when a request is upgraded, and calls with the events of the socket that stays with it. */
public final class TomcatHandler implements InternalHttpUpgradeHandler {

    private static final Logger LOG = System.getLogger(TomcatHandler.class.getName());

    private TomcatSettings settings;
    /** {@code null} once the session has begun, since it keeps all of the handshake. */
    private SessionStart start;
    private SocketWrapperBase<?> socket;
    /** {@code null} where the connection has been taken over. */
    private TomcatTransport transport;
    /** What Tomcat gets back from a connection that has been taken over; {@code null} otherwise. Belongs to the socket's lock. */
    private SocketBuffers buffers;

    /** For Tomcat. */
    public TomcatHandler() {
    }

    /** @throws LinkageError where Tomcat's classes cannot be used */
    static void link() {
        new TomcatHandler().upgradeDispatch(SocketEvent.STOP);
        TomcatTransport.link();
        PollerRelease.link();
    }

    /** Called while the request is being answered; the answer has left when Tomcat calls {@link #init}. */
    void begin(TomcatSettings shared, SessionStart sessionStart) {
        settings = shared;
        start = sessionStart;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        try {
            if (!adopted()) {
                transport = new TomcatTransport(socket, settings);
                transport.open(start.begin(transport));
            }
            start = null;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection ended with its handshake", e);
            start.abandon();
            socket.close();
        }
    }

    /** Has the connection taken over, where that is possible. @return whether it was */
    private boolean adopted() throws IOException {
        // Exactly this class: a subclass is for TLS.
        if (settings.adopted() == null || !(socket instanceof NioSocketWrapper wrapper)
                || wrapper.getSocket().getClass() != NioChannel.class) {
            return false;
        }
        SocketChannel channel = wrapper.getSocket().getIOChannel();
        ByteBuffer early = early(wrapper);
        buffers = SocketBuffers.takeFrom(wrapper.getSocketBufferHandler());
        settings.adopted().adopt(channel, new PollerRelease(wrapper.getPoller(), channel), early, start, this::close);
        return true;
    }

    /**
     * Not before Tomcat is done with the request: it would go on to keep for good what belongs to a connection that has been closed
     * already. Whoever has the lock of a connection that is taken over does not wait for the application.
     */
    private void close() {
        socket.getLock().lock();
        try {
            giveBuffersBack();
            socket.close();
        } finally {
            socket.getLock().unlock();
        }
    }

    /** Under the socket's lock: before Tomcat closes it, and has the buffers for another connection. */
    private void giveBuffersBack() {
        if (buffers != null && !socket.isClosed()) {
            buffers.giveBack();
        }
        buffers = null;
    }

    /** What came together with the handshake; {@code null} where nothing did. */
    private static ByteBuffer early(SocketWrapperBase<?> wrapper) throws IOException {
        SocketBufferHandler buffers = wrapper.getSocketBufferHandler();
        if (buffers.isReadBufferEmpty()) {
            return null;
        }
        buffers.configureReadBufferForRead();
        ByteBuffer early = ByteBuffer.allocate(buffers.getReadBuffer().remaining());
        wrapper.read(false, early);
        return early.flip();
    }

    /** Whether Tomcat leaves the socket alone from now on. */
    @Override
    public boolean hasAsyncIO() {
        return transport == null;
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (transport != null) {
            return transport.dispatch(event);
        }
        if (event == SocketEvent.OPEN_READ || event == SocketEvent.OPEN_WRITE) {
            return SocketState.ASYNC_IO;
        }
        giveBuffersBack();
        return SocketState.CLOSED;
    }

    /** Sessions have timeouts of their own. */
    @Override
    public void timeoutAsync(long now) {
        // Called every second.
    }

    /** The handshake knows what there is to know. */
    @Override
    public void setSslSupport(SSLSupport support) {
        // Not kept.
    }

    /** Tomcat accepts nothing new for a while; that is no concern of connections. */
    @Override
    public void pause() {
        // They go on.
    }

    /** The container has given up the connection. */
    @Override
    public void destroy() {
        if (transport != null) {
            transport.abort();
        }
    }
}
