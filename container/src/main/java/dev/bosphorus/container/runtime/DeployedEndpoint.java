package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.container.session.OpenSessions;
import jakarta.websocket.server.ServerEndpointConfig;

/** An endpoint in service. */
record DeployedEndpoint(EndpointModel model, ServerEndpointConfig config, OpenSessions sessions) {
}
