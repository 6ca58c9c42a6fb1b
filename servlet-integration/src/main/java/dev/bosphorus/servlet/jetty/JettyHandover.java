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

    private record Opening(SocketChannelEndPoint socket, Release release, AdoptedConnections adopted, SessionStart start) {
    }

    /** {@code null} once the session has begun: it keeps all of the handshake. */
    private Opening opening;
    /** What came together with the handshake; {@code null} where nothing did, and then too. */
    private ByteBuffer early;

    JettyHandover(SocketChannelEndPoint socket, Executor executor, Release release, AdoptedConnections adopted,
            SessionStart start) {
        super(socket, executor);
        this.opening = new Opening(socket, release, adopted, start);
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        if (buffer != null && buffer.hasRemaining()) {
            early = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        SocketChannelEndPoint socket = opening.socket();
        // The session has an idle timeout of its own.
        socket.setIdleTimeout(0);
        opening.adopted().adopt(socket.getChannel(), opening.release(), early, opening.start(), socket::close);
        opening = null;
        early = null;
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("Jetty does not read from this connection any more");
    }
}
