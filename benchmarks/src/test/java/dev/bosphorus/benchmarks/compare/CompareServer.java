package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.container.embedded.EmbeddedServer;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A server with the comparison's endpoints and with some that do wrong; also as a process of its own. */
public final class CompareServer {

    private static final int MOST = 2 << 20;

    private CompareServer() {
    }

    @ServerEndpoint("/echo")
    public static final class Echo {
        @OnMessage
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = MOST)
        public ByteBuffer binary(ByteBuffer message) {
            return message;
        }
    }

    @ServerEndpoint("/broadcast")
    public static final class Broadcast {
        @OnMessage
        public void binary(ByteBuffer message, Session session) throws IOException {
            for (Session each : session.getOpenSessions()) {
                each.getBasicRemote().sendBinary(message.duplicate());
            }
        }
    }

    @ServerEndpoint("/zeros")
    public static final class Zeros {
        @OnMessage
        public ByteBuffer binary(ByteBuffer message) {
            return ByteBuffer.allocate(message.remaining());
        }
    }

    @ServerEndpoint("/closing")
    public static final class Closing {
        @OnMessage
        public void binary(ByteBuffer message, Session session) throws IOException {
            session.close();
        }
    }

    @ServerEndpoint("/silent")
    public static final class Silent {
        @OnMessage
        public void binary(ByteBuffer message) {
            // No reply.
        }
    }

    static EmbeddedServer start() throws Exception {
        return EmbeddedServer.builder().host("127.0.0.1")
                .endpoints(Echo.class, Broadcast.class, Zeros.class, Closing.class, Silent.class).start();
    }

    public static void main(String[] args) throws Exception {
        System.out.println("READY " + start().port());
        while (System.in.read() >= 0) {
            // Nothing is said to a server.
        }
        Runtime.getRuntime().halt(0);
    }
}
