import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Has the JDK's client tested: {@code java JdkClient.java ws://localhost:PORT}. */
class JdkClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int AT_A_TIME = 8;
    /** A client that loses a connection without a word does not hold up the rest. */
    private static final int LONGEST_SECONDS = 60;

    public static void main(String[] args) throws Exception {
        Subject count = new Subject(false);
        HTTP.newWebSocketBuilder().buildAsync(URI.create(args[0] + "/count"), count).join();
        count.closed.await();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 1; i <= Integer.parseInt(count.said); i++) {
            URI uri = URI.create(args[0] + "/case/" + i);
            threads.execute(() -> runOne(uri));
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
        Subject report = new Subject(false);
        HTTP.newWebSocketBuilder().buildAsync(URI.create(args[0] + "/report"), report).join();
        report.closed.await();
    }

    private static void runOne(URI uri) {
        Subject echo = new Subject(true);
        try {
            HTTP.newWebSocketBuilder().buildAsync(uri, echo).join();
            echo.closed.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (CompletionException e) {
            // Many a case wants the handshake refused.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Subject implements WebSocket.Listener {

        private final CountDownLatch closed = new CountDownLatch(1);
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private final boolean echoes;
        private String said;
        /** One message is sent after the other. */
        private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

        Subject(boolean echoes) {
            this.echoes = echoes;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                said = text.toString();
                text.setLength(0);
                if (echoes) {
                    sent = sent.thenCompose(before -> from.sendText(said, true));
                }
            }
            return next(from);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (last) {
                ByteBuffer whole = ByteBuffer.wrap(binary.toByteArray());
                binary.reset();
                sent = sent.thenCompose(before -> from.sendBinary(whole, true));
            }
            return next(from);
        }

        private CompletionStage<?> next(WebSocket from) {
            return sent.whenComplete((result, failure) -> from.request(1));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.countDown();
        }
    }
}
