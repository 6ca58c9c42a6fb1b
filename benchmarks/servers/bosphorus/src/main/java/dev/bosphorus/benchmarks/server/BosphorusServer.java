package dev.bosphorus.benchmarks.server;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;

/** The embedded server: with its defaults, or, with an argument, the event loop and endpoints that promise not to block. */
public final class BosphorusServer {

    private BosphorusServer() {
    }

    @NonBlocking
    @ServerEndpoint("/echo")
    public static class PromptEcho extends Echo {
    }

    @NonBlocking
    @ServerEndpoint("/echo-big")
    public static class PromptBigEcho extends BigEcho {
    }

    @NonBlocking
    @ServerEndpoint("/broadcast")
    public static class PromptBroadcast extends Broadcast {
    }

    public static void main(String[] args) throws Exception {
        boolean prompt = args.length > 0;
        List<Class<?>> endpoints =
                prompt ? List.of(PromptEcho.class, PromptBigEcho.class, PromptBroadcast.class) : Serving.ENDPOINTS;
        EmbeddedServer server = EmbeddedServer.builder()
                .host("127.0.0.1")
                .transport(prompt ? TransportKind.EVENT_LOOP : TransportKind.AUTO)
                .endpoints(endpoints.toArray(Class<?>[]::new))
                .start();
        Serving.untilInputEnds(server.port());
    }
}
