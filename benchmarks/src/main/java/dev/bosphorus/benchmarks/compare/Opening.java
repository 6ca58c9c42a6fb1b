package dev.bosphorus.benchmarks.compare;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Opening handshakes with one server at one path. For any threads. */
final class Opening {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    /** What RFC 6455, 1.3 says is the answer to that key. */
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final byte[] PING = Messages.frame(9, new byte[0]);
    private static final byte[] PONG = {(byte) 0x8a, 0};
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int HEAD_ROOM = 4096;

    private final InetSocketAddress server;
    private final byte[] request;
    private final boolean deflate;

    /** @param server of this machine: no other is asked */
    Opening(int port, String path, boolean deflate) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.deflate = deflate;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY
                + (deflate ? "\r\nSec-WebSocket-Extensions: permessage-deflate" : "") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** A connection that is open, and blocking. */
    SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(server, PATIENCE_MILLIS);
            channel.socket().setSoTimeout(PATIENCE_MILLIS);
            for (ByteBuffer bytes = ByteBuffer.wrap(request); bytes.hasRemaining();) {
                channel.write(bytes);
            }
            checkAnswer(head(channel));
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** As {@link #open}, and the server's session is there: it has answered a Ping. */
    SocketChannel openSession() throws IOException {
        SocketChannel channel = open();
        try {
            channel.write(ByteBuffer.wrap(PING));
            if (!Arrays.equals(channel.socket().getInputStream().readNBytes(PONG.length), PONG)) {
                throw new IOException("a Ping was not answered by a Pong");
            }
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private void checkAnswer(String head) throws IOException {
        if (!head.startsWith("HTTP/1.1 101 ") || !head.contains(ACCEPT) || deflate != head.contains("permessage-deflate")) {
            throw new IOException("not upgraded as asked for: " + head.lines().findFirst().orElse("nothing"));
        }
    }

    /** What is behind it is dropped: a refusal's body. A server that agrees says nothing before it is spoken to. */
    private static String head(SocketChannel channel) throws IOException {
        byte[] head = new byte[HEAD_ROOM];
        // Not the channel's own read, which has no time-out.
        InputStream in = channel.socket().getInputStream();
        for (int length = 0; length < head.length;) {
            int more = in.read(head, length, head.length - length);
            if (more < 0) {
                throw new EOFException("the server has closed the connection before its answer");
            }
            length += more;
            String text = new String(head, 0, length, StandardCharsets.US_ASCII);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                return text.substring(0, end);
            }
        }
        throw new IOException("the answer's head has more than " + HEAD_ROOM + " bytes");
    }
}
