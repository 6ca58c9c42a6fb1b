package dev.bosphorus.container.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A socket that speaks as correctly or as badly as a test wants. */
final class RawClient implements AutoCloseable {

    /** A response head with its content. */
    record Response(int status, Map<String, String> headers, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    /** A frame of the server. */
    record Frame(int firstByte, byte[] payload) {
        int opcode() {
            return firstByte & 0xF;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    private static final byte[] MASKING_KEY = {1, 2, 3, 4};

    final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(EmbeddedServer server) {
        this(connect(server));
    }

    RawClient(Socket connected) {
        try {
            socket = connected;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(EmbeddedServer server) {
        try {
            InetAddress host = InetAddress.getByName("localhost");
            return server.uri().getScheme().equals("wss")
                    ? TestCertificates.shared().client().getSocketFactory().createSocket(host, server.port())
                    : new Socket(host, server.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String upgradeRequest(String path, String... more) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n");
        for (String field : more) {
            request.append(field).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Opens a WebSocket. */
    RawClient upgrade(String path) throws IOException {
        Response response = send(upgradeRequest(path)).response();
        if (response.status() != 101) {
            throw new IOException("status " + response.status() + ": " + response.text());
        }
        return this;
    }

    Response get(String path, String... fields) throws IOException {
        return request("GET", path, fields);
    }

    Response request(String method, String path, String... fields) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        send(request.append("\r\n").toString());
        return response(method.equals("HEAD"));
    }

    Response response() throws IOException {
        return response(false);
    }

    private Response response(boolean toHead) throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = toHead ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Response(Integer.parseInt(status[1]), headers, in.readNBytes(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** A masked frame with that first byte. */
    static byte[] frame(int firstByte, byte[] payload) {
        int header = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(header + 4 + payload.length).put((byte) firstByte);
        switch (header) {
            case 2 -> frame.put((byte) (0x80 | payload.length));
            case 4 -> frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
            default -> frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASKING_KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASKING_KEY[i & 3]));
        }
        return frame.array();
    }

    static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] close(int code) {
        return frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
    }

    Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        return new Frame(first, in.readNBytes((int) size));
    }

    /** A whole message, however many frames it has. */
    byte[] message() throws IOException {
        Frame frame = frame();
        byte[] message = frame.payload();
        while ((frame.firstByte() & 0x80) == 0) {
            frame = frame();
            byte[] longer = Arrays.copyOf(message, message.length + frame.payload().length);
            System.arraycopy(frame.payload(), 0, longer, message.length, frame.payload().length);
            message = longer;
        }
        return message;
    }

    /** What comes until the peer ends its direction. */
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "client of port %d", socket.getPort());
    }
}
