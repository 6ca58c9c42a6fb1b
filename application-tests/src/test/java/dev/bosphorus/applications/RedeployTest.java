package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that is deployed again and again, with sessions of its endpoint and of its client open each time it ends. */
@Isolated("counts the threads of the process")
abstract class RedeployTest {

    private static final int TIMES = 50;
    private static final long COLLECTED_WITHIN_SECONDS = 30;

    /** Notes what comes and how it ends; the JDK's client, which leaves no thread of ours. */
    private static final class Client implements WebSocket.Listener {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            received.add(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    /** A server to which applications are deployed. */
    interface Deployments {

        int port();

        /** Deploys the folder at {@code /app}. @return the application's class loader */
        ClassLoader deploy(Path war) throws Exception;

        void undeploy() throws Exception;

        void stop() throws Exception;
    }

    /** @param loader what the applications' class loaders have above them */
    abstract Deployments start(Path folder, ClassLoader loader) throws Exception;

    /** @param carriesProvider whether Bosphorus is in the application, or else in the server */
    @Timeout(300)
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsLeftOfAnApplicationThatHasBeenUndeployed(boolean carriesProvider, @TempDir Path folder) throws Exception {
        Set<Thread> present = Thread.getAllStackTraces().keySet();
        Path war = WarFolder.redeployed(folder.resolve("war"), carriesProvider);
        ClassLoader tests = getClass().getClassLoader();
        Deployments server = start(folder.resolve("server"), carriesProvider ? HidingLoader.withoutProvider(tests) : HidingLoader.withProvider(tests));
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        try {
            Set<String> before = Set.of();
            for (int i = 0; i < TIMES; i++) {
                loaders.add(new WeakReference<>(server.deploy(war), collected));
                use(server, client);
                if (i == 0) {
                    // The server and the client have all of their own threads by now.
                    before = others();
                }
            }
            assertThat(others()).as("threads").isSubsetOf(before);
            // Timers are threads, too. What there was after the first time may have been left by it.
            assertThat(ours(present)).as("threads of ours").allMatch(name -> !carriesProvider && name.startsWith("bosphorus-client"));
            assertThat(ThreadLocals.ofPackages("dev.bosphorus.", "io.netty.", "example.")).as("thread-locals, but of our own threads")
                    .allMatch(found -> found.startsWith("bosphorus"));
            awaitCollection(collected, server.port());
            assertThat(loaders).allSatisfy(loader -> assertThat(loader.get()).isNull());
        } finally {
            server.stop();
        }
    }

    private static void use(Deployments server, HttpClient client) throws Exception {
        Client endpoint = new Client();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/app/echo"), endpoint).get(20, TimeUnit.SECONDS);
        socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(endpoint.received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
        URLConnection asked = URI.create("http://127.0.0.1:" + server.port() + "/app/connect").toURL().openConnection();
        // A connection of Jetty that is kept alive keeps the application of its last request.
        asked.setRequestProperty("Connection", "close");
        byte[] answer = asked.getInputStream().readAllBytes();
        assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("heard by ").doesNotEndWith(" AppClassLoader");
        server.undeploy();
        assertThat(endpoint.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    /** The names of threads that are not ours, without the numbers of pools' threads. */
    private static Set<String> others() {
        return Thread.getAllStackTraces().keySet().stream().map(thread -> thread.getName().replaceAll("[0-9]+", ""))
                .filter(name -> !name.startsWith("HttpClient") && !name.startsWith("bosphorus-")).collect(Collectors.toSet());
    }

    /** The names of those threads of Bosphorus and Netty that have begun since. A client's may go on where the server has Bosphorus. */
    private static List<String> ours(Set<Thread> present) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !present.contains(thread)).map(Thread::getName)
                .filter(name -> name.startsWith("bosphorus") || name.startsWith("globalEventExecutor")).toList();
    }

    /** @param port of the server: Jetty's selector holds on to the connection, and so the request, that it has looked at last */
    private static void awaitCollection(ReferenceQueue<ClassLoader> collected, int port) throws Exception {
        long begun = System.nanoTime();
        int count = 0;
        while (count < TIMES && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(COLLECTED_WITHIN_SECONDS)) {
            new Socket("127.0.0.1", port).close();
            System.gc();
            Reference<?> reference = collected.remove(500);
            while (reference != null) {
                count++;
                reference = collected.poll();
            }
        }
    }
}
