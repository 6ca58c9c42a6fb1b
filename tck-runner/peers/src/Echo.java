import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Says what it hears, in every Jakarta container: as blocking sends, of messages of up to 16 MiB. */
public final class Echo extends Endpoint {

    /** In bytes, and in characters of text. */
    static final int MOST = 16 << 20;

    /** Where it is, and the extensions that the container has to be told of. */
    static ServerEndpointConfig at(String path, Extension... extensions) {
        return ServerEndpointConfig.Builder.create(Echo.class, path).extensions(List.of(extensions)).build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(MOST);
        session.setMaxBinaryMessageBufferSize(MOST);
        // Tomcat's own; the others do not know it.
        session.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", -1L);
        session.addMessageHandler(String.class, message -> send(() -> session.getBasicRemote().sendText(message)));
        session.addMessageHandler(ByteBuffer.class, message -> send(() -> session.getBasicRemote().sendBinary(message)));
    }

    @Override
    public void onError(Session session, Throwable problem) {
        // What the case is about; the container closes.
    }

    private static void send(Sending sending) {
        try {
            sending.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Sending {
        void send() throws IOException;
    }
}
