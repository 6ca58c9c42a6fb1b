package dev.bosphorus.container.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that speaks HTTP or SOCKS 5, with credentials {@code user}, {@code secret} or without. */
final class TestProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final boolean socks;
    private final boolean guarded;
    /** Where tunnels were opened to. */
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    TestProxy(boolean socks, boolean guarded) throws IOException {
        this.socks = socks;
        this.guarded = guarded;
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
            Socket server = socks ? openSocks(socket) : openHttp(socket);
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

    private Socket openHttp(Socket socket) throws IOException {
        String head = ScriptedServer.readHead(socket.getInputStream());
        String basic = "Basic " + Base64.getEncoder().encodeToString("user:secret".getBytes(StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        if (guarded && !basic.equals(ScriptedServer.field(head, "Proxy-Authorization"))) {
            out.write("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return null;
        }
        String target = head.split(" ")[1];
        tunnels.add(target);
        int colon = target.lastIndexOf(':');
        Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return server;
    }

    private Socket openSocks(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        DataInputStream data = new DataInputStream(in);
        data.readByte();
        data.skipBytes(data.readUnsignedByte());
        out.write(new byte[] {5, (byte) (guarded ? 2 : 0)});
        if (guarded) {
            data.readByte();
            boolean right = text(data).equals("user") & text(data).equals("secret");
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return null;
            }
        }
        data.skipBytes(4);
        String host = text(data);
        int port = data.readUnsignedShort();
        tunnels.add(host + ":" + port);
        Socket server = new Socket(host, port);
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
