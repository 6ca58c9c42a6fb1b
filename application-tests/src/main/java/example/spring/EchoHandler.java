package example.spring;

import java.io.IOException;
import java.net.InetAddress;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Does what it is told, and else sends back what it gets. */
public class EchoHandler extends AbstractWebSocketHandler {

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
        switch (message.getPayload()) {
            case "facts" -> session.sendMessage(new TextMessage(facts(session)));
            case "close" -> session.close(new CloseStatus(4001, "as told"));
            case "fail" -> throw new IllegalStateException("as told");
            case "ping" -> session.sendMessage(new PingMessage());
            default -> session.sendMessage(message);
        }
    }

    private static String facts(WebSocketSession session) {
        InetAddress remote = session.getRemoteAddress().getAddress();
        return session.getAcceptedProtocol() + " " + session.getAttributes().get("query") + " " + session.getUri().getPath() + " "
                + (remote == null ? session.getRemoteAddress().getHostString() : remote.getHostAddress()) + " "
                + session.getTextMessageSizeLimit() + " " + session.getPrincipal() + " "
                + session.getHandshakeHeaders().getFirst("X-Own");
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
        session.sendMessage(message);
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) throws IOException {
        session.sendMessage(new TextMessage("pong of " + message.getPayloadLength()));
    }
}
