package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A container's own way of giving up a connection, where the one of the servlet API does not do or costs too much. */
@FunctionalInterface
public interface NativeUpgrade {

    /** Where connections cannot be upgraded at all. @param refusal what is said to those who ask for it */
    static NativeUpgrade none(String refusal) {
        return new NativeUpgrade() {
            @Override
            public String refusal() {
                return refusal;
            }

            @Override
            public void upgrade(HttpServletRequest request, SessionStart start) throws ServletException {
                throw new ServletException(refusal);
            }
        };
    }

    /** Why every handshake is refused, with 500; {@code null} where connections are upgraded. */
    default String refusal() {
        return null;
    }

    /** What an extended CONNECT asks for (RFC 8441, 4); {@code null} for any other request. */
    default String connectProtocol(HttpServletRequest request) {
        return null;
    }

    /**
     * Begins the session once the response, which has its status and headers, has been sent.
     *
     * @throws IOException      where the connection fails
     * @throws ServletException where the container does not upgrade the request; then the session is not begun
     */
    void upgrade(HttpServletRequest request, SessionStart start) throws IOException, ServletException;
}
