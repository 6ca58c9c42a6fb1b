package dev.bosphorus.benchmarks.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sessions of whatever Jakarta client is on the class path, with a server that echoes. Each line of standard input opens some:
 * {@code <URI> <sessions> <messages in flight on each> <different messages>}. The server ends them; the process ends with
 * standard input. Nothing but the Jakarta API is used, and no other class of this project.
 */
public final class EchoClient {

    /** Makes the endpoint of one session. */
    @FunctionalInterface
    public interface EndpointMaker {
        Object make(int inFlight, int messages);
    }

    private final WebSocketContainer container;
    private final EndpointMaker endpoints;

    public EchoClient(WebSocketContainer container, EndpointMaker endpoints) {
        this.container = container;
        this.endpoints = endpoints;
    }

    /**
     * One session. It first learns the messages from the server. With the last of them it sends as many as are to be in flight,
     * one after the other, and from then on the next one for each reply, with blocking sends from the message handler. It
     * checks the length of every reply and the bytes of one in sixteen, and closes where one is wrong.
     */
    @ClientEndpoint
    public static class Sender {

        private static final int SAMPLE = 16;

        private final int inFlight;
        private final Object[] messages;
        private final int[] lengths;
        private int learnt;
        private long replies;
        private long sent;

        public Sender(int inFlight, int messages) {
            this.inFlight = inFlight;
            this.messages = new Object[messages];
            this.lengths = new int[messages];
        }

        @OnMessage
        public void text(String message, Session session) throws IOException {
            for (int due = isLearning() ? learn(message, message.length()) : check(message, message.length()); due > 0; due--) {
                session.getBasicRemote().sendText((String) next());
            }
        }

        @OnMessage
        public void binary(ByteBuffer message, Session session) throws IOException {
            int length = message.remaining();
            for (int due = isLearning() ? learn(copy(message), length) : check(message, length); due > 0; due--) {
                // A copy, since Undertow's client masks in place.
                session.getBasicRemote().sendBinary(copy((ByteBuffer) next()));
            }
        }

        @OnError
        public void error(Session session, Throwable failure) throws IOException {
            System.err.println(failure);
            session.close();
        }

        private boolean isLearning() {
            return learnt < messages.length;
        }

        /** @return how many messages to send now */
        private int learn(Object message, int length) {
            messages[learnt] = message;
            lengths[learnt++] = length;
            return isLearning() ? 0 : inFlight;
        }

        /** @return how many messages to send now */
        private int check(Object reply, int length) {
            int number = (int) (replies % messages.length);
            if (length != lengths[number] || replies % SAMPLE == 0 && !reply.equals(messages[number])) {
                throw new IllegalStateException("a reply is another message than was sent");
            }
            replies++;
            return 1;
        }

        private Object next() {
            return messages[(int) (sent++ % messages.length)];
        }

        private static ByteBuffer copy(ByteBuffer message) {
            return ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip();
        }
    }

    public static void main(String[] args) throws Exception {
        serve(new EchoClient(ContainerProvider.getWebSocketContainer(), Sender::new));
    }

    /** Obeys standard input, and ends the process with it. */
    static void serve(EchoClient client) throws IOException, DeploymentException {
        // Of a server that is its port.
        System.out.println("READY 0");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            client.obey(order);
        }
        Runtime.getRuntime().halt(0);
    }

    /** Opens the sessions of one line. */
    public void obey(String order) throws IOException, DeploymentException {
        String[] words = order.split(" ");
        URI server = URI.create(words[0]);
        for (int session = 0; session < Integer.parseInt(words[1]); session++) {
            container.connectToServer(endpoints.make(Integer.parseInt(words[2]), Integer.parseInt(words[3])), server);
        }
    }
}
