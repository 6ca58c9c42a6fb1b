package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The other way round: sessions of a client in measurement with a server of raw sockets, which is the calling thread. What is
 * counted are messages of the client that have come; all but the first ones are its answers to replies.
 */
final class ClientLoad {

    /** Tells the process of clients what to open, in one line: URI, sessions, messages in flight, different messages. */
    @FunctionalInterface
    interface Clients {
        void tell(String order) throws IOException;
    }

    private static final Duration OPENING = Duration.ofSeconds(30);
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final long SELECT_MILLIS = 100;

    private final Load load;
    private final Messages messages;
    private final Selector selector;
    private final List<ClientConnection> connections = new ArrayList<>();
    private final LatencyHistogram latency = new LatencyHistogram();
    /** Whether messages are sent back, and counted. */
    private boolean echoing = true;
    private long count;
    private long bytes;
    private long closed;

    private ClientLoad(Load load, Selector selector) {
        this.load = load;
        this.messages = new Messages(load.content(), load.bytes());
        this.selector = selector;
    }

    static Outcome run(Load load, Clients clients, Meter meter, Duration warmUp, Duration measured) throws IOException {
        try (Selector selector = Selector.open(); ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), load.connections());
            listening.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, listening);
            ClientLoad run = new ClientLoad(load, selector);
            try {
                clients.tell("ws://127.0.0.1:" + listening.socket().getLocalPort() + load.path() + ' ' + load.connections() + ' '
                        + load.depth() + ' ' + run.messages.variants());
                run.open();
                return run.measure(meter, warmUp, measured);
            } finally {
                for (ClientConnection connection : run.connections) {
                    connection.close();
                }
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void open() throws IOException {
        turn(OPENING, () -> upgraded() == load.connections());
        if (upgraded() < load.connections()) {
            throw new IOException("only " + upgraded() + " of " + load.connections() + " sessions have opened");
        }
        for (ClientConnection connection : connections) {
            connection.begin();
        }
    }

    private Outcome measure(Meter meter, Duration warmUp, Duration measured) throws IOException {
        turn(warmUp, () -> false);
        latency.clear();
        count = 0;
        bytes = 0;
        Meter.Reading before = meter.read();
        turn(measured, () -> false);
        turn(measured.multipliedBy(MessageLoad.PATIENCE - 1), () -> count > 0 || allClosed());
        Meter.Reading cpu = meter.read().since(before);
        echoing = false;
        turn(STALL, () -> stalled() == 0);
        long bad = connections.stream().mapToLong(ClientConnection::bad).sum();
        Outcome outcome = new Outcome(count, bad, stalled(), closed, cpu, latency, bytes);
        for (ClientConnection connection : connections) {
            if (connection.isOpen()) {
                connection.beginClose();
            }
        }
        turn(STALL, this::allClosed);
        return outcome;
    }

    private long upgraded() {
        return connections.stream().filter(ClientConnection::isUpgraded).count();
    }

    /** On how many connections messages are missing. */
    private long stalled() {
        return connections.stream().filter(connection -> connection.isOpen() && !connection.isSettled()).count();
    }

    private boolean allClosed() {
        return connections.stream().noneMatch(ClientConnection::isOpen);
    }

    private void turn(Duration most, BooleanSupplier enough) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            selector.select(this::serve, SELECT_MILLIS);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof ClientConnection connection) {
            serve(key, connection);
        } else {
            accept((ServerSocketChannel) key.attachment());
        }
    }

    private void accept(ServerSocketChannel listening) {
        try {
            SocketChannel channel = listening.accept();
            if (channel != null) {
                channel.socket().setTcpNoDelay(true);
                connections.add(new ClientConnection(channel, selector, messages, load.depth(), load.bytes()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve(SelectionKey key, ClientConnection connection) {
        try {
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable()) {
                int came = connection.read(echoing, latency);
                if (echoing) {
                    count += came;
                    bytes += (long) came * load.bytes();
                }
            }
        } catch (IOException ended) {
            end(connection);
        }
    }

    private void end(ClientConnection connection) {
        closed += connection.isClosing() ? 0 : 1;
        try {
            connection.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
