package example.redeployed;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Says back what it is told. */
@ServerEndpoint("/echo")
public class Echo {

    @OnMessage
    public String echo(String text) {
        return text;
    }

    @OnMessage
    public ByteBuffer echo(ByteBuffer bytes) {
        return bytes;
    }
}
