package dev.bosphorus.benchmarks.compare;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Connections that open, close with a close handshake, and come again: a thread for each that is to be there at once. */
final class HandshakeLoad {

    private static final byte[] CLOSE = Messages.frame(8, new byte[] {0x03, (byte) 0xe8});
    private static final long STOP_SECONDS = 5;

    /** One of the threads. Its counts are read when it has ended, or are safe. */
    private static final class Comer implements Runnable {

        private final Opening opening;
        private final AtomicLong opened = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong bytes = new AtomicLong();
        private final LatencyHistogram latency = new LatencyHistogram();
        private volatile SocketChannel current;
        private volatile boolean measuring;
        private volatile boolean ended;

        Comer(Opening opening) {
            this.opening = opening;
        }

        @Override
        public void run() {
            ByteBuffer room = ByteBuffer.allocate(256);
            while (!ended) {
                long start = System.nanoTime();
                try (SocketChannel channel = opening.open()) {
                    current = channel;
                    opened.incrementAndGet();
                    if (measuring) {
                        latency.add(System.nanoTime() - start);
                    }
                    channel.write(ByteBuffer.wrap(CLOSE));
                    while (channel.read(room.clear()) >= 0) {
                        bytes.addAndGet(room.position());
                    }
                    // The server has closed first; nothing is to linger here.
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                } catch (IOException e) {
                    if (!ended) {
                        failed.incrementAndGet();
                    }
                }
            }
        }

        void end() throws IOException {
            ended = true;
            SocketChannel open = current;
            if (open != null) {
                open.close();
            }
        }
    }

    private HandshakeLoad() {
    }

    static Outcome run(Load load, int port, Meter meter, Duration warmUp, Duration measured) throws IOException, InterruptedException {
        Opening opening = new Opening(port, load.path(), false);
        List<Comer> comers = IntStream.range(0, load.connections()).mapToObj(i -> new Comer(opening)).toList();
        List<Thread> threads = comers.stream().map(comer -> new Thread(comer, "handshakes")).toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        try {
            pass(warmUp);
            comers.forEach(comer -> comer.measuring = true);
            long openedBefore = sum(comers, false);
            Meter.Reading before = meter.read();
            pass(measured);
            for (int i = 1; i < MessageLoad.PATIENCE && sum(comers, false) == openedBefore; i++) {
                pass(measured);
            }
            Meter.Reading cpu = meter.read().since(before);
            long opened = sum(comers, false) - openedBefore;
            return outcome(comers, threads, opened, cpu);
        } finally {
            for (Comer comer : comers) {
                comer.end();
            }
        }
    }

    private static Outcome outcome(List<Comer> comers, List<Thread> threads, long opened, Meter.Reading cpu)
            throws IOException, InterruptedException {
        for (Comer comer : comers) {
            comer.end();
        }
        long stalled = 0;
        LatencyHistogram latency = new LatencyHistogram();
        for (int i = 0; i < comers.size(); i++) {
            threads.get(i).join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            if (threads.get(i).isAlive()) {
                stalled++;
            } else {
                latency.add(comers.get(i).latency);
            }
        }
        return new Outcome(opened, 0, stalled, sum(comers, true), cpu, latency, 0);
    }

    private static long sum(List<Comer> comers, boolean failed) {
        return comers.stream().mapToLong(comer -> (failed ? comer.failed : comer.opened).get()).sum();
    }

    /** The measured time is time that passes. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
