package example;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** Echoes. */
@ServerEndpoint("/scanned")
public class Echo {
    @OnMessage
    public String echo(String text) {
        return text;
    }
}
