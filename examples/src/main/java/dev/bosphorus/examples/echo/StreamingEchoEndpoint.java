package dev.bosphorus.examples.echo;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;

/**
 * Sends every message back through streams: the answer leaves in fragments while the message is being read. Closed without
 * any write, {@link jakarta.websocket.RemoteEndpoint.Basic#getSendStream a stream} sends nothing; the empty write at the
 * beginning makes an empty message come back too.
 */
@ServerEndpoint("/echo/stream")
public final class StreamingEchoEndpoint {

    @OnMessage(maxMessageSize = EchoEndpoint.MAX_MESSAGE_BYTES)
    public void text(Reader message, Session session) throws IOException {
        try (Writer answer = session.getBasicRemote().getSendWriter()) {
            // Without any write nothing would be sent, not even for an empty message.
            answer.write("");
            message.transferTo(answer);
        }
    }

    @OnMessage(maxMessageSize = EchoEndpoint.MAX_MESSAGE_BYTES)
    public void binary(InputStream message, Session session) throws IOException {
        try (OutputStream answer = session.getBasicRemote().getSendStream()) {
            answer.write(new byte[0]);
            message.transferTo(answer);
        }
    }
}
