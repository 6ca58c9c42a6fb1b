package example.redeployed;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Says whose implementation serves it. */
@ServerEndpoint("/provider")
public class Provider {

    @OnOpen
    public void open(Session session) throws IOException {
        session.getBasicRemote().sendText(session.getClass().getPackageName());
    }
}
