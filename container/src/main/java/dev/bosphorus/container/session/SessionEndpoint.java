package dev.bosphorus.container.session;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.container.session.remote.Encoding;
import jakarta.websocket.WebSocketContainer;

/**
 * What all sessions of one endpoint share.
 *
 * @param instances makes encoders and decoders, and surrounds calls
 */
public record SessionEndpoint(
        EndpointModel model,
        OpenSessions sessions,
        Encoding encoding,
        InstanceFactory instances,
        WebSocketContainer container) {

    public SessionEndpoint(EndpointModel model, InstanceFactory instances, WebSocketContainer container) {
        this(model, new OpenSessions(), new Encoding(model.encoders()), instances, container);
    }
}
