package dev.bosphorus.container.semantics;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.handshake.AcceptKey;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The other end of a connection, in either role: a socket that speaks as correctly or as badly as a test wants. */
final class RawPeer implements AutoCloseable {

    static final int FIN = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final byte[] MASKING_KEY = {1, 2, 3, 4};
    /** Small, so that an end that sends much to a peer that reads nothing soon finds no room. */
    private static final int RECEIVE_BUFFER = 4096;

    private final Socket socket;
    private final DataInputStream in;
    /** Whether this is the client, which masks. */
    private final boolean client;
    private boolean closeSent;

    private RawPeer(Socket socket, boolean client) throws IOException {
        this.socket = socket;
        this.client = client;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
    }

    /** Connects to a server and opens a WebSocket. */
    static RawPeer clientOf(int port, String path, boolean deflate) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getByName("localhost"), port));
        RawPeer peer = new RawPeer(socket, true);
        peer.sendText("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + extension(deflate) + "\r\n");
        String head = peer.head();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head);
        }
        return peer;
    }

    static ServerSocket listen() throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReceiveBufferSize(RECEIVE_BUFFER);
        listening.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        return listening;
    }

    /** Accepts a client and opens its WebSocket. */
    static RawPeer serverOf(ServerSocket listening, boolean deflate) throws IOException {
        RawPeer peer = new RawPeer(listening.accept(), false);
        String key = peer.head().lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key: "))
                .findFirst().orElseThrow().substring("sec-websocket-key: ".length());
        peer.sendText("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + AcceptKey.answer(key) + "\r\n" + extension(deflate) + "\r\n");
        return peer;
    }

    private static String extension(boolean deflate) {
        return deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "";
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private void sendText(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    // ---- Sending -------------------------------------------------------------------------------------------------

    /** Sends bytes as they are, in one go. */
    void send(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    void text(String text) throws IOException {
        send(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void close(int code, String reason) throws IOException {
        send(closeFrame(code, reason));
    }

    /** The bytes of a Close; whether the code is legal is not asked. */
    byte[] closeFrame(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return closeFrame(ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    byte[] closeFrame(byte... body) {
        closeSent = true;
        return frame(FIN | CLOSE, body);
    }

    /** A frame as this role sends it. */
    byte[] frame(int firstByte, byte... payload) {
        return frame(firstByte, client, payload);
    }

    /** A frame as the other role would send it. */
    byte[] frameOfTheOtherRole(int firstByte, byte... payload) {
        return frame(firstByte, !client, payload);
    }

    private static byte[] frame(int firstByte, boolean masked, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) firstByte);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        }
        if (masked) {
            frame.put(MASKING_KEY);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (masked ? payload[i] ^ MASKING_KEY[i & 3] : payload[i]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** The header of a frame whose payload does not follow, with a length as it stands on the wire. */
    byte[] header(int firstByte, int length, int... lengthBytes) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte).put((byte) ((client ? 0x80 : 0) | length));
        for (int lengthByte : lengthBytes) {
            header.put((byte) lengthByte);
        }
        if (client) {
            header.put(MASKING_KEY);
        }
        byte[] bytes = new byte[header.position()];
        header.flip().get(bytes);
        return bytes;
    }

    /** Ends this direction, without a Close. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends both directions at once: the other end's next read or write fails. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    // ---- Receiving -----------------------------------------------------------------------------------------------

    /**
     * Reads on until the other end closes.
     *
     * @return its Close frame as code and reason, or {@link CloseSemanticsTest#EMPTY}; {@link CloseSemanticsTest#NOTHING} where
     *         TCP ended, or was reset, without one
     */
    String awaitClose() throws IOException {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0xF;
                byte[] payload = payload();
                if (opcode == CLOSE) {
                    return payload.length == 0 ? CloseSemanticsTest.EMPTY : status(payload);
                }
            }
        } catch (EOFException | SocketException e) {
            return CloseSemanticsTest.NOTHING;
        }
    }

    private static String status(byte[] payload) throws IOException {
        try {
            CloseStatus status = CloseStatus.parse(ByteBuffer.wrap(payload));
            return (status.code() + " " + status.reason()).strip();
        } catch (dev.bosphorus.container.protocol.frame.ProtocolException e) {
            throw new IOException("a Close that may not be sent", e);
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        int length = second & 0x7F;
        long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        byte[] key = new byte[4];
        if ((second & 0x80) != 0) {
            in.readFully(key);
        }
        byte[] payload = in.readNBytes((int) size);
        if (payload.length < size) {
            throw new EOFException();
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i & 3];
        }
        return payload;
    }

    /** The next text message. */
    String awaitText() throws IOException {
        in.readUnsignedByte();
        return new String(payload(), StandardCharsets.UTF_8);
    }

    boolean hasSentClose() {
        return closeSent;
    }

    /** What comes before the end of TCP; a reset is an end, too. */
    void awaitEnd() throws IOException {
        try {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketException e) {
            // Reset.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
