package dev.bosphorus.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an idle connection costs the server: opens many that each echo one message, and compares the server's live heap and
 * resident memory with those before, both after garbage collections. The server is a JVM of its own; connections that come
 * and go before warm it up, so that what is loaded and pooled once is not counted.
 */
public final class IdleMemory {

    private static final int WARM_UP_CONNECTIONS = 300;
    /** From one address to another there are some 28,000 ports. */
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;
    private static final int OTHER_FILES = 200;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+\\S+\\s+(\\d+)");
    private static final Pattern HISTOGRAM_LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final double KIB = 1024;

    private final IdleOptions options;
    private final PrintStream out;

    IdleMemory(IdleOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Exits with 2 for a bad option, and with 1 where not so many connections can be had. */
    public static void main(String[] args) throws Exception {
        try {
            IdleOptions options = IdleOptions.parse(args);
            checkOpenFiles(options.connections());
            new IdleMemory(options, System.out).run();
        } catch (IllegalArgumentException bad) {
            System.err.println(bad.getMessage());
            System.exit(2);
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    void run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m", "-Xmx3g", "-XX:+UseSerialGC",
                // The JVM gives back what is not in use.
                "-XX:-ShrinkHeapInSteps", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10",
                "-classpath", System.getProperty("java.class.path"),
                IdleServer.class.getName(), options.transport().name())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
                Writer commands = process.outputWriter(StandardCharsets.US_ASCII)) {
            measure(new Child(answers, commands));
        } finally {
            process.destroy();
        }
    }

    private record Memory(long heap, long resident) {
    }

    private record Child(BufferedReader answers, Writer commands) {

        String answer() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the server has ended");
            }
            return line;
        }

        Memory memory(int sessions) throws IOException {
            command("memory " + sessions);
            String[] bytes = answer().split(" ");
            return new Memory(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]));
        }

        Map<String, Long> histogram() throws IOException {
            command("histogram");
            Map<String, Long> bytes = new HashMap<>();
            for (String line = answer(); !line.isEmpty(); line = answer()) {
                Matcher entry = HISTOGRAM_LINE.matcher(line);
                if (entry.matches()) {
                    bytes.merge(entry.group(3), Long.parseLong(entry.group(2)), Long::sum);
                }
            }
            return bytes;
        }

        private void command(String line) throws IOException {
            commands.write(line + '\n');
            commands.flush();
        }
    }

    private void measure(Child child) throws IOException, InterruptedException {
        String[] started = child.answer().split(" ");
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(started[1]));
        List<RawClient> warmUp = open(server, WARM_UP_CONNECTIONS);
        for (RawClient client : warmUp) {
            client.closeHandshake();
            client.close();
        }
        Memory before = child.memory(0);
        Map<String, Long> classesBefore = options.histogram() > 0 ? child.histogram() : Map.of();
        List<RawClient> clients = open(server, options.connections());
        try {
            Thread.sleep(options.waitSeconds() * 1000L);
            Memory after = child.memory(options.connections());
            report(started[0], before, after);
            if (options.histogram() > 0) {
                growth(classesBefore, child.histogram());
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private List<RawClient> open(InetSocketAddress server, int connections) throws IOException {
        List<RawClient> clients = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            InetSocketAddress source = new InetSocketAddress("127.0.0." + (1 + i / CONNECTIONS_PER_ADDRESS), 0);
            RawClient client = RawClient.open(source, server, options.deflate());
            clients.add(client);
            client.echo(message(i, options.messageBytes()), options.deflate());
        }
        return clients;
    }

    /** Text as applications send it, each other numbers: deflated it is a fifth as long. */
    private static byte[] message(int connection, int bytes) {
        Random random = new Random(connection);
        StringBuilder json = new StringBuilder("[");
        while (json.length() < bytes) {
            json.append("{\"id\":").append(random.nextInt(1_000_000)).append(",\"bid\":").append(random.nextInt(10_000))
                    .append(",\"side\":\"").append(random.nextBoolean() ? "buy" : "sell").append("\",\"venue\":\"IST\"},");
        }
        return json.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private void report(String transport, Memory before, Memory after) {
        int n = options.connections();
        out.printf("%s, permessage-deflate %s, JDK %s%n", transport, options.deflate() ? "used" : "not offered",
                Runtime.version());
        out.printf("%,d idle connections, each has echoed one message of %d bytes, the last %d seconds ago%n", n,
                options.messageBytes(), options.waitSeconds());
        out.printf("live heap: %,.0f KiB before, %,.0f KiB with them%n", before.heap / KIB, after.heap / KIB);
        out.printf("RSS:       %,.0f KiB before, %,.0f KiB with them%n", before.resident / KIB, after.resident / KIB);
        out.printf("KiB of live heap per connection: %.2f%n", (after.heap - before.heap) / KIB / n);
        out.printf("KiB of RSS per connection:       %.2f%n", (after.resident - before.resident) / KIB / n);
    }

    private void growth(Map<String, Long> before, Map<String, Long> after) {
        out.println("bytes per connection by class:");
        Map<String, Long> grown = new HashMap<>();
        after.forEach((type, bytes) -> grown.put(type, bytes - before.getOrDefault(type, 0L)));
        grown.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(options.histogram())
                .forEach(e -> out.printf("%8.1f  %s%n", e.getValue() / (double) options.connections(), e.getKey()));
    }

    /** The JVM raises its own limit up to the hard one, which nobody but root can raise. */
    private static void checkOpenFiles(int connections) throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (Files.exists(limits)) {
            Matcher hard = OPEN_FILES.matcher(Files.readString(limits));
            if (hard.find() && Long.parseLong(hard.group(1)) < connections + OTHER_FILES) {
                throw new IOException(connections + " connections need " + (connections + OTHER_FILES)
                        + " open files and the limit is " + hard.group(1) + ": raise it (ulimit -Hn) or take fewer connections");
            }
        }
    }
}
