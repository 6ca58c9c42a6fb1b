package dev.bosphorus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, told in whole messages and one after the other. */
public final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final WebSocket socket;

    /** How the connection ended. */
    public record Closed(int code, String reason) {
    }

    private TestClient(URI uri, String... protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0]);
        }
        socket = builder.buildAsync(uri, this).join();
    }

    public static TestClient connect(URI server, String pathAndQuery, String... protocols) {
        return new TestClient(URI.create(server + pathAndQuery), protocols);
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public TestClient send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    public TestClient send(byte... message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    /** Sends the message in fragments of at most that many bytes. */
    public TestClient sendFragmented(byte[] message, int fragment) {
        for (int at = 0; at < message.length; at += fragment) {
            int length = Math.min(fragment, message.length - at);
            socket.sendBinary(ByteBuffer.wrap(message, at, length), at + length == message.length).join();
        }
        return this;
    }

    public void close(int code, String reason) {
        socket.sendClose(code, reason).join();
    }

    /** The next message, which must be text. */
    public String text() {
        return next(String.class);
    }

    /** The next message, which must be a JSON object as text. */
    public JsonObject json() {
        return Json.createReader(new StringReader(text())).readObject();
    }

    /** The next message, which must be binary. */
    public byte[] binary() {
        return next(byte[].class);
    }

    /** The end of the connection, which must be what comes next. */
    public Closed closed() {
        return next(Closed.class);
    }

    private <T> T next(Class<T> kind) {
        try {
            Object next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).isInstanceOf(kind);
            return kind.cast(next);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + kind.getSimpleName(), e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            received.add(binary.toByteArray());
            binary.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        received.add(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        received.add(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
