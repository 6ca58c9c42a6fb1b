package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.EndpointInstances;
import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.container.session.SessionEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * An endpoint in service.
 *
 * @param instances of its class, one for each session
 * @param submitted the annotated class that was submitted as such; {@code null} where a configuration was
 */
record DeployedEndpoint(UriTemplate path, ServerEndpointConfig config, SessionEndpoint endpoint, EndpointInstances instances,
        Class<?> submitted) {
}
