package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.engine.Event;
import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.Role;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A client of a {@link MemoryServer}: an engine in the other role, with the transport between the two. What it has received
 * stands in {@link #received}: {@code text:...}, {@code binary:<hex>}, {@code ping:...}, {@code pong:...},
 * {@code close:<code> <reason>}, with {@code |} between the parts of a message.
 */
public final class MemoryPeer implements Transport {

    /** The end of this peer's output in {@link #toServer}. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    public final List<String> received = new ArrayList<>();
    public final Decision.Accepted accepted;
    private final MemoryServer server;
    private final WebSocketEngine engine;
    private final boolean blocking;
    private final TransportListener listener;
    private final Queue<ByteBuffer> toServer = new ArrayDeque<>();
    private StringBuilder message;
    /** Whether threads may wait: {@code false} makes every thread one of the transport's I/O threads. */
    public volatile boolean mayWait = true;
    /** Whether writes stay under way until {@link #release}; only where they do not block. */
    public boolean holding;
    private Source heldSource;
    private Completion heldCompletion;
    /** Whether what the server sends is thrown away unread. */
    public boolean deaf;
    public int writes;
    public boolean aborted;
    private boolean demanded;
    private boolean ended;

    MemoryPeer(MemoryServer server, Decision.Accepted accepted, boolean blocking) {
        this.server = server;
        this.accepted = accepted;
        this.blocking = blocking;
        this.engine = new WebSocketEngine(Role.CLIENT, ProtocolLimits.DEFAULTS.withMaxMessageBytes(64 << 20), List.of(),
                new EngineResources(() -> 0x12345678, new ScratchPool()));
        this.listener = accepted.start().begin(this);
    }

    public void open() {
        listener.onOpen();
        server.settle();
    }

    // ---- What the test does --------------------------------------------------------------------------------------

    public void text(String text) {
        textPart(text.getBytes(StandardCharsets.UTF_8), true);
    }

    public void textPart(byte[] utf8, boolean last) {
        synchronized (this) {
            engine.sendText(ByteBuffer.wrap(utf8), last);
            flush();
        }
        server.settle();
    }

    public void binary(byte[] bytes, boolean last) {
        synchronized (this) {
            engine.sendBinary(ByteBuffer.wrap(bytes), last);
            flush();
        }
        server.settle();
    }

    public void pong(String payload) {
        synchronized (this) {
            engine.sendPong(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
            flush();
        }
        server.settle();
    }

    public void close(int code, String reason) {
        synchronized (this) {
            engine.close(new CloseStatus(code, reason));
            flush();
        }
        server.settle();
    }

    /** Sends bytes as they are. */
    public void raw(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        synchronized (this) {
            toServer.add(buffer.flip());
        }
        server.settle();
    }

    /** Ends the connection without a Close. */
    public void vanish() {
        synchronized (this) {
            toServer.add(END);
        }
        server.settle();
    }

    /** Lets the write that is under way end. */
    public void release(Throwable failure) {
        Source source;
        Completion completion;
        synchronized (this) {
            source = heldSource;
            completion = heldCompletion;
            heldSource = null;
            heldCompletion = null;
            if (failure == null) {
                drain(source);
            }
        }
        completion.done(failure);
        server.settle();
    }

    // ---- To the server -------------------------------------------------------------------------------------------

    private void flush() {
        for (OutboundFrame frame = engine.takeOutput(); frame != null; frame = engine.takeOutput()) {
            ByteBuffer bytes = ByteBuffer.allocate((int) frame.remaining());
            frame.drainTo(bytes);
            toServer.add(bytes.flip());
        }
    }

    /** Delivers one buffer, where the server asked for it. @return whether there was one */
    boolean deliverOne() {
        ByteBuffer next;
        synchronized (this) {
            next = toServer.peek();
            if (ended || next == null || next != END && !demanded) {
                return false;
            }
            toServer.remove();
            demanded = false;
            ended = next == END;
        }
        if (next == END) {
            listener.onEnd(null);
        } else {
            listener.onBytes(next);
        }
        return true;
    }

    // ---- From the server -----------------------------------------------------------------------------------------

    @Override
    public boolean blocksOnWrite() {
        return blocking;
    }

    @Override
    public boolean mayWait() {
        return mayWait;
    }

    @Override
    public void write(Source source, Completion completion) {
        synchronized (this) {
            writes++;
            if (holding) {
                heldSource = source;
                heldCompletion = completion;
                return;
            }
            drain(source);
        }
        completion.done(null);
    }

    private void drain(Source source) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer room = ByteBuffer.allocate(4096);
        boolean done;
        do {
            done = source.drainTo(room.clear());
            all.write(room.array(), 0, room.position());
        } while (!done);
        if (deaf) {
            return;
        }
        engine.receive(ByteBuffer.wrap(all.toByteArray()), 0);
        for (Event event = engine.poll(); event != null; event = engine.poll()) {
            note(event);
        }
        flush();
    }

    private void note(Event event) {
        if (event instanceof Event.Text text) {
            part("text:", StandardCharsets.UTF_8.decode(text.part()).toString(), text.last());
        } else if (event instanceof Event.Binary binary) {
            byte[] bytes = new byte[binary.part().remaining()];
            binary.part().get(bytes);
            part("binary:", java.util.HexFormat.of().formatHex(bytes), binary.last());
        } else if (event instanceof Event.Ping ping) {
            received.add("ping:" + StandardCharsets.UTF_8.decode(ping.payload()));
        } else if (event instanceof Event.Pong pong) {
            received.add("pong:" + StandardCharsets.UTF_8.decode(pong.payload()));
        } else if (event instanceof Event.Closed closed) {
            received.add("close:" + closed.status().code() + " " + closed.status().reason());
        }
    }

    private void part(String kind, String content, boolean last) {
        message = message == null ? new StringBuilder(kind) : message.append('|');
        message.append(content);
        if (last) {
            received.add(message.toString());
            message = null;
        }
    }

    @Override
    public synchronized void demand() {
        demanded = true;
    }

    @Override
    public synchronized void shutdownOutput() {
        toServer.add(END);
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        toServer.clear();
        toServer.add(END);
    }
}
