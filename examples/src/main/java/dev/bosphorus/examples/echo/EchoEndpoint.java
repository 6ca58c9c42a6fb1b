package dev.bosphorus.examples.echo;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Sends every message back as it came. */
@ServerEndpoint("/echo")
public final class EchoEndpoint {

    /** Messages of 16 MiB and a little more. */
    static final int MAX_MESSAGE_BYTES = 20 * 1024 * 1024;

    @OnMessage(maxMessageSize = MAX_MESSAGE_BYTES)
    public String text(String message) {
        return message;
    }

    @OnMessage(maxMessageSize = MAX_MESSAGE_BYTES)
    public ByteBuffer binary(ByteBuffer message) {
        return message;
    }
}
