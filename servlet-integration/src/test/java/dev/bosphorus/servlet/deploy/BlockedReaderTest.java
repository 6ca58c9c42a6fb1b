package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Clients that send messages of 1 MiB and for 10 seconds read nothing of what comes back, while the endpoint's blocking sends wait for
 * them: in every container and by every way at once. All others are served meanwhile.
 */
@ResourceLock("the MBeans of Tomcat")
class BlockedReaderTest {

    private static final int BLOCKED_CLIENTS = 8;
    /** What each of them sends; the kernel's buffers hold a fraction of one. */
    private static final int MESSAGES = 2;
    private static final int MESSAGE_BYTES = 1 << 20;
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Far below that, and far above what a busy machine needs. */
    private static final long PROMPT_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int ROUNDS_FOR_EACH_NEW_CONNECTION = 50;

    /** One that does not read before it is told to. */
    private static final class Blocked {

        private final Socket socket;
        private final CompletableFuture<Void> sent;

        Blocked(RunningServer server, ExecutorService senders) throws IOException {
            socket = server.dial();
            socket.getOutputStream().write(server.handshake("/repeat"));
            assertThat(RunningServer.head(socket.getInputStream())).startsWith("HTTP/1.1 101");
            sent = CompletableFuture.runAsync(this::send, senders);
        }

        /** Waits, too, as soon as the server does not read any more. */
        private void send() {
            try {
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < MESSAGES; i++) {
                    ByteBuffer frame = ByteBuffer.allocate(14 + MESSAGE_BYTES);
                    frame.put((byte) 0x82).put((byte) (0x80 | 127)).putLong(MESSAGE_BYTES).putInt(0);
                    out.write(frame.put(payload(i)).array());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static byte[] payload(int number) {
            byte[] payload = new byte[MESSAGE_BYTES];
            Arrays.fill(payload, (byte) ('a' + number));
            return payload;
        }

        void readAll() throws Exception {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < MESSAGES * TestEndpoints.Repeat.TIMES; i++) {
                byte[] message = new byte[MESSAGE_BYTES];
                int length = 0;
                int first;
                do {
                    first = in.readUnsignedByte();
                    int size = in.readUnsignedByte();
                    size = size < 126 ? size : size == 126 ? in.readUnsignedShort() : (int) in.readLong();
                    in.readFully(message, length, size);
                    length += size;
                } while ((first & 0x80) == 0);
                assertThat(length).isEqualTo(MESSAGE_BYTES);
                assertThat(Arrays.equals(message, payload(i / TestEndpoints.Repeat.TIMES))).as("message " + i).isTrue();
            }
            sent.get(10, TimeUnit.SECONDS);
            socket.close();
        }
    }

    /** One that reads. */
    private static final class Served {

        private final Client endpoint = new Client();
        private final Session session;

        Served(RunningServer server) throws Exception {
            session = server.connect(endpoint, "/echo");
        }

        void echo(String text) throws Exception {
            session.getBasicRemote().sendText(text);
            assertThat(endpoint.received.poll(PROMPT_NANOS, TimeUnit.NANOSECONDS)).isEqualTo(text);
        }
    }

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Map<ServerKind, RunningServer> servers = new EnumMap<>(ServerKind.class);

    @BeforeEach
    void start(@TempDir Path base) throws Exception {
        for (ServerKind kind : ServerKind.values()) {
            servers.put(kind, new RunningServer(kind, Files.createDirectory(base.resolve(kind.name()))));
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (RunningServer server : servers.values()) {
            server.close();
        }
        senders.shutdownNow();
    }

    @Test
    @Timeout(120)
    void clientsThatDoNotReadHoldUpNobodyElse() throws Exception {
        Map<ServerKind, List<Served>> served = new EnumMap<>(ServerKind.class);
        List<Blocked> blocked = new ArrayList<>();
        for (ServerKind kind : ServerKind.values()) {
            served.put(kind, new ArrayList<>(List.of(new Served(servers.get(kind)))));
            for (int i = 0; i < BLOCKED_CLIENTS; i++) {
                blocked.add(new Blocked(servers.get(kind), senders));
            }
            served.get(kind).add(new Served(servers.get(kind)));
        }
        while (TestEndpoints.Repeat.BEGUN.get() < blocked.size()) {
            round(served, 1);
        }
        long begun = System.nanoTime();
        for (int i = 0; System.nanoTime() - begun < BLOCKED_NANOS; i++) {
            round(served, i);
        }
        assertThat(TestEndpoints.Repeat.BEGUN).as("calls of the endpoint").hasValue(blocked.size());
        assertThat(TestEndpoints.Repeat.RETURNED).as("of which have returned").hasValue(0);
        for (Blocked client : blocked) {
            client.readAll();
        }
        assertThat(TestEndpoints.Repeat.BEGUN).hasValue(MESSAGES * blocked.size());
    }

    /** All that read are served promptly, and from time to time one that is new. */
    private void round(Map<ServerKind, List<Served>> served, int number) throws Exception {
        for (ServerKind kind : ServerKind.values()) {
            long begun = System.nanoTime();
            for (Served client : served.get(kind)) {
                client.echo(kind + " " + number);
            }
            if (number % ROUNDS_FOR_EACH_NEW_CONNECTION == 0) {
                Served late = new Served(servers.get(kind));
                late.echo("late");
                late.session.close();
                assertThat(late.endpoint.closeCode()).isEqualTo(1000);
            }
            assertThat(System.nanoTime() - begun).as(kind + ": nanoseconds for a round").isLessThan(PROMPT_NANOS);
        }
    }
}
