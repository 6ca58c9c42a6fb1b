package dev.bosphorus.servlet.jetty;

import dev.bosphorus.container.blocking.AdoptedConnections;
import dev.bosphorus.container.blocking.AdoptedConnections.Release;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** What Jetty keeps of a connection that is served by a virtual thread: it closes it, where Jetty ends. */
final class JettyHandover extends AbstractConnection implements Connection.UpgradeTo {

    private final SocketChannelEndPoint socket;
    private final Release release;
    private final AdoptedConnections adopted;
    /** {@code null} once the session has begun, since it keeps all of the handshake. */
    private SessionStart start;
    /** What came together with the handshake; not kept either. */
    private ByteBuffer early = ByteBuffer.allocate(0);

    JettyHandover(SocketChannelEndPoint socket, Executor executor, Release release, AdoptedConnections adopted,
            SessionStart start) {
        super(socket, executor);
        this.socket = socket;
        this.release = release;
        this.adopted = adopted;
        this.start = start;
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        if (buffer != null) {
            early = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // The session has an idle timeout of its own.
        socket.setIdleTimeout(0);
        adopted.adopt(socket.getChannel(), release, early, start, socket::close);
        early = null;
        start = null;
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("Jetty does not read from this connection any more");
    }
}
