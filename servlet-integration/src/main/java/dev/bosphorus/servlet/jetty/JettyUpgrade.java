package dev.bosphorus.servlet.jetty;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.servlet.upgrade.NativeUpgrade;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;

/**
 * Jetty's own way to upgrade: its HTTP connection hands the endpoint over to ours. The way of the servlet API ends the input of
 * a request without content before the upgrade begins (Jetty 12.1.12), and every opening handshake is such a request.
 */
public final class JettyUpgrade implements NativeUpgrade {

    /** Without state. */
    public JettyUpgrade() {
    }

    @Override
    public void upgrade(HttpServletRequest request, SessionStart start) {
        ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
        core.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new JettyConnection(
                core.getConnectionMetaData().getConnection().getEndPoint(), core.getComponents().getExecutor(), start));
    }
}
