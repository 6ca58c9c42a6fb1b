package dev.bosphorus.container.semantics;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A session of ours in one role, and a peer in the other that does what the test says. */
final class Scene implements AutoCloseable {

    /** What happens in a scene. */
    interface Act {
        void run(Scene scene) throws Exception;
    }

    /** Closes the container of the session; a part of the scene. */
    private interface Container {
        void close(Duration deadline);
    }

    private final Recorder recorder;
    private final Container container;
    private final RawPeer peer;

    private Scene(Recorder recorder, Container container, RawPeer peer) {
        this.recorder = recorder;
        this.container = container;
        this.peer = peer;
    }

    static Scene open(Role role, TransportKind kind, Row row) throws Exception {
        Recorder recorder = new Recorder();
        row.opening().accept(recorder);
        return role == Role.SERVER ? server(recorder, kind, row) : client(recorder, kind, row);
    }

    private static Scene server(Recorder recorder, TransportKind kind, Row row) throws Exception {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Recorder.class, "/recorder")
                .decoders(List.of(Recorder.ThingDecoder.class)).encoders(List.of(Recorder.ThingEncoder.class))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(recorder);
                    }
                }).build();
        EmbeddedServer server = EmbeddedServer.builder().transport(kind).endpoint(config).limits(row.limits())
                .sendTimeout(row.sendTimeout()).closeTimeout(row.closeTimeout()).overflow(row.overflow())
                .outboundQueue(1, Integer.MAX_VALUE).start();
        return new Scene(recorder, server::stop, RawPeer.clientOf(server.port(), "/recorder", row.isDeflate()));
    }

    private static Scene client(Recorder recorder, TransportKind kind, Row row) throws Exception {
        WebSocketClient client = WebSocketClient.builder().transport(kind).limits(row.limits())
                .sendTimeout(row.sendTimeout()).closeTimeout(row.closeTimeout()).overflow(row.overflow())
                .outboundQueue(1, Integer.MAX_VALUE).extensions(List.of(new PerMessageDeflate())).build();
        try (ServerSocket listening = RawPeer.listen()) {
            CompletableFuture<Session> connecting =
                    client.connectAsync(recorder, URI.create("ws://localhost:" + listening.getLocalPort() + "/"));
            RawPeer peer = RawPeer.serverOf(listening, row.isDeflate());
            connecting.exceptionally(failure -> null);
            return new Scene(recorder, client::close, peer);
        }
    }

    Recorder recorder() {
        return recorder;
    }

    RawPeer peer() {
        return peer;
    }

    /** The session, which has opened. */
    Session session() {
        return recorder.opened.orTimeout(20, TimeUnit.SECONDS).join();
    }

    void perform(Act act) throws Exception {
        session();
        act.run(this);
    }

    /** Closes the container, which waits for the peer's answer meanwhile. */
    void stop() {
        CompletableFuture.runAsync(() -> container.close(Duration.ofSeconds(20)), task -> new Thread(task).start());
    }

    /** Closes the container, which waits for the peer's answer until its time has run out. */
    void stopSoon() {
        container.close(Duration.ofSeconds(1));
    }

    @Override
    public void close() throws IOException {
        peer.close();
        container.close(Duration.ofSeconds(5));
    }
}
