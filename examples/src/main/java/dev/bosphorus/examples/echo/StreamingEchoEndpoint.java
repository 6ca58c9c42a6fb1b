package dev.bosphorus.examples.echo;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;

/** Sends every message back through streams: the answer leaves in fragments while the message is being read. */
@ServerEndpoint("/echo/stream")
public final class StreamingEchoEndpoint {

    /** {@code maxMessageSize} is not for methods that take a stream, says its Javadoc: the session's limits are. */
    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(EchoEndpoint.MAX_MESSAGE_BYTES);
        session.setMaxBinaryMessageBufferSize(EchoEndpoint.MAX_MESSAGE_BYTES);
    }

    @OnMessage
    public void text(Reader message, Session session) throws IOException {
        try (Writer answer = session.getBasicRemote().getSendWriter()) {
            message.transferTo(answer);
        }
    }

    @OnMessage
    public void binary(InputStream message, Session session) throws IOException {
        try (OutputStream answer = session.getBasicRemote().getSendStream()) {
            message.transferTo(answer);
        }
    }
}
