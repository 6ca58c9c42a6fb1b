package dev.bosphorus.container.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.engine.Role;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many threads send on one session in every way there is. No message gets mixed with another, nobody gets an exception for
 * mere concurrency, and each thread's own order is kept: the peer checks all of it.
 */
class ConcurrencyTest {

    private static final int THREADS = 64;
    /** Messages of each thread; each of the eleven ways three times. */
    private static final int ROUNDS = 33;
    private static final int WAYS = 11;
    /** Of these, Pings and Pongs, which are no messages. */
    private static final int CONTROL_WAYS = 2;

    /** What one thread sends as one message: who, the how-manieth, and a filling that shows if another is mixed in. */
    public record Numbered(int thread, int number) {

        /** Of several lengths, some above the size of a stream's buffer; with characters of one, three and four bytes. */
        String text() {
            int length = number * 61 % 400 + (number % 8 == 0 ? 9000 : 0);
            String unit = switch (thread % 3) {
                case 0 -> "x";
                case 1 -> "\u20ac";
                default -> "\ud83d\ude00";
            };
            return thread + ":" + number + ":" + unit.repeat(length) + ":" + thread + ":" + number;
        }

        static Numbered parse(String text) {
            String[] fields = text.split(":", 3);
            return new Numbered(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
        }
    }

    public static class NumberedEncoder implements Encoder.Text<Numbered> {
        @Override
        public String encode(Numbered message) {
            return message.text();
        }
    }

    /** The endpoint that sends. */
    private static final class Sending extends Endpoint {
        private final CompletableFuture<Session> opened = new CompletableFuture<>();
        private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            opened.complete(session);
        }

        @Override
        public void onError(Session session, Throwable error) {
            errors.add(error);
        }
    }

