package dev.bosphorus.container.connection;

import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A connection with everything around it, of which nothing moves unless the test says so. */
final class Rig implements Connection.Listener {

    /** High water at 100 bytes, 1000 queued bytes at most, 20 seconds to send, 5 to close. */
    static final ConnectionSettings SETTINGS =
            new ConnectionSettings(100, 1000, Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static final EngineResources RESOURCES = new EngineResources(() -> 0x01020304, new EngineResources.Scratch() {
        @Override
        public ByteBuffer take() {
            return ByteBuffer.allocate(1024);
        }

        @Override
        public void give(ByteBuffer buffer) {
            buffer.clear();
        }
    });

    final FakeTimer timer;
    final FakeTransport transport;
    /** What was handed to the drainer and has not been run. */
    final Queue<Runnable> drainer = new ArrayDeque<>();
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final Connection connection;
    /** What the listener does besides noting the event. */
    volatile Consumer<String> callback = event -> { };
    private final Role role;

    Rig(boolean blocking, Extension... extensions) {
        this(Role.SERVER, blocking, SETTINGS, extensions);
        connection.onOpen();
    }

    /** A connection that is not open yet. */
    Rig(Role role, boolean blocking, ConnectionSettings settings, Extension... extensions) {
        this(role, new FakeTransport(blocking), null, settings, extensions);
    }

    /** @param threads runs what is for the drainer; {@code null} where it waits for {@link #runDrainer} */
    Rig(Role role, FakeTransport transport, Executor threads, ConnectionSettings settings, Extension... extensions) {
        this.role = role;
        this.transport = transport;
        this.timer = new FakeTimer();
        connection = new Connection(engine(role, extensions), transport, timer,
                new Drainer(threads == null ? this::later : threads, timer), settings, this);
    }

    /** One of several connections that share a drainer. */
    Rig(FakeTransport transport, Drainer drainer, FakeTimer timer) {
        this.role = Role.SERVER;
        this.transport = transport;
        this.timer = timer;
        connection = new Connection(engine(role), transport, timer, drainer, SETTINGS, this);
    }

    static WebSocketEngine engine(Role role, Extension... extensions) {
        return new WebSocketEngine(role, ProtocolLimits.DEFAULTS, List.of(extensions), RESOURCES);
    }

    private void later(Runnable task) {
        synchronized (drainer) {
            drainer.add(task);
        }
    }

    void runDrainer() {
        for (Runnable task = nextTask(); task != null; task = nextTask()) {
            task.run();
        }
    }

    private Runnable nextTask() {
        synchronized (drainer) {
            return drainer.poll();
        }
    }

    @Override
    public void onOpen() {
        note("open");
    }

    @Override
    public void onEvent(Event event) {
        note(event instanceof Event.Text message ? "text " + StandardCharsets.UTF_8.decode(message.part())
                : event instanceof Event.Closed closed ? "closed " + closed.status().code()
                : event.getClass().getSimpleName());
    }

    private void note(String event) {
        events.add(event);
        callback.accept(event);
    }

    // ---- The peer ----------------------------------------------------------------------------------------------------

    /** The peer, which has these extensions, sends what it does with its engine, in one read. */
    void receive(Consumer<WebSocketEngine> peer, Extension... extensions) {
        WebSocketEngine engine = engine(role == Role.SERVER ? Role.CLIENT : Role.SERVER, extensions);
        peer.accept(engine);
        connection.onBytes(ByteBuffer.wrap(bytes(engine)));
    }

    /** The peer sends these texts, in one read. */
    void receive(String... texts) {
        receive(peer -> {
            for (String text : texts) {
                peer.sendText(utf8(text), true);
            }
        });
    }

    /** The peer sends a text that its extension has transformed. */
    void receiveExtended(String text) {
        receive(peer -> peer.sendText(utf8(text), true), new FakeExtension());
    }

    void receiveClose(int code) {
        receive(peer -> peer.close(CloseStatus.of(code)));
    }

    /** All that has been written, in hexadecimal digits. */
    String written() {
        return HexFormat.of().formatHex(transport.written());
    }

    // ---- The application -----------------------------------------------------------------------------------------------

    void send(String text) {
        try {
            connection.send(Kind.TEXT, utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompletableFuture<Void> sendAsync(String text) {
        return sendAsync(text, 0);
    }

    CompletableFuture<Void> sendAsync(String text, long timeoutNanos) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        connection.sendAsync(Kind.TEXT, utf8(text), true, null, timeoutNanos, failure -> {
            if (failure == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(WebSocketEngine engine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        for (OutboundFrame frame = engine.takeOutput(); frame != null; frame = engine.takeOutput()) {
            frame.drainTo(buffer.clear());
            out.write(buffer.array(), 0, buffer.position());
        }
        return out.toByteArray();
    }
}
