package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.container.session.SessionEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** An endpoint in service. */
record DeployedEndpoint(UriTemplate path, ServerEndpointConfig config, SessionEndpoint endpoint) {
}
