package dev.bosphorus.tck.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client of tests of servers: a socket and frames, with no code of what is tested. It offers no extension and answers nothing by
 * itself. What is awaited and does not come is an {@link AssertionError} after {@value #PATIENCE_MILLIS} ms. Not safe for threads.
 */
public final class WireClient implements AutoCloseable {

    static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private WireClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String first = line();
        assertEquals("HTTP/1.1 ", first.substring(0, Math.min(9, first.length())), "what the answer begins with");
        status = Integer.parseInt(first.substring(9, 12));
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(header.substring(0, colon), key -> new ArrayList<>()).add(header.substring(colon + 1).strip());
        }
    }

    static WireClient send(URI uri, byte[] request) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        try {
            socket.getOutputStream().write(request);
            return new WireClient(socket);
        } catch (IOException | RuntimeException | AssertionError e) {
            socket.close();
            throw e;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    // ---- The answer ----------------------------------------------------------------------------------------------

    /** The status of the answer to the handshake. */
    public int status() {
        return status;
    }

    /** The values of a header of the answer, joined as RFC 9110, 5.3 says; {@code null} where there is none. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : String.join(", ", values);
    }

    // ---- Out -----------------------------------------------------------------------------------------------------

    /** Sends a whole text. */
    public WireClient send(String text) throws IOException {
        return send(Frame.text(text, true));
    }

    /** Sends a whole binary message. */
    public WireClient send(byte[] bytes) throws IOException {
        return send(Frame.binary(true, bytes));
    }

    /** Sends frames in one write. */
    public WireClient send(Frame... frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            bytes.writeBytes(frame.masked());
        }
        socket.getOutputStream().write(bytes.toByteArray());
        return this;
    }

    /** Sends a text, and has the next one that comes. */
    public String ask(String text) throws IOException {
        return send(text).text();
    }

    // ---- In ------------------------------------------------------------------------------------------------------

    /** The next frame. */
    public Frame frame() throws IOException {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            assertFalse((second & 0x80) != 0, "the server's frame is masked");
            long length = second < 126 ? second : second == 126 ? in.readUnsignedShort() : in.readLong();
            return new Frame((first & 0x80) != 0, first & 0x7f, in.readNBytes(Math.toIntExact(length)));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing has come within " + PATIENCE_MILLIS + " ms", e);
        } catch (EOFException e) {
            throw new AssertionError("the server has ended the connection", e);
        }
    }

    /** The next message, which has to be a text. */
    public String text() throws IOException {
        return new String(message(Frame.TEXT), StandardCharsets.UTF_8);
    }

    /** The next message, which has to be a binary one. */
    public byte[] bytes() throws IOException {
        return message(Frame.BINARY);
    }

    private byte[] message(int opcode) throws IOException {
        Frame part = frame();
        assertEquals(opcode, part.opcode(), () -> "the opcode of the message" + described(part));
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(part.payload());
        for (Frame next = part; !next.last();) {
            next = frame();
            assertEquals(Frame.CONTINUATION, next.opcode(), "the opcode of a further part");
            payload.writeBytes(next.payload());
        }
        return payload.toByteArray();
    }

    private static String described(Frame frame) {
        return frame.opcode() == Frame.CLOSE ? ", which is a Close with " + frame.status() : "";
    }

    /** The data of the next frame, which has to be a Pong. */
    public byte[] pong() throws IOException {
        return control(Frame.PONG);
    }

    /** The data of the next frame, which has to be a Ping. */
    public byte[] ping() throws IOException {
        return control(Frame.PING);
    }

    private byte[] control(int opcode) throws IOException {
        Frame frame = frame();
        assertEquals(opcode, frame.opcode(), () -> "the opcode of the frame" + described(frame));
        return frame.payload();
    }

    /** The status of the next frame, which has to be a Close, as {@code 1000 reason}; 1005 where it has none. */
    public String closed() throws IOException {
        Frame frame = frame();
        assertEquals(Frame.CLOSE, frame.opcode(), "the opcode of the frame");
        return frame.status();
    }

    /** Sends a Close, and has the status of the answer. */
    public String close(int code, String reason) throws IOException {
        return send(Frame.close(code, reason)).closed();
    }

    /** Whether the server ends TCP, with nothing before it. */
    public boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Ends TCP without a Close. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
