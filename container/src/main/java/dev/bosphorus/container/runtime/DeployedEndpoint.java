package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.container.session.SessionEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * An endpoint in service.
 *
 * @param submitted the annotated class that was submitted as such; {@code null} where a configuration was
 */
record DeployedEndpoint(UriTemplate path, ServerEndpointConfig config, SessionEndpoint endpoint, Class<?> submitted) {
}
