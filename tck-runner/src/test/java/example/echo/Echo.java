package example.echo;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Says what it hears: what the wire suite wants of a server. */
@ServerEndpoint("/echo")
public class Echo {

    private static final int MOST = 16 << 20;

    @OnMessage(maxMessageSize = MOST)
    public String text(String message) {
        return message;
    }

    @OnMessage(maxMessageSize = MOST)
    public ByteBuffer binary(ByteBuffer message) {
        return message;
    }
}
