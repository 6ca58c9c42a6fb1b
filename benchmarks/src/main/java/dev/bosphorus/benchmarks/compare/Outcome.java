package dev.bosphorus.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * What one server, or client, did under one load.
 *
 * @param count   messages, deliveries or handshakes in the measured time
 * @param bad     replies, or messages of a client, that were another message
 * @param stalled connections whose replies did not come after sending had stopped; of a client, that did not send what was due
 * @param closed  connections that ended or failed
 * @param cpu     of the measured time
 * @param latency from before the message is written until its reply is read; of a client, from its reply until its next message
 * @param bytes   that came back in the measured time
 */
record Outcome(long count, long bad, long stalled, long closed, Meter.Reading cpu, LatencyHistogram latency, long bytes) {

    static final List<String> COLUMNS = List.of("round", "peer", "cell", "rate", "srv_cpu_per_m", "srv_util", "gen_util", "other_util",
            "p50_us", "p99_us", "p999_us", "count", "secs", "rx_mb_s", "bad", "closed", "stalled");

    double rate() {
        return count / cpu.seconds();
    }

    double perCpuSecond() {
        return count / cpu.server();
    }

    /** A line of the measurements, with the columns that {@code benchmarks/results} has. */
    String line(int round, String peer, String cell) {
        return String.format(Locale.ROOT, "%d\t%s\t%s\t%.1f\t%.4f\t%.3f\t%.3f\t%.3f\t%.1f\t%.1f\t%.1f\t%d\t%.3f\t%.3f\t%d\t%d\t%d",
                round, peer, cell, rate(), cpu.server() * 1e6 / count, cpu.server() / cpu.seconds(), cpu.self() / cpu.seconds(),
                cpu.otherCores(), latency.micros(0.5), latency.micros(0.99), latency.micros(0.999), count, cpu.seconds(),
                bytes / 1e6 / cpu.seconds(), bad, closed, stalled);
    }

    private String faults() {
        if (bad + stalled + closed > 0) {
            return "  FAULTS: bad " + bad + ", stalled " + stalled + ", closed " + closed;
        }
        return count == 0 ? "  nothing in that time" : "";
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,12.0f /s %,12.0f /CPU s  p99 %.2f ms  peer %.2f, load %.2f, others %.2f cores%s",
                rate(), perCpuSecond(), latency.micros(0.99) / 1000, cpu.server() / cpu.seconds(), cpu.self() / cpu.seconds(),
                cpu.otherCores(), faults());
    }
}
