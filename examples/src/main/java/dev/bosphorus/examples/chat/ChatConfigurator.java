package dev.bosphorus.examples.chat;

import jakarta.websocket.server.ServerEndpointConfig;

/** Gives every chat session of one deployment the same rooms. Jakarta WebSocket makes one configurator per deployment. */
public final class ChatConfigurator extends ServerEndpointConfig.Configurator {

    private final Rooms rooms = new Rooms();

    @Override
    public <T> T getEndpointInstance(Class<T> endpoint) {
        return endpoint.cast(new ChatEndpoint(rooms));
    }
}
