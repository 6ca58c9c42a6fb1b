package dev.bosphorus.benchmarks.server;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** As {@link Echo} for binary messages of up to 2 MiB. */
@ServerEndpoint("/echo-big")
public class BigEcho {

    private static final int MOST = 2 << 20;

    @OnMessage(maxMessageSize = MOST)
    public void binary(ByteBuffer message, Session session) throws IOException {
        session.getBasicRemote().sendBinary(message);
    }
}
