package perf;

import dev.bosphorus.extra.SessionGroup;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.List;

/** The same endpoints, but broadcasts are one send to a group, which never waits and encodes once, and not a loop. */
public final class GroupMain {

    private GroupMain() {
    }

    private abstract static class ToGroup {

        private final SessionGroup receivers;
        private final String path;

        ToGroup(SessionGroup receivers, String path) {
            this.receivers = receivers;
            this.path = path;
        }

        @OnOpen
        public void open(Session session) {
            receivers.add(session);
        }

        @OnMessage
        public void text(String message) {
            receivers.send(message);
        }

        @OnMessage
        public void binary(ByteBuffer message) {
            receivers.send(message);
        }

        @OnError
        public void error(Throwable failure) {
            Faults.report(path, failure);
        }
    }

    @ServerEndpoint("/broadcast")
    public static class Broadcast extends ToGroup {

        private static final SessionGroup RECEIVERS = new SessionGroup();

        public Broadcast() {
            super(RECEIVERS, "/broadcast");
        }
    }

    @ServerEndpoint("/broadcast-async")
    public static class AsyncBroadcast extends ToGroup {

        private static final SessionGroup RECEIVERS = new SessionGroup();

        public AsyncBroadcast() {
            super(RECEIVERS, "/broadcast-async");
        }
    }

    public static void main(String[] args) throws Exception {
        Main.serve(List.of(EchoEndpoint.class, BigEchoEndpoint.class, AsyncEchoEndpoint.class, Broadcast.class, AsyncBroadcast.class));
    }
}
