package dev.bosphorus.benchmarks.server;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What one session sends goes to all that are open, itself included, with blocking sends. */
@ServerEndpoint("/broadcast")
public class Broadcast {

    @OnMessage
    public void binary(ByteBuffer message, Session session) throws IOException {
        for (Session each : session.getOpenSessions()) {
            each.getBasicRemote().sendBinary(message.duplicate());
        }
    }
}
