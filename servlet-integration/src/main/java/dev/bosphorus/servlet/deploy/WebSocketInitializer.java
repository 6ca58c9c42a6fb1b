package dev.bosphorus.servlet.deploy;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;

/**
 * Deploys the endpoints of a web application in its servlet container (Jakarta WebSocket 2.2, 6.2), found by the container
 * through {@code META-INF/services}.
 */
@HandlesTypes({ServerEndpoint.class, ServerApplicationConfig.class, Endpoint.class})
public final class WebSocketInitializer implements ServletContainerInitializer {

    /** For the servlet container. */
    public WebSocketInitializer() {
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        context.addListener(new ContextRuntime(context, classes == null ? Set.of() : classes));
    }
}
