package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A container's own way of giving up a connection, where the one of the servlet API does not do or costs too much. */
@FunctionalInterface
public interface NativeUpgrade {

    /**
     * Begins the session once the response, which has its status and headers, has been sent.
     *
     * @throws IOException      where the connection fails
     * @throws ServletException where the container does not upgrade the request; then the session is not begun
     */
    void upgrade(HttpServletRequest request, SessionStart start) throws IOException, ServletException;
}
