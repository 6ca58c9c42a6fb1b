package dev.bosphorus.servlet.upgrade;

import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import jakarta.servlet.http.HttpServletRequest;

/** A container's own way of giving up a connection, where the one of the servlet API does not do or costs too much. */
@FunctionalInterface
public interface NativeUpgrade {

    /** Begins the session once the response, which has its status and headers, has been sent. */
    void upgrade(HttpServletRequest request, SessionStart start);
}
