package dev.bosphorus.applications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's client: says things to an endpoint and hears what comes back. */
final class EchoClient implements WebSocket.Listener {

    private static final int DEADLINE_SECONDS = 20;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    EchoClient(int port, String path) throws Exception {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** The answer to a GET request. */
    static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString()).body();
    }

    /** The answer to a text message. */
    String text(String text) throws Exception {
        socket.sendText(text, true).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return hear();
    }

    /** The answer to a binary message, each of them UTF-8. */
    String binary(String text) throws Exception {
        socket.sendBinary(StandardCharsets.UTF_8.encode(text), true).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return hear();
    }

    /** What comes next: a text, {@code bytes:} and what they are in UTF-8, or {@code closed} and the code. */
    String hear() throws InterruptedException {
        return received.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        received.add(data.toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        received.add("bytes:" + StandardCharsets.UTF_8.decode(data));
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        received.add("closed " + status);
        return null;
    }
}
