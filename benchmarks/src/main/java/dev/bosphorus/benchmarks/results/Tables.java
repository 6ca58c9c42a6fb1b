package dev.bosphorus.benchmarks.results;

import static dev.bosphorus.benchmarks.results.Cell.*;
import static dev.bosphorus.benchmarks.results.Measure.ALL_P99;
import static dev.bosphorus.benchmarks.results.Measure.HEAP;
import static dev.bosphorus.benchmarks.results.Measure.P99;
import static dev.bosphorus.benchmarks.results.Measure.P999;
import static dev.bosphorus.benchmarks.results.Measure.PER_CLIENT_CPU_SECOND;
import static dev.bosphorus.benchmarks.results.Measure.PER_CPU_SECOND;
import static dev.bosphorus.benchmarks.results.Measure.REPLY_BYTES;
import static dev.bosphorus.benchmarks.results.Measure.RSS;

import dev.bosphorus.benchmarks.results.Table.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of {@code docs/benchmarks.md}: who is compared with whom in what, and the goals. Data, no code. */
final class Tables {

    /** Files of measurements whose name begins so are of JDK 17. */
    static final String JDK_17 = "jdk17";
    /** Those of the run beside JDK 17, on JDK 25. */
    static final String JDK_25 = "jdk25";
    /** Those of the run of what is on the event loop. */
    static final String LOOP = "event-loop";
    static final List<String> GROUNDS = List.of(JDK_17, JDK_25, LOOP);

    private static final Series OURS = new Series("ours", "Bosphorus", "#2f6fb3");
    private static final Series WORKERS = new Series("ours-loop", "Bosphorus, event loop with workers", "#5b9bd5");
    private static final Series NON_BLOCKING = new Series("ours-nonblocking", "Bosphorus, @NonBlocking", "#2e8b57");
    private static final Series URING = new Series(LOOP, "ours-uring", "Bosphorus, io_uring", "#66bb8a");
    private static final Series GROUP = new Series("ours-group", "Bosphorus, group send", "#66bb8a");
    private static final Series IN_TOMCAT = new Series("ours-tomcat", "Bosphorus in Tomcat", "#2f6fb3");
    private static final Series IN_JETTY = new Series("ours-jetty", "Bosphorus in Jetty", "#2f6fb3");

    private static final Series TOMCAT = new Series("tomcat", "Tomcat 11.0.27", "#c9b458");
    private static final Series JETTY = new Series("jetty", "Jetty 12.1.12", "#d98b5f");
    private static final Series TYRUS = new Series("tyrus", "Tyrus 2.2.2", "#9c755f");
    private static final Series UNDERTOW_WORKER = new Series("undertow-worker", "Undertow 2.3.24, workers", "#b07aa1");
    private static final Series UNDERTOW = new Series("undertow", "Undertow 2.3.24, I/O threads", "#b07aa1");
    private static final Series NETTY = new Series("netty", "Netty 4.2.18", "#8a94a6");
    private static final Series VERTX = new Series("vertx", "Vert.x 5.2.0", "#5f7f8c");
    private static final Series RAW = new Series("raw", "echo in C, no WebSocket", "#c8ccd2");

    /** Jakarta servers that keep the application's code off their I/O threads. */
    private static final List<Series> JAKARTA = List.of(TOMCAT, JETTY, TYRUS, UNDERTOW_WORKER);
    /** Servers that run the application's code on their I/O threads. */
    private static final List<Series> ON_LOOP = List.of(NETTY, VERTX, UNDERTOW);

