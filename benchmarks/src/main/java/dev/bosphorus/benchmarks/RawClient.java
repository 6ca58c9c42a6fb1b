package dev.bosphorus.benchmarks;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One connection, made of nothing but a socket, so that the client's memory does not matter: it writes the upgrade and one
 * masked text frame itself and checks what comes back. Not for several threads: they would share a buffer.
 */
final class RawClient implements Closeable {

    private static final int MASKING_KEY = 0x1a2b3c4d;
    private static final int TEXT = 0x81;
    private static final int TEXT_DEFLATED = TEXT | 0x40;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final byte[] DEFLATE_TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(128 * 1024);

    private final SocketChannel channel;

    private RawClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects and upgrades at {@code /echo}.
     *
     * @param source  the local address, whose port is 0
     * @param deflate whether to offer permessage-deflate, which the server then has to take
     */
    static RawClient open(InetSocketAddress source, InetSocketAddress server, boolean deflate) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.bind(source).connect(server);
            RawClient client = new RawClient(channel);
            client.upgrade(server, deflate);
            return client;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private void upgrade(InetSocketAddress server, boolean deflate) throws IOException {
        String request = "GET /echo HTTP/1.1\r\nHost: " + server.getHostString() + ':' + server.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + (deflate ? "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n" : "\r\n");
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        String head = readHead();
        if (!head.startsWith("HTTP/1.1 101 ") || deflate != head.contains("permessage-deflate")) {
            throw new IOException("not upgraded as asked for: " + head);
        }
    }

    /** Sends the message as one frame, deflated if so agreed, and waits until it is back. */
    void echo(byte[] message, boolean deflate) throws IOException {
        byte[] payload = deflate ? deflate(message) : message;
        writeFrame(deflate ? TEXT_DEFLATED : TEXT, payload);
        ByteBuffer frame = readFrame();
        int first = Byte.toUnsignedInt(frame.get());
        byte[] back = new byte[skipLength(frame)];
        frame.get(back);
        byte[] text = first == TEXT_DEFLATED ? inflate(back, message.length) : back;
        if ((first | 0x40) != TEXT_DEFLATED || !Arrays.equals(text, message)) {
            throw new IOException("the echo is another message");
        }
    }

    /** The close handshake with 1000, begun by us. */
    void closeHandshake() throws IOException {
        writeFrame(CLOSE, new byte[] {0x03, (byte) 0xe8});
        if (Byte.toUnsignedInt(readFrame().get()) != CLOSE) {
            throw new IOException("no Close came back");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void writeFrame(int firstByte, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) firstByte);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        frame.putInt(MASKING_KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASKING_KEY >>> 24 - 8 * (i % 4)));
        }
        write(frame.flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private String readHead() throws IOException {
        BUFFER.clear();
        while (true) {
            read();
            String head = StandardCharsets.US_ASCII.decode(BUFFER.duplicate().flip()).toString();
            if (head.endsWith("\r\n\r\n")) {
                return head;
            }
        }
    }

    /** One whole frame; nothing else is under way. */
    private ByteBuffer readFrame() throws IOException {
        BUFFER.clear();
        while (true) {
            read();
            ByteBuffer frame = BUFFER.duplicate().flip();
            if (frame.remaining() >= 2 && (frame.get(1) < 126 || frame.remaining() >= 4)) {
                int payload = skipLength(frame.position(1));
                if (frame.remaining() == payload) {
                    return frame.position(0);
                }
            }
        }
    }

    /** Reads the length from the second byte on; from a server it is unmasked, and here below 64 KiB. */
    private static int skipLength(ByteBuffer frame) {
        int length = frame.get();
        return length == 126 ? Short.toUnsignedInt(frame.getShort()) : length;
    }

    private void read() throws IOException {
        if (channel.read(BUFFER) < 0) {
            throw new EOFException("the server has closed the connection");
        }
    }

    // RFC 7692, 7.2.1: deflated up to a sync flush, whose last four bytes are left out.
    private static byte[] deflate(byte[] message) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(message);
            byte[] out = new byte[message.length + 64];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, length - DEFLATE_TAIL.length);
        } finally {
            deflater.end();
        }
    }

    // RFC 7692, 7.2.2: the four bytes are put back.
    private static byte[] inflate(byte[] payload, int length) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] in = Arrays.copyOf(payload, payload.length + DEFLATE_TAIL.length);
            System.arraycopy(DEFLATE_TAIL, 0, in, payload.length, DEFLATE_TAIL.length);
            inflater.setInput(in);
            byte[] out = new byte[length + 1];
            return Arrays.copyOf(out, inflater.inflate(out));
        } catch (DataFormatException e) {
            throw new IOException("the echo cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
