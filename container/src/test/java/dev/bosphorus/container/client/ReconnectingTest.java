package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.blocking.BlockingConnector;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** With a timer that the test runs. */
@Isolated("counts the threads of the process")
class ReconnectingTest {

    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofHours(3);

    /** Collects its sessions. */
    private static final class Collecting extends Endpoint {
        final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            sessions.add(session);
        }

        Session next() throws InterruptedException {
            return sessions.poll(10, TimeUnit.SECONDS);
        }
    }

    private final KeepAlive alive = new KeepAlive();
    private final TestTimer timer = new TestTimer();
    private final Collecting endpoint = new Collecting();
    private ClientRuntime client;
    /** How many further requests are turned away. */
    private final AtomicInteger refusals = new AtomicInteger();

    /** Ends each connection as soon as it is a WebSocket. */
    private ScriptedServer server() throws Exception {
        return new ScriptedServer(head -> refusals.getAndDecrement() > 0 ? ScriptedServer.refusal(503) : ScriptedServer.upgrade(head));
    }

    private void connect(Reconnect policy, ScriptedServer server) throws Exception {
        BlockingConnector connector = new BlockingConnector(task -> {
            Thread thread = new Thread(task, "reconnecting-test");
            thread.setDaemon(true);
            return thread;
        });
        client = new ClientRuntime(new ClientThreads(timer, ClientThreads.newDrainer(), connector),
                new ClientOptions(Duration.ofMinutes(1), null, null, 0, null, policy, true), ProtocolLimits.DEFAULTS,
                ConnectionSettings.DEFAULTS, List.of(), getClass().getClassLoader());
        client.connectToServer(endpoint, ClientEndpointConfig.Builder.create().build(), server.uri("/"));
        assertThat(endpoint.next()).isNotNull();
    }

    @AfterEach
    void end() throws Exception {
        client.close(Duration.ofSeconds(10));
        alive.assertEnded();
    }

    private TestTimer.Task pause(Duration whole) throws InterruptedException {
        TestTimer.Task task = timer.next(FIRST.dividedBy(2), MOST);
        assertThat(task).as("a delay").isNotNull();
        assertThat(task.delay()).isBetween(whole.dividedBy(2), whole);
        return task;
    }

    @Test
    void eachLostSessionIsOpenedAnewAfterTheFirstDelay() throws Exception {
        try (ScriptedServer server = server()) {
            connect(Reconnect.backoff(FIRST, MOST), server);
            pause(FIRST).run();
            assertThat(endpoint.next()).isNotNull();
            pause(FIRST).run();
            assertThat(endpoint.next()).isNotNull();
            pause(FIRST);
        }
    }

    @Test
    void delaysGrowWithEachAttemptThatFails() throws Exception {
        try (ScriptedServer server = server()) {
            connect(Reconnect.backoff(FIRST, MOST), server);
            refusals.set(3);
            pause(FIRST).run();
            pause(FIRST.multipliedBy(2)).run();
            pause(MOST).run();
            pause(MOST).run();
            assertThat(endpoint.next()).isNotNull();
            pause(FIRST);
        }
    }

    @Test
    void attemptsAreGivenUpAfterTheirNumber() throws Exception {
        try (ScriptedServer server = server()) {
            connect(Reconnect.backoff(FIRST, MOST).attempts(2), server);
            refusals.set(2);
            pause(FIRST).run();
            pause(FIRST.multipliedBy(2)).run();
            alive.assertEnded();
            assertThat(endpoint.sessions).isEmpty();
        }
    }

    @Test
    void theProcessIsKeptAliveMeanwhile() throws Exception {
        try (ScriptedServer server = server()) {
            connect(Reconnect.backoff(FIRST, MOST), server);
            pause(FIRST);
            alive.assertKept();
        }
    }

    @Test
    void closingTheClientEndsTheDelay() throws Exception {
        try (ScriptedServer server = server()) {
            connect(Reconnect.backoff(FIRST, MOST), server);
            TestTimer.Task pause = pause(FIRST);
            client.close();
            alive.assertEnded();
            assertThat(pause.cancelled()).isTrue();
            pause.run();
            assertThat(server.requests()).as("nobody connects any more").isEqualTo(1);
        }
    }
}
