package example.cdi;

import jakarta.inject.Inject;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** Says how often the HTTP session has connected. */
@ServerEndpoint(value = "/basket", configurator = BasketEndpoint.Visiting.class)
public class BasketEndpoint {

    /** Asks during the handshake, while the HTTP session is at hand. */
    public static class Visiting extends ServerEndpointConfig.Configurator {
        @Inject
        private Basket basket;

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("visits", basket.visit());
        }
    }

    @OnMessage
    public String message(String text, Session session) {
        return text + " " + session.getUserProperties().get("visits");
    }
}
