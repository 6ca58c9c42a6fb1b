package dev.bosphorus.tck.wire.peer;

import dev.bosphorus.tck.wire.frame.FrameReader;
import dev.bosphorus.tck.wire.frame.InFrame;
import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.Subject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A TCP or TLS connection to the code under test. Once it speaks frames, a thread of its own reads: the subject may answer while it is
 * still being sent to. Writing and the rest is for one thread.
 */
public final class Connection implements AutoCloseable {

    /** What came: a frame, or the end of the stream. */
    public sealed interface Arrival permits Frame, End {
    }

    /** A frame. */
    public record Frame(InFrame frame) implements Arrival {
    }

    /**
     * The end of what can be read.
     *
     * @param fault {@code null} where the subject has ended the stream between two frames, as it should
     */
    public record End(String fault) implements Arrival {
    }

    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final WireLog log;
    private final Duration patience;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private IOException writeFailure;

    /** Takes the socket over. @param patience how long to wait for the subject */
    public Connection(Socket socket, WireLog log, Duration patience) throws IOException {
        this.socket = socket;
        this.log = log;
        this.patience = patience;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /** Reads a head, or {@code null} where the subject ends the stream instead. @throws IOException where neither comes in time */
    public HttpHead readHead() throws IOException {
        HttpHead head = HttpHead.read(in);
        if (head == null) {
            log.note("the subject ends the stream");
        } else {
            log.add(WireLog.Direction.RECEIVED, head.text().getBytes(StandardCharsets.ISO_8859_1), "head");
        }
        return head;
    }

    /** What comes before the frames: the next byte, or -1 at the end. */
    public int readByte() throws IOException {
        return in.read();
    }

    /** From here on what comes is frames. */
    public void startFrames(Subject from) throws IOException {
        // The patience is the waiting thread's from here on.
        socket.setSoTimeout(0);
        Thread reader = new Thread(() -> read(new FrameReader(in, from)), "wire reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(FrameReader frames) {
        String fault = null;
        try {
            for (InFrame frame = frames.next(); frame != null; frame = frames.next()) {
                log.add(WireLog.Direction.RECEIVED, frame.payload(), describe(frame));
                arrivals.add(new Frame(frame));
            }
        } catch (EOFException e) {
            fault = "the stream ends within a frame";
        } catch (IOException e) {
            fault = String.valueOf(e.getMessage());
        }
        log.note(fault == null ? "the subject ends the stream" : fault);
        arrivals.add(new End(fault));
        ended.countDown();
    }

    private static String describe(InFrame frame) {
        return (frame.fin() ? "FIN " : "") + (frame.reserved() == 0 ? "" : "RSV" + Integer.toBinaryString(frame.reserved()) + " ")
                + Opcodes.name(frame.opcode()) + (frame.masked() ? ", masked" : "") + ", " + frame.payload().length + " bytes"
                + (frame.opcode() == Opcodes.CLOSE ? ", code " + frame.closeCode() : "");
    }

    /** The next arrival, or {@code null} where none comes in time. */
    public Arrival next() throws InterruptedException {
        return arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the stream ends within this time. */
    boolean endsWithin(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Sends bytes. A failure is kept: what the subject has said before it ended the stream is still to be read. */
    public void write(byte[] bytes, String what) {
        if (writeFailure != null) {
            return;
        }
        log.add(WireLog.Direction.SENT, bytes, what);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            writeFailure = e;
            log.note("it cannot be sent: " + e.getMessage());
        }
    }

    /** Ends what is sent; the subject's side goes on. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
            log.note("the suite ends its stream");
        } catch (IOException | UnsupportedOperationException e) {
            log.note("the stream cannot be ended: " + e.getMessage());
        }
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            log.note("the socket cannot be closed: " + e.getMessage());
        }
    }
}
