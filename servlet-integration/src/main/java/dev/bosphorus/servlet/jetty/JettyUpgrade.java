package dev.bosphorus.servlet.jetty;

import dev.bosphorus.container.blocking.AdoptedConnections;
import dev.bosphorus.container.blocking.BufferPool;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.servlet.upgrade.NativeUpgrade;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.TunnelSupport;

/**
 * Jetty's own way to upgrade: its HTTP connection hands the endpoint over to ours. The way of the servlet API ends the input of
 * a request without content before the upgrade begins (Jetty 12.1.12), and every opening handshake is such a request.
 *
 * <p>Where there are virtual threads and nothing is between us and the socket, Jetty's selector is rid of it, and a virtual thread
 * serves it as on the embedded server. Over HTTP/2, the connection is a stream of one (RFC 8441).
 */
public final class JettyUpgrade implements NativeUpgrade {

    private final BufferPool buffers = new BufferPool();
    /** {@code null} where there are no virtual threads. */
    private final AdoptedConnections adopted = VirtualThreads.areSupported()
            ? new AdoptedConnections(VirtualThreads.factory("bosphorus-connection")) : null;

    /** For one application. */
    public JettyUpgrade() {
    }

    @Override
    public String connectProtocol(HttpServletRequest request) {
        TunnelSupport tunnel = ServletContextRequest.getServletContextRequest(request).getTunnelSupport();
        return tunnel == null ? null : tunnel.getProtocol();
    }

    @Override
    public void upgrade(HttpServletRequest request, SessionStart start) {
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        EndPoint endPoint = connectProtocol(request) == null
                ? core.getConnectionMetaData().getConnection().getEndPoint() : core.getTunnelSupport().getEndPoint();
        core.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
                connection(endPoint, core.getConnectionMetaData().getConnector(), core.getComponents().getExecutor(), start));
    }

    private Connection connection(EndPoint endPoint, Connector connector, Executor executor, SessionStart start) {
        if (adopted != null && connector instanceof ServerConnector server && endPoint instanceof SocketChannelEndPoint socket) {
            for (ManagedSelector selector : server.getSelectorManager().getBeans(ManagedSelector.class)) {
                if (socket.getChannel().keyFor(selector.getSelector()) != null) {
                    return new JettyHandover(socket, executor, new SelectorRelease(socket, selector), adopted, start);
                }
            }
        }
        return new JettyConnection(endPoint, executor, buffers, start);
    }
}
