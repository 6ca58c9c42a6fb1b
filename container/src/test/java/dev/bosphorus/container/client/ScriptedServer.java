package dev.bosphorus.container.client;

import dev.bosphorus.container.protocol.handshake.AcceptKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers each request with what the test says, one connection after the other. */
final class ScriptedServer implements AutoCloseable {

    /** Makes an answer of a request's head. */
    interface Script {
        /** @return {@code null} to leave the client waiting */
        String answer(String head);
    }

    private final ServerSocket listening;
    private final Script script;
    private final boolean ends;
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    /** Counted down when the first client has gone. */
    final CountDownLatch gone = new CountDownLatch(1);

    /** Ends its side of each connection after the answer. */
    ScriptedServer(Script script) throws IOException {
        this(script, true);
    }

    /** Leaves the end of each connection to the client. */
    static ScriptedServer thatStays(Script script) throws IOException {
        return new ScriptedServer(script, false);
    }

    private ScriptedServer(Script script, boolean ends) throws IOException {
        this.script = script;
        this.ends = ends;
        listening = new ServerSocket(0);
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                serve(socket);
            } catch (IOException e) {
                // The client, or the test, has ended it.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        String head = readHead(socket.getInputStream());
        heads.add(head);
        try {
            String answer = script.answer(head);
            if (answer != null) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (ends) {
                    socket.shutdownOutput();
                }
            }
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } finally {
            gone.countDown();
        }
    }

    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The value of a field of a head; {@code null} where it has none. */
    static String field(String head, String name) {
        return head.lines().filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2)).findFirst().orElse(null);
    }

    /** The answer that opens a WebSocket, with these further lines. */
    static String upgrade(String head, String... lines) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                .append("Sec-WebSocket-Accept: ").append(AcceptKey.answer(field(head, "Sec-WebSocket-Key"))).append("\r\n");
        for (String line : lines) {
            answer.append(line).append("\r\n");
        }
        return answer.append("\r\n").toString();
    }

    /** An answer that opens none. */
    static String refusal(int status, String... lines) {
        return "HTTP/1.1 " + status + " No\r\n" + String.join("", java.util.Arrays.stream(lines).map(line -> line + "\r\n").toList())
                + "Content-Length: 0\r\n\r\n";
    }

    URI uri(String path) {
        return URI.create("ws://localhost:" + listening.getLocalPort() + path);
    }

    /** The head of the next request that came. */
    String nextHead() throws InterruptedException {
        return heads.poll(10, TimeUnit.SECONDS);
    }

    int requests() {
        return heads.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
