package dev.bosphorus.benchmarks;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The measured server, a process of its own. Prints its transport and port, then answers each line of standard input:
 * {@code memory <n>} waits until n sessions are open, collects garbage and prints the bytes of used heap and of resident
 * memory; {@code histogram} prints a line for each class and an empty one. Ends with its input.
 */
public final class IdleServer {

    private static final int MAX_COLLECTIONS = 20;
    private static final long STABLE_BYTES = 16 * 1024;
    private static final long BETWEEN_COLLECTIONS_MS = 200;

    private IdleServer() {
    }

    /** The endpoint: text comes back. */
    @ServerEndpoint("/echo")
    public static final class Echo {

        private static final ReentrantLock LOCK = new ReentrantLock();
        private static final Condition CHANGED = LOCK.newCondition();
        /** Sessions that are open; guarded by the lock. */
        private static int open;

        @OnOpen
        public void open() {
            count(1);
        }

        @OnMessage
        public String echo(String message) {
            return message;
        }

        @OnClose
        public void close() {
            count(-1);
        }

        private static void count(int by) {
            LOCK.lock();
            try {
                open += by;
                CHANGED.signalAll();
            } finally {
                LOCK.unlock();
            }
        }

        static void awaitOpen(int sessions) throws InterruptedException {
            LOCK.lock();
            try {
                while (open != sessions) {
                    CHANGED.await();
                }
            } finally {
                LOCK.unlock();
            }
        }
    }

    /** @param args the transport */
    public static void main(String[] args) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder()
                .host("127.0.0.1")
                .transport(TransportKind.valueOf(args[0]))
                .endpoints(Echo.class)
                .start();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(server.transport() + " " + server.port());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("memory")) {
                    Echo.awaitOpen(Integer.parseInt(words[1]));
                    System.out.println(liveHeapBytes() + " " + residentBytes());
                } else {
                    System.out.println(histogram().strip() + '\n');
                }
            }
        }
    }

    /** Collects until nothing more goes: reference queues and cleaners take a few rounds. */
    private static long liveHeapBytes() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < MAX_COLLECTIONS; i++) {
            System.gc();
            long now = runtime.totalMemory() - runtime.freeMemory();
            if (Math.abs(used - now) < STABLE_BYTES) {
                return now;
            }
            used = now;
            Thread.sleep(BETWEEN_COLLECTIONS_MS);
        }
        return used;
    }

    /** Zero where there is no /proc. */
    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst().orElse(0);
    }

    private static String histogram() throws JMException {
        String[] live = {};
        return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] {live}, new String[] {String[].class.getName()});
    }
}
