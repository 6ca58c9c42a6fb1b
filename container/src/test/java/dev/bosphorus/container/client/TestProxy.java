package dev.bosphorus.container.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy whose user is {@code user} with the password {@code secret}. It takes {@code server.invalid}, which nobody else
 * knows, for this host, and opens no way to {@code forbidden.invalid}.
 */
final class TestProxy implements AutoCloseable {

    /** What it speaks, and how its user proves who he is. */
    enum Kind {
        HTTP, HTTP_BASIC, HTTP_DIGEST, SOCKS, SOCKS_LOGIN;

        boolean isHttp() {
            return this != SOCKS && this != SOCKS_LOGIN;
        }

        boolean isGuarded() {
            return this != HTTP && this != SOCKS;
        }
    }

    private static final Pattern DIGEST = Pattern.compile("Digest username=\"user\", realm=\"proxy\", uri=\"(.*?)\", "
            + "algorithm=SHA-256, nonce=\"(.*?)\", cnonce=\"(.*?)\", nc=00000001, qop=auth, response=\"(.*?)\"");

    private final ServerSocket listening;
    private final Kind kind;
    /** Digest's nonces that were given out and have not come back: each is good for one request. */
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    /** Where tunnels were opened to. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    TestProxy(Kind kind) throws IOException {
        this.kind = kind;
        listening = new ServerSocket(0);
        daemon(this::serve);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // The test has ended.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Socket server = kind.isHttp() ? openHttp(socket) : openSocks(socket);
            if (server != null) {
                try (server) {
                    daemon(() -> pipe(server, socket));
                    pipe(socket, server);
                }
            }
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private static void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private Socket open(String host, int port) throws IOException {
        tunnels.add(host + ":" + port);
        return new Socket(host.equals("server.invalid") ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host), port);
    }

    // ---- HTTP ----------------------------------------------------------------------------------------------------

    private Socket openHttp(Socket socket) throws IOException {
        String head = ScriptedServer.readHead(socket.getInputStream());
        String target = head.split(" ")[1];
        OutputStream out = socket.getOutputStream();
        if (kind.isGuarded() && !isAuthorized(target, ScriptedServer.field(head, "Proxy-Authorization"))) {
            write(out, "HTTP/1.1 407 Who?\r\nProxy-Authenticate: " + challenge() + "\r\nContent-Length: 4\r\n\r\nwho?");
            return null;
        }
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, colon);
        if (host.equals("forbidden.invalid")) {
            write(out, "HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nnot t\r\n4\r\nhere\r\n0\r\n\r\n");
            return null;
        }
        Socket server = open(host, Integer.parseInt(target.substring(colon + 1)));
        write(out, "HTTP/1.1 200 Connected\r\n\r\n");
        return server;
    }

    private static void write(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private String challenge() {
        if (kind == Kind.HTTP_BASIC) {
            return "Basic realm=\"proxy\"";
        }
        String nonce = Integer.toHexString(nonces.size()) + Long.toHexString(System.nanoTime());
        nonces.add(nonce);
        return "Digest realm=\"proxy\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=SHA-256, Basic realm=\"proxy\"";
    }

    private boolean isAuthorized(String target, String authorization) {
        if (authorization == null) {
            return false;
        }
        if (kind == Kind.HTTP_BASIC) {
            return authorization.equals(
                    "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8)));
        }
        Matcher digest = DIGEST.matcher(authorization);
        if (!digest.matches() || !digest.group(1).equals(target) || !nonces.remove(digest.group(2))) {
            return false;
        }
        String wanted = hash(hash("user:proxy:secret") + ":" + digest.group(2) + ":00000001:" + digest.group(3) + ":auth:"
                + hash("CONNECT:" + target));
        return wanted.equals(digest.group(4));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- SOCKS ---------------------------------------------------------------------------------------------------

    private Socket openSocks(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        DataInputStream data = new DataInputStream(socket.getInputStream());
        data.readByte();
        data.readNBytes(data.readUnsignedByte());
        out.write(new byte[] {5, (byte) (kind.isGuarded() ? 2 : 0)});
        if (kind.isGuarded()) {
            data.readByte();
            boolean right = text(data).equals("user") & text(data).equals("secret");
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return null;
            }
        }
        data.readNBytes(3);
        String host = switch (data.readByte()) {
            case 1 -> InetAddress.getByAddress(data.readNBytes(4)).getHostAddress();
            case 4 -> "[" + InetAddress.getByAddress(data.readNBytes(16)).getHostAddress() + "]";
            default -> text(data);
        };
        int port = data.readUnsignedShort();
        if (host.equals("forbidden.invalid")) {
            out.write(new byte[] {5, 2, 0, 1, 0, 0, 0, 0, 0, 0});
            return null;
        }
        Socket server = open(host, port);
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
        return server;
    }

    private static String text(DataInputStream data) throws IOException {
        return new String(data.readNBytes(data.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
