import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has the Jakarta client that is on the class path tested: {@code java -cp 'lib/*' JakartaClient.java ws://localhost:PORT}. It offers the
 * extensions that it offers by itself, and what {@code -Dextension} says: {@code installed}, permessage-deflate as the container has it
 * installed; {@code 'permessage-deflate; NAME'}, that with such parameters; or the name of a class that is an extension.
 */
class JakartaClient {

    private static final int MOST = 16 << 20;
    private static final int AT_A_TIME = 8;
    /** A client that loses a connection without a word does not hold up the rest. */
    private static final int LONGEST_SECONDS = 60;

    public static void main(String[] args) throws Exception {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().extensions(extensions(container)).build();
        Subject count = new Subject(false);
        container.connectToServer(count, config, URI.create(args[0] + "/count"));
        count.closed.await();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 1; i <= Integer.parseInt(count.said); i++) {
            URI uri = URI.create(args[0] + "/case/" + i);
            threads.execute(() -> runOne(container, config, uri));
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        Subject report = new Subject(false);
        container.connectToServer(report, config, URI.create(args[0] + "/report"));
        report.closed.await();
        // Containers leave threads behind.
        System.exit(0);
    }

    private static List<Extension> extensions(WebSocketContainer container) throws ReflectiveOperationException {
        String wanted = System.getProperty("extension", "none");
        return switch (wanted) {
            case "none" -> List.of();
            case "installed" -> container.getInstalledExtensions().stream().filter(one -> one.getName().equals("permessage-deflate")).toList();
            default -> List.of(wanted.startsWith("permessage-deflate") ? Offer.of(wanted)
                    : (Extension) Class.forName(wanted).getConstructor().newInstance());
        };
    }

    private record Offer(String getName, List<Extension.Parameter> getParameters) implements Extension {

        static Offer of(String text) {
            String[] words = text.split("; *");
            return new Offer(words[0], Stream.of(words).skip(1).<Extension.Parameter>map(WithoutValue::new).toList());
        }
    }

    private record WithoutValue(String getName) implements Extension.Parameter {

        @Override
        public String getValue() {
            return "";
        }
    }

    private static void runOne(WebSocketContainer container, ClientEndpointConfig config, URI uri) {
        Subject echo = new Subject(true);
        try {
            container.connectToServer(echo, config, uri);
            echo.closed.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (DeploymentException | IOException | RuntimeException e) {
            // Many a case wants the handshake refused.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
