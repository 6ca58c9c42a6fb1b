package example.cdi;

import jakarta.inject.Inject;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/** A configurator that is injected. */
public class Noting extends ServerEndpointConfig.Configurator {

    @Inject
    private Journal journal;

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        journal.add("handshake for " + request.getRequestURI().getPath());
    }
}
