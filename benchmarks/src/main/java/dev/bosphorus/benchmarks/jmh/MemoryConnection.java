package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.runtime.RuntimeSettings;
import dev.bosphorus.container.runtime.ServerRuntime;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import jakarta.websocket.DeploymentException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A server's open connection whose other end is two arrays: a transport that reads and writes as that of virtual threads
 * does, without a socket. Its time-outs never come. For one thread.
 */
final class MemoryConnection implements Transport {

    private static final int ROOM = 64 * 1024;

    private final ByteBuffer in = ByteBuffer.allocate(ROOM);
    private final ByteBuffer out = ByteBuffer.allocate(ROOM);
    private final TransportListener listener;

    private MemoryConnection(Decision.Accepted accepted) {
        this.listener = accepted.start().begin(this);
        listener.onOpen();
    }

    /** Deploys the endpoint in a server of its own and connects to it. */
    static MemoryConnection to(Class<?> endpoint, String path) throws DeploymentException {
        ServerRuntime runtime = new ServerRuntime(new RuntimeSettings("", ProtocolLimits.DEFAULTS, ConnectionSettings.DEFAULTS,
                List.of(), List.of(), MemoryConnection.class.getClassLoader(), new Clock(), Runnable::run));
        runtime.addEndpoint(endpoint);
        HeaderFields fields = new HeaderFields.Builder()
                .add("Host", "localhost").add("Upgrade", "websocket").add("Connection", "Upgrade")
                .add("Sec-WebSocket-Version", "13").add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").build();
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("localhost", 1);
        Decision decision = runtime.decide(new UpgradeRequest("GET", path, "HTTP/1.1", fields),
                new PeerInfo(false, nowhere, nowhere, () -> null, List.of()));
        if (decision instanceof Decision.Accepted accepted) {
            return new MemoryConnection(accepted);
        }
        throw new IllegalStateException("not accepted: " + decision);
    }

    private static final class Clock implements Timer {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Handle schedule(Runnable task, long delayNanos) {
            return () -> { };
        }
    }

    /** Brings the bytes and returns what is written meanwhile, valid until the next call. */
    ByteBuffer exchange(byte[] frames) {
        out.clear();
        listener.onBytes(in.clear().put(frames).flip());
        return out.flip();
    }

    @Override
    public boolean blocksOnWrite() {
        return true;
    }

    @Override
    public boolean ownsThread() {
        return true;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void write(Source source, Completion completion) {
        boolean whole = source.drainTo(out);
        completion.done(whole ? null : new IllegalStateException("more than " + ROOM + " bytes at once"));
    }

    @Override
    public void demand() {
        // The next exchange comes when it comes.
    }

    @Override
    public void shutdownOutput() {
        // Nobody is there.
    }

    @Override
    public void abort() {
        listener.onEnd(null);
    }
}
