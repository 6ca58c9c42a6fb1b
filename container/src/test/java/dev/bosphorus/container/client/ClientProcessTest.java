package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that only use a client: they stay for their sessions and end by themselves. */
class ClientProcessTest {

    @ServerEndpoint("/talk")
    public static class Talk {
        static final BlockingQueue<Session> SESSIONS = new LinkedBlockingQueue<>();

        @OnOpen
        public void open(Session session) {
            SESSIONS.add(session);
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    static Stream<TransportKind> kinds() {
        return WebSocketClientTest.kinds();
    }

    /** Prints what it is told; the text {@code bye} ends its session. */
    private static final class Printing extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> {
                System.out.println(text);
                if (text.equals("bye")) {
                    close(session);
                }
            });
        }

        private static void close(Session session) {
            try {
                session.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Session connect(String[] args) throws Exception {
        WebSocketClient client = WebSocketClient.builder().transport(TransportKind.valueOf(args[1])).build();
        return client.connectToServer(new Printing(), ClientEndpointConfig.Builder.create().build(), URI.create(args[0]));
    }

    /** Its arguments are a URI and a transport. */
    public static final class Main {
        public static void main(String[] args) throws Exception {
            connect(args).getBasicRemote().sendText("bye");
        }
    }

    /** Connects on a daemon thread and says when its main thread has ended. */
    public static final class DaemonMain {
        public static void main(String[] args) throws Exception {
            Thread connecting = daemon(() -> connect(args));
            connecting.join();
            Thread main = Thread.currentThread();
            daemon(() -> {
                main.join();
                System.out.println("main has ended");
            });
        }

        private interface Task {
            void run() throws Exception;
        }

        private static Thread daemon(Task task) {
            Thread thread = new Thread(() -> {
                try {
                    task.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return thread;
        }
    }

    private static Process start(Class<?> program, EmbeddedServer server, TransportKind kind) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), program.getName(), server.uri() + "/talk", kind.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void assertEndsByItself(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMainThatOnlyUsesAClientEndsWithItsSessions(TransportKind kind) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().endpoints(Talk.class).start()) {
            Process process = start(Main.class, server, kind);
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).as("it stays for its session").isEqualTo("bye");
                assertEndsByItself(process);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSessionKeepsTheProcessWhoeverHasOpenedIt(TransportKind kind) throws Exception {
        Talk.SESSIONS.clear();
        try (EmbeddedServer server = EmbeddedServer.builder().endpoints(Talk.class).start()) {
            Process process = start(DaemonMain.class, server, kind);
            try (BufferedReader out = process.inputReader()) {
                assertThat(out.readLine()).isEqualTo("main has ended");
                Talk.SESSIONS.remove().getBasicRemote().sendText("bye");
                assertThat(out.readLine()).as("it stays for its session").isEqualTo("bye");
                assertEndsByItself(process);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
