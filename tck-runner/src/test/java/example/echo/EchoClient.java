package example.echo;

import dev.bosphorus.container.client.WebSocketClient;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.function.ObjIntConsumer;

/** Our client, which echoes in one case after the other. Known by interfaces of Java alone, so that another class loader may have made it. */
public final class EchoClient implements ObjIntConsumer<String> {

    /** @param server where the cases are, like {@code ws://localhost:1234} */
    @Override
    public void accept(String server, int cases) {
        try (WebSocketClient client = WebSocketClient.builder().build()) {
            for (int i = 1; i <= cases; i++) {
                Subject subject = new Subject();
                connect(client, subject, URI.create(server + "/case/" + i));
                subject.closed.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void connect(WebSocketClient client, Subject subject, URI uri) {
        try {
            client.connectToServer(subject, ClientEndpointConfig.Builder.create().build(), uri);
        } catch (DeploymentException | IOException e) {
            // Many a case wants the handshake refused.
            subject.closed.countDown();
        }
    }

    private static final class Subject extends Endpoint {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, message -> session.getAsyncRemote().sendText(message));
            session.addMessageHandler(ByteBuffer.class, message -> session.getAsyncRemote().sendBinary(message));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.countDown();
        }

        @Override
        public void onError(Session session, Throwable problem) {
            // What the case is about; onClose follows.
        }
    }
}
