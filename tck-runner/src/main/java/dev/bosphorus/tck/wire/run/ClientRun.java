package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Connection;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.OpeningAsServer;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.WireLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs cases against clients: a server that says how many cases there are ({@code /count}), runs one on each connection to
 * {@code /case/1} and so on, for a client that echoes until it is closed, and is told when the client is through ({@code /report}).
 * {@code /count} and {@code /report} answer a WebSocket with a message and a Close, and plain HTTP with a body.
 */
public final class ClientRun implements AutoCloseable {

    private static final int MOST_WAITS = 8;
    private static final int BACKLOG = 128;
    private static final Pattern CASE = Pattern.compile("GET /case/(\\d{1,6})(?:\\?\\S*)? .*");

    private final ServerSocket listener;
    private final List<WireCase> cases;
    private final CaseResult[] results;
    private final Duration patience;
    private final Progress progress;
    private final Instant started = Instant.now();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch reported = new CountDownLatch(1);
    /** Under the lock of the results, as {@link #running} is. */
    private int done;
    /** Cases that have begun: a client may be through with one before it is judged. */
    private int running;

    /** Listens. @param port 0 for any free one */
    public ClientRun(InetAddress address, int port, List<WireCase> cases, Duration patience, Progress progress) throws IOException {
        listener = new ServerSocket(port, BACKLOG, address);
        this.cases = cases;
        this.patience = patience;
        this.progress = progress;
        results = new CaseResult[cases.size()];
        threads.execute(this::accept);
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Waits until a client has asked for {@code /report}, and all cases that it has begun are judged. */
    public void awaitReport() throws InterruptedException {
        reported.await();
        synchronized (results) {
            while (running > 0) {
                results.wait();
            }
        }
    }

    /** What is known so far; cases that no client has asked for are errors. */
    public RunResult result(String name) {
        List<CaseResult> all = new ArrayList<>();
        synchronized (results) {
            for (int i = 0; i < results.length; i++) {
                WireCase one = cases.get(i);
                all.add(results[i] != null ? results[i] : new CaseResult(one.id(), one.reference(), one.severity(), one.requirement(),
                        Verdict.ERROR, List.of("no client has asked for it"), 0, List.of()));
            }
        }
        return new RunResult(name, Subject.CLIENT, "port " + port(), started, Duration.between(started, Instant.now()).toMillis(), all);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // It was closed, or a client was gone before it was accepted.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        WireLog log = new WireLog();
        try (Connection connection = new Connection(socket, log, patience)) {
            HttpHead request = connection.readHead();
            if (request == null) {
                return;
            }
            Matcher asked = CASE.matcher(request.startLine());
            if (asked.matches()) {
                runOne(Integer.parseInt(asked.group(1)) - 1, connection, request, log);
            } else if (request.startLine().startsWith("GET /count")) {
                say(String.valueOf(cases.size()), connection, request, log);
            } else if (request.startLine().startsWith("GET /report")) {
                say("thank you", connection, request, log);
                reported.countDown();
            } else {
                new OpeningAsServer(connection, request).respond("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        } catch (IOException e) {
            log.note("no case: " + e.getMessage());
        }
    }

    private void say(String text, Connection connection, HttpHead request, WireLog log) throws IOException {
        if (!request.has("Upgrade", "websocket")) {
            byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
            new OpeningAsServer(connection, request).respond("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                    + body.length + "\r\nConnection: close\r\n\r\n" + text + "\n");
            return;
        }
        try (Peer peer = new Peer(new OpeningAsServer(connection, request), Subject.CLIENT, log)) {
            peer.open();
            peer.send(OutFrame.text(text));
            peer.closeCleanly();
        } catch (UnmetException e) {
            log.note(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOne(int index, Connection connection, HttpHead request, WireLog log) {
        if (index < 0 || index >= cases.size()) {
            new OpeningAsServer(connection, request).respond("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        synchronized (results) {
            running++;
        }
        try (Peer peer = new Peer(new OpeningAsServer(connection, request), Subject.CLIENT, log)) {
            ScheduledFuture<?> cut = watch.schedule(connection::close, MOST_WAITS * patience.toMillis(), TimeUnit.MILLISECONDS);
            CaseResult result = CaseRun.run(cases.get(index), peer);
            cut.cancel(false);
            int ended;
            synchronized (results) {
                done += results[index] == null ? 1 : 0;
                results[index] = result;
                ended = done;
            }
            progress.ended(result, ended, cases.size());
        } finally {
            synchronized (results) {
                running--;
                results.notifyAll();
            }
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
            watch.shutdownNow();
        }
    }
}
