package dev.bosphorus.benchmarks.compare;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of one connection with a client, made of nothing but a socket that never blocks: agrees to the upgrade,
 * unmasks messages, checks them and sends them back. A message has to come in one frame. For one thread.
 */
final class ClientConnection {

    private static final Pattern KEY = Pattern.compile("^Sec-WebSocket-Key: *(\\S+)\\s*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    /** RFC 6455, 1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int FINAL = 0x80;
    private static final int CLOSE = 8;
    /** Opcode, length and masking key of a short frame. */
    private static final int LEAST_HEAD = 6;
    private static final int MOST_HEAD = 8;
    private static final int REQUEST_ROOM = 4096;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Messages messages;
    private final int depth;
    private final ByteBuffer in;
    private final ByteBuffer out;
    /** When replies were sent whose next message has not come, by their number modulo the depth. */
    private final long[] sentAt;
    private boolean upgraded;
    private boolean closing;
    private long received;
    private long echoed;
    private long bad;

    ClientConnection(SocketChannel channel, Selector selector, Messages messages, int depth, int bytes) throws IOException {
        this.channel = channel;
        this.messages = messages;
        this.depth = depth;
        this.sentAt = new long[depth];
        int room = REQUEST_ROOM + (depth + messages.variants()) * (bytes + MOST_HEAD);
        this.in = ByteBuffer.allocateDirect(room);
        this.out = ByteBuffer.allocateDirect(room);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    boolean isUpgraded() {
        return upgraded;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether the client has sent what it is to send: a message for each reply, after as many as are to be in flight. */
    boolean isSettled() {
        return received == echoed + depth;
    }

    long bad() {
        return bad;
    }

    /** Tells the client its messages, with the last of which it begins. */
    void begin() throws IOException {
        for (int number = 0; number < messages.variants(); number++) {
            put(FINAL | messages.content().opcode(), ByteBuffer.wrap(messages.payload(number)));
        }
        flush();
    }

    /** Begins the close handshake; the connection ends when the client answers. */
    void beginClose() throws IOException {
        closing = true;
        put(FINAL | CLOSE, ByteBuffer.wrap(new byte[] {0x03, (byte) 0xe8}));
        flush();
    }

    void close() throws IOException {
        channel.close();
    }

    /**
     * Reads what is there.
     *
     * @param echoing whether replies are sent, too
     * @param latency gets the time from each reply to the message that it has led to
     * @return how many messages have come
     * @throws IOException also where the client ends the connection
     */
    int read(boolean echoing, LatencyHistogram latency) throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the client has closed the connection");
        }
        in.flip();
        long before = received;
        if (!upgraded) {
            upgrade();
        } else {
            long now = System.nanoTime();
            while (takeFrame(echoing, now, latency)) {
                // The next one.
            }
        }
        in.compact();
        flush();
        return (int) (received - before);
    }

    /** Writes as much as the socket takes. */
    void flush() throws IOException {
        channel.write(out.flip());
        out.compact();
        key.interestOps(out.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** A client says nothing behind its request before it has the answer. */
    private void upgrade() throws IOException {
        String request = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        if (!request.endsWith("\r\n\r\n")) {
            if (in.limit() == in.capacity()) {
                throw new IOException("the request's head has more than " + in.capacity() + " bytes");
            }
            return;
        }
        Matcher asked = KEY.matcher(request);
        if (!asked.find()) {
            throw new IOException("the request has no Sec-WebSocket-Key");
        }
        in.position(in.limit());
        out.put(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(asked.group(1)) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        upgraded = true;
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-1", e);
        }
    }

    /** @return whether there was a whole one */
    private boolean takeFrame(boolean echoing, long now, LatencyHistogram latency) throws IOException {
        int start = in.position();
        if (in.remaining() < LEAST_HEAD) {
            return false;
        }
        int length = in.get(start + 1) & 0x7f;
        if (in.get(start + 1) >= 0 || length == 127) {
            throw new IOException("a frame of the client is not masked, or longer than all messages");
        }
        int head = LEAST_HEAD;
        if (length == 126) {
            length = Short.toUnsignedInt(in.getShort(start + 2));
            head += 2;
        }
        if (head + length > in.capacity()) {
            throw new IOException("a frame of the client is longer than all messages");
        }
        if (in.remaining() < head + length) {
            return false;
        }
        int first = Byte.toUnsignedInt(in.get(start));
        unmask(start + head, length, in.getInt(start + head - 4));
        in.position(start + head + length);
        if ((first & 0xf) == CLOSE) {
            throw new EOFException("the client has sent a Close");
        }
        if ((first & 0xf) < CLOSE) {
            takeMessage(first, in.slice(start + head, length), echoing);
            measure(now, latency);
        }
        return true;
    }

    private void unmask(int start, int length, int mask) {
        int at = start;
        for (; at + 4 <= start + length; at += 4) {
            in.putInt(at, in.getInt(at) ^ mask);
        }
        for (; at < start + length; at++) {
            in.put(at, (byte) (in.get(at) ^ mask >>> 24 - 8 * ((at - start) % 4)));
        }
    }

    private void takeMessage(int first, ByteBuffer payload, boolean echoing) throws IOException {
        if (first != (FINAL | messages.content().opcode())) {
            throw new IOException("a message is of another kind, or in several frames");
        }
        ByteBuffer expected = ByteBuffer.wrap(messages.payload(received));
        boolean right = payload.remaining() == expected.remaining()
                && (received % ReplyReader.SAMPLE != 0 || payload.equals(expected));
        bad += right ? 0 : 1;
        received++;
        if (echoing) {
            put(first, payload);
            echoed++;
        }
    }

    private void measure(long now, LatencyHistogram latency) {
        int slot = (int) (received % depth);
        if (received > depth) {
            latency.add(now - sentAt[slot]);
        }
        sentAt[slot] = now;
    }

    /** An unmasked frame. */
    private void put(int first, ByteBuffer payload) throws IOException {
        int length = payload.remaining();
        if (out.remaining() < length + MOST_HEAD) {
            throw new IOException("the client sends more messages than may be in flight");
        }
        out.put((byte) first);
        if (length < 126) {
            out.put((byte) length);
        } else {
            out.put((byte) 126).putShort((short) length);
        }
        out.put(payload);
    }
}
