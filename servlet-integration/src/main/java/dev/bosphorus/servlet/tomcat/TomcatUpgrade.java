package dev.bosphorus.servlet.tomcat;

import dev.bosphorus.container.blocking.AdoptedConnections;
import dev.bosphorus.container.blocking.BufferPool;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.servlet.upgrade.NativeUpgrade;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * Tomcat's own way to upgrade: our handler gets its socket. Where there are virtual threads and the connection is a plain one of the NIO
 * connector, Tomcat's poller is rid of it, and a virtual thread serves it as on the embedded server.
 */
public final class TomcatUpgrade implements NativeUpgrade {

    private final TomcatSettings settings;

    /** @param sendTimeout how long a write may wait for the peer */
    public TomcatUpgrade(Duration sendTimeout) {
        AdoptedConnections adopted = VirtualThreads.areSupported()
                ? new AdoptedConnections(VirtualThreads.factory("bosphorus-connection")) : null;
        settings = new TomcatSettings(adopted, new BufferPool(), sendTimeout);
        // Linked now, so that classes of Tomcat that are hidden or another version's are noticed before the first connection.
        TomcatHandler.link();
    }

    @Override
    public void upgrade(HttpServletRequest request, SessionStart start) throws IOException, ServletException {
        boolean upgraded = false;
        try {
            request.upgrade(TomcatHandler.class).begin(settings, start);
            upgraded = true;
        } finally {
            if (!upgraded) {
                start.abandon();
            }
        }
    }
}
