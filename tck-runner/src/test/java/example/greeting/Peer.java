package example.greeting;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that says a name and gets the answer. */
@ClientEndpoint
public final class Peer {

    private final CompletableFuture<String> answer = new CompletableFuture<>();

    @OnMessage
    public void answered(String text) {
        answer.complete(text);
    }

    /** @param base where the application is, as Arquillian gives it, with a slash at the end */
    public static String ask(URL base, String path, String name) throws Exception {
        URI uri = URI.create("ws" + base.toString().substring("http".length()) + path);
        Peer peer = new Peer();
        try (Session session = ContainerProvider.getWebSocketContainer().connectToServer(peer, uri)) {
            session.getBasicRemote().sendText(name);
            return peer.answer.get(20, TimeUnit.SECONDS);
        }
    }
}