    static final Table EMBEDDED = new Table("embedded", List.of(OURS), JAKARTA, List.of(), List.of(
            cpu(BIN16_C64_D16, ours(6)),
            cpu(BIN16_C64_D1, ours(1.3)),
            cpu(BIN16_C1_D16, ours(1.3)),
            cpu(BIN16_C1_D1, ours(1.3)),
            cpu(BIN1K_C64, ours(1.3)),
            cpu(BIN64K_C8, ours(2.5)),
            cpu(BIN1M_C2, ours(3)),
            cpu(TXT1K_C64, ours(2)),
            cpu(UTF1K_C64, ours(2)),
            cpu(Z_JSON1K_C4, ours(1.3)),
            cpu(BCAST500, ours(2)),
            cpu(BCAST500_ASYNC, ours(1.3)),
            cpu(ASYNC16_C64_D16, ours(1.3)),
            cpu(ASYNC16_C64_D1, ours(1.3)),
            cpu(HANDSHAKE, ours(1.5))));

    static final Table EVENT_LOOP = eventLoop();

    static final Table GROUP_SEND = new Table("group-send", List.of(GROUP), List.of(RAW), List.of(OURS, NON_BLOCKING), List.of(
            cpu(BCAST500, new Goal(GROUP, 0.9, List.of(RAW)))));

    static final Table CLIENTS = clients();

    static final Table DEFLATE = new Table("deflate", List.of(OURS), JAKARTA, List.of(NON_BLOCKING, NETTY, VERTX), List.of(
            cpu(Z_JSON1K_C4),
            // The best by cost; a byte in a hundred is its sync flush.
            new Line(Z_JSON1K_C4, REPLY_BYTES, new Goal(OURS, 1.01, List.of(TOMCAT)))));

    static final Table TOMCAT_TABLE = container("in-tomcat", IN_TOMCAT, TOMCAT, 0.25);
    static final Table JETTY_TABLE = container("in-jetty", IN_JETTY, JETTY, 0.5);
    static final Table JDK_17_TABLE = jdk17();

    static final Table IDLE = new Table("idle", List.of(OURS, NON_BLOCKING),
            List.of(TOMCAT, JETTY, TYRUS, UNDERTOW, NETTY, VERTX), List.of(), List.of(
            new Line(IDLE5K, HEAP, limit(OURS, 8), limit(NON_BLOCKING, 4)),
            new Line(IDLE5K, RSS, limit(OURS, 11), limit(NON_BLOCKING, 8)),
            new Line(IDLE5K_Z, HEAP, limit(OURS, 8), limit(NON_BLOCKING, 4)),
            new Line(IDLE5K_Z, RSS, limit(OURS, 11), limit(NON_BLOCKING, 8))));

    private static final List<Series> ALL_PEERS = List.of(TOMCAT, JETTY, TYRUS, UNDERTOW_WORKER, UNDERTOW, NETTY, VERTX);

    static final Table TAILS = new Table("tails", List.of(OURS, NON_BLOCKING), ALL_PEERS, List.of(), List.of(
            new Line(RATE20K_C64, P99),
            new Line(RATE20K_C64, P999, new Goal(OURS, 1, ALL_PEERS), new Goal(NON_BLOCKING, 1, ALL_PEERS)),
            new Line(SLOW1, ALL_P99),
            new Line(SLOW1_ASYNC, ALL_P99, sound(OURS), sound(NON_BLOCKING))));

    static final Table LATENCY = new Table("latency", List.of(OURS, NON_BLOCKING), ALL_PEERS, List.of(),
            EMBEDDED.lines().stream().map(line -> new Line(line.cell(), P99)).toList());

    static final List<Table> ALL = List.of(EMBEDDED, EVENT_LOOP, GROUP_SEND, CLIENTS, DEFLATE, TOMCAT_TABLE, JETTY_TABLE,
            JDK_17_TABLE, IDLE, TAILS, LATENCY);

    private Tables() {
    }

    private static Table container(String id, Series ours, Series theirs, double idle) {
        List<Series> rival = List.of(theirs);
        Goal most = new Goal(ours, 1.2, rival);
        Goal twice = new Goal(ours, 2, rival);
        Goal part = new Goal(ours, idle, rival);
        Stream<Line> speed = EMBEDDED.lines().stream().map(line -> cpu(line.cell(),
                List.of(BIN16_C64_D16, BIN64K_C8, BIN1M_C2).contains(line.cell()) ? twice : most));
        Stream<Line> memory = Stream.of(IDLE5K, IDLE5K_Z)
                .flatMap(cell -> Stream.of(new Line(cell, HEAP, part), new Line(cell, RSS, part)));
        return new Table(id, List.of(ours), rival, List.of(), Stream.concat(speed, memory).toList());
    }

