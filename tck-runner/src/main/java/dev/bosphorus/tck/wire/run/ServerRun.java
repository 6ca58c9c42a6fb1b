package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.OpeningAsClient;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.WireLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** Runs cases against a server that echoes at a URI. */
public final class ServerRun {

    /** A case waits a few times; then it is cut. */
    private static final int MOST_WAITS = 8;

    private final URI target;
    private final SSLSocketFactory tls;
    private final Duration patience;
    private final int parallel;

    /**
     * @param tls      for a {@code wss} URI, else {@code null}
     * @param patience how long a case waits for each answer
     * @param parallel how many cases run at a time
     */
    public ServerRun(URI target, SSLSocketFactory tls, Duration patience, int parallel) {
        this.target = target;
        this.tls = tls;
        this.patience = patience;
        this.parallel = parallel;
    }

    /** Whether there is something to talk to. @throws IOException where nobody listens */
    public void probe() throws IOException {
        try (OpeningAsClient opening = new OpeningAsClient(target, tls, new WireLog(), patience)) {
            opening.connect();
        }
    }

    /** Runs them all. @param name of the implementation, for the reports */
    public RunResult run(String name, List<WireCase> cases, Progress progress) throws InterruptedException {
        Instant started = Instant.now();
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger done = new AtomicInteger();
        try {
            List<Future<CaseResult>> running = new ArrayList<>();
            for (WireCase one : cases) {
                running.add(threads.submit(() -> {
                    CaseResult result = runOne(one, watch);
                    progress.ended(result, done.incrementAndGet(), cases.size());
                    return result;
                }));
            }
            List<CaseResult> results = new ArrayList<>();
            for (Future<CaseResult> each : running) {
                results.add(each.get());
            }
            return new RunResult(name, Subject.SERVER, target.toString(), started, Duration.between(started, Instant.now()).toMillis(), results);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
            watch.shutdownNow();
        }
    }

    private CaseResult runOne(WireCase one, ScheduledExecutorService watch) {
        WireLog log = new WireLog();
        try (Peer peer = new Peer(new OpeningAsClient(target, tls, log, patience), Subject.SERVER, log)) {
            // A write to a subject that does not read waits for ever.
            ScheduledFuture<?> cut = watch.schedule(peer.opening()::close, MOST_WAITS * patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return CaseRun.run(one, peer);
            } finally {
                cut.cancel(false);
            }
        }
    }
}
