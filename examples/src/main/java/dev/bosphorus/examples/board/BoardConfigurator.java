package dev.bosphorus.examples.board;

import jakarta.websocket.server.ServerEndpointConfig;

/** Gives every board session of one deployment the same boards. Jakarta WebSocket makes one configurator per deployment. */
public final class BoardConfigurator extends ServerEndpointConfig.Configurator {

    private final Boards boards = new Boards();

    @Override
    public <T> T getEndpointInstance(Class<T> endpoint) {
        return endpoint.cast(new BoardEndpoint(boards));
    }
}