    private static Table eventLoop() {
        List<Series> own = List.of(NON_BLOCKING.on(LOOP, "Bosphorus, epoll"), URING);
        List<Series> rivals = ON_LOOP.stream().map(peer -> peer.on(LOOP, peer.label())).toList();
        Series netty = rivals.get(0);
        Series raw = RAW.on(LOOP, RAW.label());
        Map<Cell, Double> besideNetty = Map.of(BIN16_C64_D16, 1.3, BIN64K_C8, 2.5, BIN1M_C2, 3.0, TXT1K_C64, 1.7, UTF1K_C64, 1.4);
        List<Line> lines = new ArrayList<>();
        for (Line line : EMBEDDED.lines()) {
            List<Goal> goals = new ArrayList<>();
            for (Series series : own) {
                goals.add(new Goal(series, 1, rivals));
                if (besideNetty.containsKey(line.cell())) {
                    goals.add(new Goal(series, besideNetty.get(line.cell()), List.of(netty)));
                } else if (line.cell() == BIN16_C64_D1) {
                    goals.add(new Goal(series, 0.85, List.of(raw)));
                }
            }
            lines.add(new Line(line.cell(), PER_CPU_SECOND, goals));
        }
        return new Table("event-loop", own, rivals, List.of(raw), lines);
    }

    private static Table jdk17() {
        Series workers = WORKERS.on(JDK_17, "Bosphorus, event loop with workers");
        Series nonBlocking = NON_BLOCKING.on(JDK_17, "@NonBlocking");
        Series newer = NON_BLOCKING.on(JDK_25, "@NonBlocking on JDK 25");
        List<Series> peers = JAKARTA.stream().map(peer -> peer.on(JDK_17, peer.label())).toList();
        return new Table("jdk17", List.of(workers, nonBlocking), peers, List.of(newer),
                EMBEDDED.lines().stream().map(line -> cpu(line.cell(), new Goal(workers, 1, peers),
                        new Goal(nonBlocking, 0.8, List.of(newer)))).toList());
    }

    /** Measured by {@code Compare}, which has other names for ours. */
    private static Table clients() {
        Series ours = new Series("bosphorus", "Bosphorus", OURS.colour());
        Series nonBlocking = new Series("bosphorus-nonblocking", "Bosphorus, event loop, @NonBlocking", NON_BLOCKING.colour());
        Series uring = new Series("bosphorus-uring", "Bosphorus, io_uring, @NonBlocking", URING.colour());
        Series undertow = new Series("undertow", "Undertow 2.3.24", UNDERTOW.colour());
        List<Series> own = List.of(ours, nonBlocking, uring);
        List<Series> rivals = List.of(TOMCAT, TYRUS);
        return new Table("clients", own, rivals, List.of(JETTY, undertow),
                Stream.of(CLIENT64_D16, CLIENT64_D1, CLIENT64_TXT1K_D16, CLIENT64_TXT1K_D1)
                        .map(cell -> new Line(cell, PER_CLIENT_CPU_SECOND,
                                own.stream().map(series -> new Goal(series, 2, rivals)).toList())).toList());
    }

    private static Line cpu(Cell cell, Goal... goals) {
        return new Line(cell, PER_CPU_SECOND, goals);
    }

    private static Goal ours(double bound) {
        return new Goal(OURS, bound, JAKARTA);
    }

    private static Goal limit(Series own, double bound) {
        return new Goal(own, bound, List.of());
    }

    private static Goal sound(Series own) {
        return limit(own, Double.POSITIVE_INFINITY);
    }
}