    /** The peer, which checks. Its callbacks come one at a time. */
    private static final class Checking extends Endpoint {
        private final List<String> faults = new ArrayList<>();
        private final int[] next = new int[THREADS];
        private final int[] nextPong = new int[THREADS];
        private final CountDownLatch complete = new CountDownLatch(THREADS * ROUNDS / WAYS * (WAYS - CONTROL_WAYS));

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) this::check);
            session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) bytes ->
                    check(new String(bytes, StandardCharsets.UTF_8)));
            session.addMessageHandler(PongMessage.class, pong ->
                    checkPong(StandardCharsets.UTF_8.decode(pong.getApplicationData()).toString()));
        }

        private void check(String text) {
            Numbered message = Numbered.parse(text);
            if (!text.equals(message.text())) {
                faults.add("mixed: " + text);
            }
            if (message.number() < next[message.thread()]) {
                faults.add("out of order: " + message);
            }
            next[message.thread()] = message.number() + 1;
            complete.countDown();
        }

        private void checkPong(String payload) {
            // Answers to Pings of ours are none of the application's.
            Numbered pong = Numbered.parse(payload);
            if (pong.number() < nextPong[pong.thread()]) {
                faults.add("Pong out of order: " + pong);
            }
            nextPong[pong.thread()] = pong.number() + 1;
        }

        @Override
        public void onError(Session session, Throwable error) {
            faults.add(error.toString());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            while (complete.getCount() > 0) {
                faults.add("closed early: " + reason);
                complete.countDown();
            }
        }
    }

    // ---- What a thread does --------------------------------------------------------------------------------------

    private static List<Future<?>> sendAll(Session session, int thread) throws Exception {
        List<Future<?>> pending = new ArrayList<>();
        RemoteEndpoint.Basic basic = session.getBasicRemote();
        RemoteEndpoint.Async async = session.getAsyncRemote();
        for (int number = 0; number < ROUNDS; number++) {
            Numbered message = new Numbered(thread, number);
            String text = message.text();
            switch ((number + thread) % WAYS) {
                case 0 -> basic.sendText(text);
                case 1 -> basic.sendBinary(bytes(text));
                case 2 -> basic.sendObject(message);
                case 3 -> sendTextInParts(basic, text);
                case 4 -> sendBinaryInParts(basic, bytes(text));
                case 5 -> sendStream(basic, bytes(text).array());
                case 6 -> sendWriter(basic, text);
                case 7 -> pending.add(async.sendText(text));
                case 8 -> pending.add(sendWithHandler(async, bytes(text)));
                case 9 -> basic.sendPong(bytes(thread + ":" + number + ":"));
                default -> basic.sendPing(bytes("ping"));
            }
        }
        return pending;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Cut anywhere, within surrogate pairs, too. */
    private static void sendTextInParts(RemoteEndpoint.Basic basic, String text) throws IOException {
        int third = text.length() / 3;
        basic.sendText(text.substring(0, third), false);
        basic.sendText(text.substring(third, third + 1), false);
        basic.sendText(text.substring(third + 1), true);
    }

    private static void sendBinaryInParts(RemoteEndpoint.Basic basic, ByteBuffer bytes) throws IOException {
        int third = bytes.remaining() / 3;
        basic.sendBinary(bytes.slice(0, third), false);
        basic.sendBinary(bytes.slice(third, 0), false);
        basic.sendBinary(bytes.slice(third, bytes.remaining() - third), true);
    }

    private static void sendStream(RemoteEndpoint.Basic basic, byte[] bytes) throws IOException {
        try (OutputStream stream = basic.getSendStream()) {
            stream.write(bytes, 0, bytes.length / 2);
            stream.flush();
            stream.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
    }

    private static void sendWriter(RemoteEndpoint.Basic basic, String text) throws IOException {
        try (Writer writer = basic.getSendWriter()) {
            writer.write(text, 0, text.length() / 2);
            writer.flush();
            writer.write(text, text.length() / 2, text.length() - text.length() / 2);
        }
    }

    private static Future<?> sendWithHandler(RemoteEndpoint.Async async, ByteBuffer bytes) {
        CompletableFuture<SendResult> sent = new CompletableFuture<>();
        async.sendBinary(bytes, result -> {
            if (result.isOK()) {
                sent.complete(result);
            } else {
                sent.completeExceptionally(result.getException());
            }
        });
        return sent;
    }

    // ---- The test ------------------------------------------------------------------------------------------------

    static Stream<Arguments> cases() {
        return CloseSemanticsTest.kinds().stream().flatMap(kind -> Stream.of(Role.values()).map(role -> Arguments.of(role, kind)));
    }

    @ParameterizedTest(name = "the {0} sends, {1}")
    @MethodSource("cases")
    void manyThreadsSendInAllWaysOnOneSession(Role role, TransportKind kind) throws Exception {
        Sending sending = new Sending();
        Checking checking = new Checking();
        ServerEndpointConfig served = ServerEndpointConfig.Builder.create(Endpoint.class, "/many")
                .encoders(List.of(NumberedEncoder.class))
                .configurator(giving(role == Role.SERVER ? sending : checking)).build();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().encoders(List.of(NumberedEncoder.class)).build();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (EmbeddedServer server = EmbeddedServer.builder().transport(kind).endpoint(served).start();
                WebSocketClient client = WebSocketClient.builder().transport(kind).build()) {
            client.connectToServer(role == Role.CLIENT ? sending : checking, config, URI.create(server.uri() + "/many"));
            Session session = sending.opened.get(10, TimeUnit.SECONDS);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<List<Future<?>>>> senders = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                senders.add(threads.submit(() -> {
                    start.await();
                    return sendAll(session, thread);
                }));
            }
            start.countDown();
            for (Future<List<Future<?>>> sender : senders) {
                for (Future<?> pending : sender.get()) {
                    pending.get(20, TimeUnit.SECONDS);
                }
            }
            assertThat(checking.complete.await(20, TimeUnit.SECONDS)).as("everything arrived").isTrue();
            assertThat(checking.faults).isEmpty();
            assertThat(sending.errors).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static ServerEndpointConfig.Configurator giving(Endpoint endpoint) {
        return new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(endpoint);
            }
        };
    }
}
