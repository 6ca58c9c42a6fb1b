package perf;

import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;

/** The same endpoints with the promise not to block. */
public final class NonBlockingMain {

    private NonBlockingMain() {
    }

    @NonBlocking
    @ServerEndpoint("/echo")
    public static class Echo extends EchoEndpoint {
    }

    @NonBlocking
    @ServerEndpoint("/echo-big")
    public static class BigEcho extends BigEchoEndpoint {
    }

    @NonBlocking
    @ServerEndpoint("/echo-async")
    public static class AsyncEcho extends AsyncEchoEndpoint {
    }

    @NonBlocking
    @ServerEndpoint("/broadcast")
    public static class Broadcast extends BroadcastEndpoint {
    }

    @NonBlocking
    @ServerEndpoint("/broadcast-async")
    public static class AsyncBroadcast extends AsyncBroadcastEndpoint {
    }

    public static void main(String[] args) throws Exception {
        Main.serve(List.of(Echo.class, BigEcho.class, AsyncEcho.class, Broadcast.class, AsyncBroadcast.class));
    }
}
