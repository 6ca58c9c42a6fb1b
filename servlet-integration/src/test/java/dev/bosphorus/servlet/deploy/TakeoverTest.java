package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Connections whose server's selector has to let go of them, while threads that never wait interrupt it wherever it is:
 * none is lost, and the server keeps nothing of those that have ended.
 */
@ResourceLock("the MBeans of Tomcat")
class TakeoverTest {

    private static final int CLIENTS = 16;
    private static final int CONNECTIONS_OF_EACH = 40;
    private static final byte[] MESSAGE = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, 'h', 'i'};
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe8};

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeEach
    void keepTheProcessorsBusy() {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.execute(() -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @AfterEach
    void stop() {
        over.set(true);
        threads.shutdownNow();
    }

    /** What is sent at once, before the answer has come; the rest comes as soon as it has. */
    private enum Early {
        NOTHING, A_MESSAGE, ALL
    }

    private void connectManyTimes(RunningServer server) throws Exception {
        List<Future<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Callable<Void> client = () -> {
                for (int j = 0; j < CONNECTIONS_OF_EACH; j++) {
                    exchange(server, Early.values()[j % 3]);
                }
                return null;
            };
            clients.add(threads.submit(client));
        }
        for (Future<Void> client : clients) {
            client.get();
        }
    }

    private static void exchange(RunningServer server, Early early) throws IOException {
        try (Socket socket = server.dial()) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(60));
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            first.write(server.handshake("/echo"));
            first.write(MESSAGE, 0, early == Early.NOTHING ? 0 : MESSAGE.length);
            first.write(CLOSE, 0, early == Early.ALL ? CLOSE.length : 0);
            socket.getOutputStream().write(first.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(RunningServer.head(in)).startsWith("HTTP/1.1 101");
            if (early == Early.NOTHING) {
                socket.getOutputStream().write(MESSAGE);
            }
            assertThat(in.readNBytes(4)).as(early::name).containsExactly(0x81, 2, 'h', 'i');
            if (early != Early.ALL) {
                socket.getOutputStream().write(CLOSE);
            }
            assertThat(in.readNBytes(4)).as(early::name).containsExactly(0x88, 2, 0x03, 0xe8);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    @Timeout(120)
    void tomcatLosesAndKeepsNothing(@TempDir Path base) throws Exception {
        TomcatServer tomcat = new TomcatServer("HTTP/1.1", false, false);
        try (RunningServer server = new RunningServer(tomcat, false, base)) {
            connectManyTimes(server);
            while (tomcat.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(tomcat.upgradedConnections()).isZero();
        }
    }

    @Test
    @Timeout(120)
    void jettyLosesNothing(@TempDir Path base) throws Exception {
        try (RunningServer server = new RunningServer(new JettyServer(false, false), false, base)) {
            connectManyTimes(server);
        }
    }
}
