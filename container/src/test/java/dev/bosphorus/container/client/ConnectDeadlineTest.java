package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.blocking.BlockingConnector;
import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.Connector;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One deadline is for all of connecting, on both transports: it passes when the test says so. */
class ConnectDeadlineTest {

    private static final Duration TIMEOUT = Duration.ofHours(1);
    /** How long event loops stay without connections. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** Who is at it when the deadline passes. */
    private enum Phase {
        CONNECT("ws", Proxy.Kind.HTTP, ""),
        SOCKS("ws", Proxy.Kind.SOCKS5, ""),
        LOGIN("ws", Proxy.Kind.SOCKS5, "\5"),
        TLS("wss", null, ""),
        ANSWER("ws", null, ""),
        HEAD("ws", null, "HTTP/1.1 101 Switching"),
        INTERIM("ws", null, "HTTP/1.1 100 Continue\r\n\r\n");

        final String scheme;
        final Proxy.Kind proxy;
        /** What comes before. */
        final String answer;

        Phase(String scheme, Proxy.Kind proxy, String answer) {
            this.scheme = scheme;
            this.proxy = proxy;
            this.answer = answer;
        }
    }

    private static final class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
        }
    }

    static Stream<Arguments> phases() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS).filter(TransportKind::isAvailable)
                .flatMap(kind -> Stream.of(Phase.values()).map(phase -> Arguments.of(kind, phase)));
    }

    private final KeepAlive alive = new KeepAlive();
    private final TestTimer timer = new TestTimer();

    private ClientRuntime client(TransportKind kind, Proxy proxy) {
        Connector blocking = kind == TransportKind.EVENT_LOOP ? null
                : new BlockingConnector(VirtualThreads.factory("connect-deadline-test"));
        return new ClientRuntime(new ClientThreads(alive.name, timer, ClientThreads.newDrainer(), blocking),
                new ClientOptions(TIMEOUT, proxy, null, 0, null, null, true), ProtocolLimits.DEFAULTS,
                ConnectionSettings.DEFAULTS, List.of(), getClass().getClassLoader());
    }

    private static boolean ends(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // A reset: it had not read all that came.
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("phases")
    void theDeadlineEndsConnectingAndItsConnection(TransportKind kind, Phase phase) throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            int port = listening.getLocalPort();
            ClientRuntime client = client(kind, phase.proxy == null ? null : new Proxy(phase.proxy, "localhost", port, null));
            CompletableFuture<Session> connecting =
                    client.connectAsync(new Silent(), null, URI.create(phase.scheme + "://localhost:" + port + "/"));
            try (Socket socket = listening.accept()) {
                assertThat(socket.getInputStream().read()).as("the client has begun").isNotNegative();
                socket.getOutputStream().write(phase.answer.getBytes(StandardCharsets.US_ASCII));
                timer.next(TIMEOUT, TIMEOUT).run();
                assertThat(connecting).failsWithin(10, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(SocketTimeoutException.class).withMessageContaining("within PT1H");
                assertThat(ends(socket)).as("the client has ended the connection").isTrue();
            }
            alive.assertEnded();
            if (kind == TransportKind.EVENT_LOOP) {
                timer.next(LINGER, LINGER).run();
            }
        }
    }
}
