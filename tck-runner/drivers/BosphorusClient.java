import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
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

/** Has the client of Bosphorus tested: {@code java -cp 'lib/*' BosphorusClient.java ws://localhost:PORT}. */
class BosphorusClient {

    private static final int MOST = 64 << 20;

    public static void main(String[] args) throws Exception {
        try (WebSocketClient client = WebSocketClient.builder().limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(MOST)).build()) {
            Subject count = new Subject(false);
            client.connectToServer(count, config(), URI.create(args[0] + "/count"));
            count.closed.await();
            for (int i = 1; i <= Integer.parseInt(count.said); i++) {
                runOne(client, URI.create(args[0] + "/case/" + i));
            }
            Subject report = new Subject(false);
            client.connectToServer(report, config(), URI.create(args[0] + "/report"));
            report.closed.await();
        }
    }

    private static ClientEndpointConfig config() {
        return ClientEndpointConfig.Builder.create().build();
    }

    private static void runOne(WebSocketClient client, URI uri) throws InterruptedException {
        Subject echo = new Subject(true);
        try {
            client.connectToServer(echo, config(), uri);
            echo.closed.await();
        } catch (DeploymentException | IOException e) {
            // Many a case wants the handshake refused.
            return;
        }
    }

    private static final class Subject extends Endpoint {

        private final CountDownLatch closed = new CountDownLatch(1);
        private final boolean echoes;
        private volatile String said;

        Subject(boolean echoes) {
            this.echoes = echoes;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(MOST);
            session.setMaxBinaryMessageBufferSize(MOST);
            session.addMessageHandler(String.class, message -> {
                said = message;
                send(() -> session.getBasicRemote().sendText(message));
            });
            session.addMessageHandler(ByteBuffer.class, message -> send(() -> session.getBasicRemote().sendBinary(message)));
        }

        private void send(Sending sending) {
            if (!echoes) {
                return;
            }
            try {
                sending.send();
            } catch (IOException e) {
                // The case has ended the connection.
                return;
            }
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

    private interface Sending {
        void send() throws IOException;
    }
}
