package dev.bosphorus.servlet.deploy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Upgrades what it is asked for, after an asynchronous dispatch where the query begins with {@code async}; on other requests, begins an
 * HTTP session that is called as the parameter {@code begin} says.
 */
final class Upgrading extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final Map<String, HttpSession> SESSIONS = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        if (request.getHeader("Upgrade") == null) {
            String name = request.getParameter("begin");
            if (name != null) {
                SESSIONS.put(name, request.getSession(true));
            }
            response.getWriter().print("plain");
        } else if (query != null && query.startsWith("async") && request.getDispatcherType() != DispatcherType.ASYNC) {
            request.startAsync().dispatch();
        } else {
            upgrade(request, response);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServerContainer container = (ServerContainer) getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.upgradeHttpToWebSocket(request, response,
                    ServerEndpointConfig.Builder.create(TestEndpoints.Who.class, "/never/{name}")
                            .configurator(new TestEndpoints.WhoFacts()).build(),
                    Map.of("name", "upgraded"));
        } catch (DeploymentException e) {
            throw new IOException(e);
        }
    }
}
