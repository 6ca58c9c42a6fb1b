package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages to a server in a closed loop, on the calling thread: as many as the load says are in flight, and for each that is
 * answered the next one is sent.
 */
final class MessageLoad {

    private static final int ROOM = 256 << 10;
    private static final long STALL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SELECT_MILLIS = 100;
    /** Where nothing has come in the time to measure, how many times as long it may become. */
    static final int PATIENCE = 10;

    private final Load load;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private final ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
    private final LatencyHistogram latency = new LatencyHistogram();
    /** How many connections have not received a broadcast in flight, by its number modulo the depth. */
    private final int[] missing;
    /** Whether more is sent, and counted. */
    private boolean sending = true;
    private long finishedBroadcasts;
    private long count;
    private long bytes;
    private long closed;

    private MessageLoad(Load load) {
        this.load = load;
        this.missing = new int[load.depth()];
    }

    static Outcome run(Load load, int port, Meter meter, Duration warmUp, Duration measured) throws IOException {
        MessageLoad run = new MessageLoad(load);
        try (Selector selector = Selector.open()) {
            try {
                return run.run(selector, port, meter, warmUp, measured);
            } finally {
                for (LoadConnection connection : run.connections) {
                    connection.close();
                }
            }
        }
    }

    private Outcome run(Selector selector, int port, Meter meter, Duration warmUp, Duration measured) throws IOException {
        Messages messages = new Messages(load.content(), load.bytes());
        Opening opening = new Opening(port, load.path(), load.content().deflated());
        for (int i = 0; i < load.connections(); i++) {
            connections.add(new LoadConnection(opening.openSession(), selector, messages, load.depth()));
        }
        begin();
        turn(selector, System.nanoTime() + warmUp.toNanos());
        latency.clear();
        count = 0;
        bytes = 0;
        Meter.Reading before = meter.read();
        long start = System.nanoTime();
        turn(selector, start + measured.toNanos());
        while (count == 0 && System.nanoTime() - start < PATIENCE * measured.toNanos()) {
            turn(selector, System.nanoTime() + SELECT_MILLIS * 1_000_000);
        }
        Meter.Reading cpu = meter.read().since(before);
        sending = false;
        long stalled = awaitRest(selector);
        long bad = connections.stream().mapToLong(LoadConnection::bad).sum();
        return new Outcome(count, bad, stalled, closed, cpu, latency, bytes);
    }

    private void begin() throws IOException {
        long now = System.nanoTime();
        if (load.mode() == Load.Mode.BROADCAST) {
            broadcast(load.depth(), now);
        } else {
            for (LoadConnection connection : connections) {
                connection.send(load.depth(), out, now);
            }
        }
    }

    private void turn(Selector selector, long end) throws IOException {
        while (System.nanoTime() < end && selector.select(SELECT_MILLIS) >= 0) {
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void serve(SelectionKey key) throws IOException {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.flush(out);
            }
            if (key.isReadable()) {
                int replies = connection.read(in);
                bytes += sending ? in.limit() : 0;
                replied(connection, replies);
            }
        } catch (IOException ended) {
            closed++;
            connection.close();
        }
    }

    private void replied(LoadConnection connection, int replies) throws IOException {
        if (replies == 0) {
            return;
        }
        long now = System.nanoTime();
        count += sending ? replies : 0;
        boolean broadcast = load.mode() == Load.Mode.BROADCAST;
        LoadConnection sender = broadcast ? connections.get(0) : connection;
        for (long number = connection.received() - replies; number < connection.received(); number++) {
            if (sending) {
                latency.add(now - sender.sentAt(number));
            }
            if (broadcast) {
                missing[(int) (number % missing.length)]--;
            }
        }
        if (broadcast) {
            finishBroadcasts(now);
        } else if (sending) {
            connection.send(replies, out, now);
        }
    }

    private void finishBroadcasts(long now) throws IOException {
        int finished = 0;
        long inFlight = inFlight();
        while (finished < inFlight && missing[(int) ((finishedBroadcasts + finished) % missing.length)] == 0) {
            finished++;
        }
        finishedBroadcasts += finished;
        if (finished > 0 && sending) {
            broadcast(finished, now);
        }
    }

    private void broadcast(int times, long now) throws IOException {
        LoadConnection sender = connections.get(0);
        for (long number = sender.asked(); number < sender.asked() + times; number++) {
            missing[(int) (number % missing.length)] = connections.size();
        }
        sender.send(times, out, now);
    }

    /** Broadcasts that were sent and have not reached all. */
    private long inFlight() {
        return connections.get(0).asked() - finishedBroadcasts;
    }

    /** @return on how many connections replies are missing */
    private long awaitRest(Selector selector) throws IOException {
        long end = System.nanoTime() + STALL_NANOS;
        while (isAnythingMissing() && System.nanoTime() < end) {
            turn(selector, Math.min(end, System.nanoTime() + SELECT_MILLIS * 1_000_000));
        }
        if (load.mode() == Load.Mode.BROADCAST) {
            long most = connections.get(0).asked();
            return connections.stream().filter(connection -> connection.isOpen() && connection.received() < most).count();
        }
        return connections.stream().filter(LoadConnection::isWaiting).count();
    }

    private boolean isAnythingMissing() {
        return load.mode() == Load.Mode.BROADCAST ? inFlight() > 0 : connections.stream().anyMatch(LoadConnection::isWaiting);
    }
}
