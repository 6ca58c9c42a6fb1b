package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * What a servlet container makes when a request is upgraded. Containers call {@link #init} after the filter has returned, or
 * from within the upgrade: it begins when both sides are there.
 */
public final class UpgradeHandler implements HttpUpgradeHandler {

    private ServletTransport transport;
    private SessionStart start;
    private WebConnection connection;

    /** For the servlet container. */
    public UpgradeHandler() {
    }

    /** @param sessionStart makes connection and session */
    void begin(ServletTransport way, SessionStart sessionStart) throws IOException {
        transport = way;
        start = sessionStart;
        open();
    }

    @Override
    public void init(WebConnection upgraded) {
        connection = upgraded;
        try {
            open();
        } catch (IOException e) {
            transport.abort();
        }
    }

    private void open() throws IOException {
        if (connection != null && transport != null) {
            transport.open(connection, start.begin(transport));
        }
    }

    /** The container has given up the connection. */
    @Override
    public void destroy() {
        if (transport != null) {
            transport.abort();
        }
    }
}
